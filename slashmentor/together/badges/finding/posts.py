"""Questions and answers that are badges' business: those that everybody can see, by somebody with an account."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from slashmentor.parts.questions.models import Entry, Vote

from .scope import Scope


def questions(scope: Scope) -> QuerySet[Entry]:
    """The questions in scope."""
    rows = Entry.objects.filter(
        kind=Entry.Kind.QUESTION, community=scope.community_id, deleted_at=None
    ).order_by()
    if scope.question_id is not None:
        rows = rows.filter(pk=scope.question_id)
    return scope.of(rows, "author")


def answers(scope: Scope) -> QuerySet[Entry]:
    """The answers in scope; none to a question that was deleted."""
    rows = Entry.objects.filter(
        kind=Entry.Kind.ANSWER, community=scope.community_id, deleted_at=None, question__deleted_at=None
    ).order_by()
    if scope.question_id is not None:
        rows = rows.filter(question=scope.question_id)
    return scope.of(rows, "author")


def reaching_score(posts: QuerySet[Entry], score: int) -> QuerySet[Entry]:
    """Those that have reached a score here: of imported ones, those that it took votes here to lift so far.

    For what an imported post had reached before, its author brought the badge along.
    """
    here = (
        Vote.objects.filter(entry=OuterRef("pk"), waits_until=None)
        .order_by()
        .values("entry")
        .annotate(sum=Sum("value"))
        .values("sum")
    )
    return posts.filter(score__gte=score).filter(
        Q(origin_id=None) | Q(score__lt=score + Coalesce(Subquery(here), 0))
    )


def written_here(posts: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those that weren't brought from another site."""
    return posts.filter(origin_id=None)


def of_others(posts: QuerySet[Entry]) -> QuerySet[Entry]:
    """Answers to what somebody else asked."""
    return posts.exclude(question__author=F("author"))


def first_answers(posts: QuerySet[Entry]) -> QuerySet[Entry]:
    """Answers that were there before any other of the same question."""
    others: Any = Entry.objects.filter(
        kind=Entry.Kind.ANSWER, question=OuterRef("question"), deleted_at=None
    ).filter(
        Q(created_at__lt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__lt=OuterRef("pk"))
    )
    return posts.filter(~Exists(others))
