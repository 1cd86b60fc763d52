"""Badges for asking (rules.md, "Badges")."""

from datetime import UTC
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from slashmentor.parts.questions.models import Bounty, Entry

from .posts import questions, reaching_score, written_here
from .scope import Scope


def well_received(scope: Scope) -> QuerySet[Any, Any]:
    """Questions found useful."""
    return questions(scope).filter(score__gte=1).values("author").annotate(have=Count("pk"))


def with_accepted(scope: Scope) -> QuerySet[Any, Any]:
    return questions(scope).filter(accepted__isnull=False).values("author").annotate(have=Count("pk"))


def days_of_asking_well(scope: Scope) -> QuerySet[Any, Any]:
    """UTC days with a question that was found useful and stayed open."""
    day = TruncDate("created_at", tzinfo=UTC)
    asked = questions(scope).filter(score__gte=1, closed_at=None)
    return asked.values("author").annotate(have=Count(day, distinct=True))


def of_score(scope: Scope) -> QuerySet[Entry]:
    return reaching_score(questions(scope), scope["score"])


def of_views(scope: Scope) -> QuerySet[Entry]:
    return written_here(questions(scope)).filter(views__gte=scope["views"])


def of_bookmarks(scope: Scope) -> QuerySet[Entry]:
    return written_here(questions(scope)).filter(bookmark_count__gte=scope["bookmarks"])


def offered_on_own(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_offered(scope).filter(question__author=F("by")))


def offered_on_others(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_offered(scope).exclude(question__author=F("by")))


def awarded_on_own(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_awarded(scope).filter(question__author=F("by")))


def awarded_on_others(scope: Scope) -> QuerySet[Any, Any]:
    return _counted(_awarded(scope).exclude(question__author=F("by")))


def _offered(scope: Scope) -> QuerySet[Bounty]:
    rows = Bounty.objects.filter(~Q(state=Bounty.State.GIVEN_BACK), question__community=scope.community_id)
    return scope.of(rows, "by")


def _awarded(scope: Scope) -> QuerySet[Bounty]:
    """Chosen by who offered it; half of one that went to the best answer by itself isn't."""
    return _offered(scope).filter(state=Bounty.State.AWARDED)


def _counted(rows: QuerySet[Bounty]) -> QuerySet[Any, Any]:
    return rows.order_by().values("by").annotate(have=Count("pk"))
