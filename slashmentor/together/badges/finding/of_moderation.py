"""Badges for looking after the place: votes, flags, edits, reviews, topics (rules.md, "Badges")."""

from datetime import UTC, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, TruncDate

from slashmentor.commons.safety.models import Flag
from slashmentor.commons.topics.models import TopicEdit, TopicHere
from slashmentor.parts.questions.models import Entry, Judgement, Revision, Tagging, Vote
from slashmentor.parts.reviews.models import Review
from slashmentor.parts.reviews.queues import SKIP

from .scope import Scope

QUIET = timedelta(days=182)  # six months


def voted_up(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_votes(scope).filter(value=1))


def voted_down(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_votes(scope).filter(value=-1))


def voted(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_votes(scope))


def voted_in_a_day(scope: Scope) -> QuerySet[Any, Any]:
    """By member and UTC day."""
    days = _votes(scope).annotate(day=TruncDate("cast_at", tzinfo=UTC)).values("voter", "day")
    return days.annotate(have=Count("pk")).filter(have__gte=scope["votes"]).values("voter")


def voted_on_questions(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_votes(scope).filter(entry__kind=Entry.Kind.QUESTION))


def elect_by_questions(scope: Scope) -> QuerySet[Any, Any]:
    """So many votes on questions, and so many percent of all one's votes."""
    on_questions = Count("pk", filter=Q(entry__kind=Entry.Kind.QUESTION))
    counted = (
        _votes(scope)
        .order_by()
        .values("voter")
        .annotate(on_questions=on_questions, hundredfold=F("on_questions") * 100, all_of_them=Count("pk"))
    )
    enough = counted.filter(
        on_questions__gte=scope["votes"], hundredfold__gte=F("all_of_them") * scope["percent"]
    )
    return enough.values("voter")


def voted_for_rivals(scope: Scope) -> QuerySet[Any, Any]:
    """Votes up on answers to questions that one answered too."""
    own = Entry.objects.filter(
        kind=Entry.Kind.ANSWER,
        question=OuterRef("entry__question"),
        author=OuterRef("voter"),
        deleted_at=None,
    )
    up = _votes(scope).filter(value=1, entry__kind=Entry.Kind.ANSWER)
    if scope.members is None:
        # Whoever voted less than that needn't be asked about each vote: nearly everybody.
        many = Vote.objects.filter(value=1).values("voter").annotate(votes=Count("pk")).order_by()
        up = up.filter(voter__in=many.filter(votes__gte=scope["votes"]).values("voter"))
    return _counted(up.filter(Exists(own)))


def _votes(scope: Scope) -> QuerySet[Vote]:
    return scope.of(Vote.objects.filter(entry__community=scope.community_id), "voter")


def _counted(votes: QuerySet[Vote]) -> QuerySet[Any, Any]:
    return votes.order_by().values("voter").annotate(have=Count("pk"))


def flagged_helpfully(scope: Scope) -> QuerySet[Any, Any]:
    rows = Flag.objects.filter(community=scope.community_id, outcome=Flag.Outcome.HELPFUL)
    return scope.of(rows, "by").order_by().values("by").annotate(have=Count("pk"))


def edited(scope: Scope) -> QuerySet[Any, Any]:
    return _edits(scope).values("by").annotate(have=Count("pk"))


def edited_others(scope: Scope) -> QuerySet[Any, Any]:
    """Posts of others that one edited, each once."""
    others = _edits(scope).filter(entry__deleted_at=None).exclude(entry__author=F("by"))
    return others.values("by").annotate(have=Count("entry", distinct=True))


def edited_quiet(scope: Scope) -> QuerySet[Any, Any]:
    """Edits of posts that nobody had edited, nor answered, for six months."""
    since = OuterRef("at") - QUIET
    edited = Revision.objects.filter(entry=OuterRef("entry"), number__lt=OuterRef("number"), at__gt=since)
    answered = Entry.objects.filter(
        question=OuterRef("entry"), created_at__gt=since, created_at__lt=OuterRef("at")
    )
    quiet = _edits(scope).filter(~Exists(edited), ~Exists(answered), entry__created_at__lte=F("at") - QUIET)
    return quiet.values("by").annotate(have=Count("entry", distinct=True))


def retagged(scope: Scope) -> QuerySet[Any, Any]:
    """Edits that gave a question other topics."""
    before = Revision.objects.filter(entry=OuterRef("entry"), number=OuterRef("number") - 1)
    changed = (
        _edits(scope)
        .filter(entry__kind=Entry.Kind.QUESTION)
        .annotate(
            had=Subquery(before.values(text=Cast("topic_names", TextField()))[:1]),
            has=Cast("topic_names", TextField()),
        )
        .exclude(had=F("has"))
        .filter(had__isnull=False)
    )
    return changed.values("by").annotate(have=Count("pk"))


def _edits(scope: Scope) -> QuerySet[Revision]:
    rows = Revision.objects.filter(entry__community=scope.community_id, number__gt=1)
    return scope.of(rows, "by").order_by()


def deleted_of_score(scope: Scope) -> QuerySet[Any, Any]:
    return _deleted(scope).filter(score__gte=scope["score"]).values("author")


def deleted_below(scope: Scope) -> QuerySet[Any, Any]:
    return _deleted(scope).filter(score__lte=scope["score"]).values("author")


def _deleted(scope: Scope) -> QuerySet[Entry]:
    """Posts that their authors took back themselves."""
    rows = Entry.objects.filter(
        community=scope.community_id, deleted_at__isnull=False, deleted_by=F("author")
    )
    return scope.of(rows, "author").order_by()


def reviewed(scope: Scope) -> QuerySet[Any, Any]:
    """(member, queue) of those who reviewed one thing in it."""
    return _reviewed(scope, 1)


def reviewed_often(scope: Scope) -> QuerySet[Any, Any]:
    """(member, queue) of those who reviewed as many things in it as the badge asks for."""
    return _reviewed(scope, scope["reviews"])


def most_reviewed(scope: Scope) -> int:
    """How many one member reviewed in the queue where these are most."""
    found = _in_queues(scope).order_by("-have").values_list("have", flat=True).first()
    return found or 0


def _reviewed(scope: Scope, least: int) -> QuerySet[Any, Any]:
    return _in_queues(scope).filter(have__gte=least).values_list("by", "task__queue")


def _in_queues(scope: Scope) -> QuerySet[Any, Any]:
    rows = Review.objects.filter(~Q(verdict=SKIP.name), task__community=scope.community_id)
    return scope.of(rows, "by").order_by().values("by", "task__queue").annotate(have=Count("pk"))


def judged_edits(scope: Scope) -> QuerySet[Any, Any]:
    rows = Judgement.objects.filter(suggestion__entry__community=scope.community_id)
    return scope.of(rows, "by").order_by().values("by").annotate(have=Count("pk"))


def described_topics(scope: Scope) -> QuerySet[Any, Any]:
    """Topic wikis that one edited, each once."""
    rows = TopicEdit.objects.filter(here__community=scope.community_id)
    return scope.of(rows, "by").order_by().values("by").annotate(have=Count("here", distinct=True))


def made_topics(scope: Scope) -> QuerySet[Any, Any]:
    """Who brought a topic that is used so often now: the version of a question that was written when it began."""
    used = TopicHere.objects.filter(community=scope.community_id, question_count__gte=scope["questions"])
    began = Tagging.objects.filter(
        topic__in=used.values("topic"),
        community=scope.community_id,
        question__revisions__at=F("topic__created_at"),
    )
    return scope.of(began, "question__revisions__by").order_by().values("question__revisions__by")
