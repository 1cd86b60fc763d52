"""For whom and where a badge is looked for: everybody at night, those concerned when something happened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from slashmentor.commons.communities.numbers import Numbers

Row = TypeVar("Row", bound=Model)
# Rows of a member and how much they have: `.values("author").annotate(have=…)`.
Counts = Callable[["Scope"], QuerySet[Any, Any]]


@dataclass(frozen=True)
class Scope:
    """One badge in one community (None: the whole instance), for everybody or for some.

    `question_id` restricts badges for posts to one question and its answers.
    """

    badge: str
    community_id: int | None
    numbers: Numbers
    now: datetime
    members: Sequence[int] | None = None
    question_id: int | None = None

    def __getitem__(self, name: str) -> int:
        """The badge's number of that name, as this community has it."""
        return self.numbers.whole(f"badge.{self.badge}.{name}")

    def of(self, rows: QuerySet[Row, Row], who: str) -> QuerySet[Row, Row]:
        """Those rows whose field `who` is somebody that is looked for."""
        if self.members is None:
            return rows.filter(**{f"{who}__isnull": False})
        return rows.filter(**{f"{who}__in": self.members})


def first(counts: Counts) -> Callable[[Scope], QuerySet[Any, Any]]:
    """Finds the members who have at least one."""
    return lambda scope: _members(counts(scope).filter(have__gte=1))


def reaching(counts: Counts, number: str) -> Callable[[Scope], QuerySet[Any, Any]]:
    """Finds the members who have as many as the badge's `number` says."""
    return lambda scope: _members(counts(scope).filter(have__gte=scope[number]))


@cache
def how_many(counts: Counts) -> Callable[[Scope], int]:
    """Counts what one member has, for their progress. The same function for the same thing counted."""

    def have(scope: Scope) -> int:
        found = counts(scope).order_by("-have").values_list("have", flat=True).first()
        return found or 0

    return have


def _members(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    # What the rows are grouped by first is who they are about.
    return rows.values(rows.query.values_select[0])
