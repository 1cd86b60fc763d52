"""Badges for answering (rules.md, "Badges")."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from slashmentor.commons.topics.models import TopicHere
from slashmentor.parts.questions.models import BroughtVote, Entry, Revision, Vote

from .posts import answers, first_answers, of_others, reaching_score, written_here
from .scope import Scope

# The dump's VoteTypeId of the votes that make a score (BroughtVote.kind).
_UP, _DOWN = 2, 3


def found_useful(scope: Scope) -> QuerySet[Any, Any]:
    return answers(scope).filter(score__gte=1).values("author").annotate(have=Count("pk"))


def to_oneself(scope: Scope) -> QuerySet[Any, Any]:
    own = answers(scope).filter(question__author=F("author"), score__gte=scope["score"])
    return own.values("author").annotate(have=Count("pk"))


def of_score(scope: Scope) -> QuerySet[Entry]:
    return reaching_score(answers(scope), scope["score"])


def first_and_accepted(scope: Scope) -> QuerySet[Entry]:
    return first_answers(accepted(scope))


def accepted(scope: Scope) -> QuerySet[Entry]:
    """Answers of that score which somebody else, who asked, accepted."""
    chosen = of_others(answers(scope)).filter(question__accepted=F("pk"))
    return reaching_score(chosen, scope["score"])


def beyond_the_accepted(scope: Scope) -> QuerySet[Entry]:
    """With more than twice the score of an accepted answer, which itself stands above a score."""
    return written_here(answers(scope)).filter(
        question__accepted__score__gt=scope["above"],
        score__gt=F("question__accepted__score") * scope["times"],
    )


def first_after_days(scope: Scope) -> QuerySet[Entry]:
    return first_answers(after_days(scope))


def after_days(scope: Scope) -> QuerySet[Entry]:
    late = answers(scope).filter(question__created_at__lt=F("created_at") - timedelta(days=scope["days"]))
    return reaching_score(late, scope["score"])


def accepted_unsung(scope: Scope) -> QuerySet[Any, Any]:
    """Members with more than so many accepted answers that nobody voted for, and so many percent of all accepted."""
    chosen = of_others(answers(scope)).filter(question__accepted=F("pk"), is_wiki=False)
    counted = chosen.values("author").annotate(
        unsung=Count("pk", filter=Q(score=0)), hundredfold=F("unsung") * 100, all_of_them=Count("pk")
    )
    enough = counted.filter(unsung__gt=scope["answers"], hundredfold__gte=F("all_of_them") * scope["percent"])
    return enough.values("author")


def edited_and_answered(scope: Scope) -> QuerySet[Any, Any]:
    """Others' questions that somebody edited and answered within hours, with a score above 0."""
    near = timedelta(hours=scope["hours"])
    edited = Revision.objects.filter(
        entry=OuterRef("question"),
        by=OuterRef("author"),
        number__gt=1,
        at__gte=OuterRef("created_at") - near,
        at__lte=OuterRef("created_at") + near,
    )
    both = of_others(answers(scope)).filter(Exists(edited), score__gt=0)
    return both.values("author").annotate(have=Count("question", distinct=True))


def at_home_in_many(scope: Scope) -> list[int]:
    """Members whose answers brought a score in many of the most used topics."""
    topics: dict[int, int] = {}
    for author, _topic in topics_at_home(scope).values_list("author", "question__taggings__topic").iterator():
        topics[author] = topics.get(author, 0) + 1
    return [author for author, count in topics.items() if count >= scope["topics"]]


def how_many_at_home(scope: Scope) -> int:
    """In how many of them one member's did."""
    return topics_at_home(scope).count()


def topics_at_home(scope: Scope) -> QuerySet[Any, Any]:
    most_used = TopicHere.objects.filter(community=scope.community_id).order_by("-question_count", "topic")
    ids = list(most_used.values_list("topic", flat=True)[: scope["of"]])
    given = answers(scope).filter(is_wiki=False, question__taggings__topic__in=ids)
    sums = given.values("author", "question__taggings__topic").annotate(sum=Sum("score"))
    return sums.filter(sum__gte=scope["score"])


def to_the_rescue(scope: Scope) -> QuerySet[Entry]:
    """Answers to a question that was low at that time, and rose afterwards.

    What a question's score was then follows from the votes that had been cast; of those of a dump only the day is
    known, so that they count from the beginning of it.
    """
    before = Vote.objects.filter(
        entry=OuterRef("question"), waits_until=None, cast_at__lte=OuterRef("created_at")
    )
    brought = BroughtVote.objects.filter(
        entry=OuterRef("question"), cast_on__lte=Cast(OuterRef("created_at"), DateField())
    )
    risen = written_here(answers(scope)).filter(
        score__gte=scope["score"],
        question__score__gte=scope["to_score"],
        question__downs__gte=-scope["from_score"],
    )
    then = (
        _sum(before, Sum("value"))
        + _sum(brought.filter(kind=_UP), Count("pk"))
        - _sum(brought.filter(kind=_DOWN), Count("pk"))
    )
    return risen.annotate(then=then).filter(then__lte=scope["from_score"])


def first_to_newcomers(scope: Scope) -> QuerySet[Any, Any]:
    """First answers, found useful, to what was somebody's first question here (rules.md: ours)."""
    earlier = (
        Entry.objects.filter(
            kind=Entry.Kind.QUESTION, community=scope.community_id, author=OuterRef("question__author")
        )
        .filter(created_at__lt=OuterRef("question__created_at"))
        .order_by()
    )
    welcome = first_answers(of_others(answers(scope))).filter(
        ~Exists(earlier), score__gte=scope["score"], question__author__isnull=False
    )
    return welcome.values("author").annotate(have=Count("pk"))


def _sum(votes: QuerySet[Any, Any], what: Any) -> Any:
    rows = votes.order_by().values("entry").annotate(sum=what).values("sum")
    return Coalesce(Subquery(rows), 0)
