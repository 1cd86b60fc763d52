"""A community's weeks in figures, for those with the privilege to see them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek

from slashmentor.commons.standing.models import Standing

from ..models import Entry

WEEKS = 26


@dataclass
class Week:
    """What was asked and answered in a week (Monday is its first day), how often that was voted on, and who joined."""

    first: date
    questions: int = 0
    unanswered: int = 0
    answers: int = 0
    votes: int = 0
    members: int = 0


@dataclass(frozen=True)
class Figures:
    """Half a year of weeks, the last one not over yet."""

    weeks: list[Week] = field(default_factory=list)

    def of(self, name: str) -> list[int]:
        """One figure, week by week."""
        return [getattr(week, name) for week in self.weeks]

    @property
    def unanswered_share(self) -> int | None:
        """Of a hundred questions, how many still wait for a good answer; None without questions."""
        asked = sum(self.of("questions"))
        return round(100 * sum(self.of("unanswered")) / asked) if asked else None


def find_figures(community_id: int, *, now: datetime) -> Figures:
    """Three queries: one walk along the community's newest questions, one over its answers, one over who joined."""
    today = now.astimezone(UTC).date()
    monday = today - timedelta(days=today.weekday())
    weeks = [Week(monday - timedelta(weeks=number)) for number in reversed(range(WEEKS))]
    by_first = {week.first: week for week in weeks}
    since = datetime.combine(weeks[0].first, time(), UTC)
    written = Entry.objects.filter(
        community=community_id, deleted_at=None, created_at__gte=since, created_at__lte=now
    )
    asked = written.filter(kind=Entry.Kind.QUESTION)
    waiting = Count("pk", filter=Q(is_answered=False, closed_at=None))
    for first, questions, votes, unanswered in _by_week(
        asked, "created_at", questions=Count("pk"), votes=Sum(F("ups") + F("downs")), unanswered=waiting
    ):
        week = by_first[first]
        week.questions, week.votes, week.unanswered = questions, votes, unanswered
    answered = written.filter(kind=Entry.Kind.ANSWER, question__deleted_at=None)
    for first, answers, votes in _by_week(
        answered, "created_at", answers=Count("pk"), votes=Sum(F("ups") + F("downs"))
    ):
        by_first[first].answers = answers
        by_first[first].votes += votes
    joined = Standing.objects.filter(community=community_id, joined_at__gte=since, joined_at__lte=now)
    for first, members in _by_week(joined, "joined_at", members=Count("pk")):
        by_first[first].members = members
    return Figures(weeks)


def _by_week(rows: QuerySet[Any], moment: str, **figures: Any) -> Iterator[tuple[Any, ...]]:
    """(Monday, each figure) for every week that has rows."""
    grouped = rows.annotate(monday=TruncWeek(moment, tzinfo=UTC)).values_list("monday")
    for monday, *found in grouped.annotate(**figures).order_by():
        yield monday.date(), *found
