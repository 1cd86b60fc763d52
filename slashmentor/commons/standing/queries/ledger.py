"""What a member's ledger in a community says: its lines by days, and its months."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncDate, TruncMonth

from ..models import Day, Line
from ..posts import Post, posts_of

A_PAGE = 50


class Item(NamedTuple):
    """A line, and what it is about: a post that everybody may see, one that is hidden (None), or nothing.

    Lines of a day that say the same of the same post are one item: the newest of them, and how many `times`.
    """

    line: Line
    post: Post | None
    times: int = 1

    @property
    def points(self) -> int:
        return self.line.points * self.times

    @property
    def counted(self) -> int:
        return self.line.counted * self.times

    @property
    def is_hidden(self) -> bool:
        return self.line.about_id is not None and self.post is None


@dataclass(frozen=True)
class Daily:
    """The lines written on a day (of them those of this page), and the points of the whole day."""

    day: date
    items: list[Item]
    counted: int
    cut: Day | None  # where the most of a day left some of its points uncounted


class Page(NamedTuple):
    days: list[Daily]
    older: int | None  # the id to go on before; None at the end


class Month(NamedTuple):
    """A month's points, and the reputation after it."""

    first: date
    points: int
    reputation: int


def find_days(member_id: int, community_id: int, *, before: int | None = None) -> Page:
    """A page of lines, newest first, from below the id `before`; four queries, however many lines.

    A line stands on the day on which it was written, though it may count on another one (what is taken back does).
    """
    mine = Line.objects.filter(member=member_id, community=community_id)
    older = mine if before is None else mine.filter(pk__lt=before)
    lines = list(older.order_by("-pk")[: A_PAGE + 1])
    shown = sorted(lines[:A_PAGE], key=lambda line: (_day(line.at), line.pk), reverse=True)
    posts = posts_of({line.about_id for line in shown if line.about_id is not None})
    days = {_day(line.at) for line in shown}
    totals = _totals(mine, days)
    cuts = {
        cut.day: cut
        for cut in Day.objects.filter(member=member_id, community=community_id, day__in=days)
        if cut.points > cut.most
    }
    return Page(
        [
            Daily(
                day,
                _items(of_day, posts),
                totals.get(day, 0),
                cuts.get(day),
            )
            for day, of_day in groupby(shown, key=lambda line: _day(line.at))
        ],
        lines[A_PAGE - 1].pk if len(lines) > A_PAGE else None,
    )


def _items(lines: Iterable[Line], posts: Mapping[int, Post]) -> list[Item]:
    alike: dict[object, list[Line]] = {}
    for line in lines:
        says = (line.kind, line.why, line.day, line.points, line.counted)
        # That two votes were for the same answer of somebody is told to nobody.
        about = line.pk if line.about_id is None or line.kind == Line.Kind.CAST_DOWN else line.about_id
        alike.setdefault((line.about_id is None, about, says), []).append(line)
    return [Item(same[0], posts.get(same[0].about_id or 0), len(same)) for same in alike.values()]


def find_months(member_id: int, community_id: int, *, now: datetime, most: int = 24) -> list[Month]:
    """Points by month and the reputation they came to, the newest months up to this one; one query."""
    by_month: dict[date, int] = defaultdict(int)
    for month, points in (
        Line.objects.filter(member=member_id, community=community_id)
        .annotate(month=TruncMonth("day"))
        .values_list("month")
        .annotate(sum=Sum("counted"))
        .order_by()
    ):
        by_month[month] += points
    made, points = [], 1
    month = min(by_month, default=now.date().replace(day=1))
    while month <= now.date():
        points += by_month[month]
        made.append(Month(month, by_month[month], max(1, points)))
        month = (month + timedelta(days=32)).replace(day=1)
    return made[-most:]


def _totals(mine: QuerySet[Line], days: set[date]) -> dict[date, int]:
    """The points of each of these days, lines of other pages included."""
    if not days:
        return {}
    begin = datetime.combine(min(days), datetime.min.time(), UTC)
    end = datetime.combine(max(days), datetime.min.time(), UTC) + timedelta(days=1)
    within = mine.filter(at__gte=begin, at__lt=end).annotate(written=TruncDate("at", tzinfo=UTC))
    return dict(within.values_list("written").annotate(sum=Sum("counted")).order_by())


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
