"""How often a mentor page was looked at, week by week."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from ..models import Offer, Visit

WEEKS = 12
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Visits:
    """Of one page: in each of the last weeks (its Monday, how often), oldest first; and since it began."""

    weeks: list[tuple[date, int]]
    in_all: int

    @property
    def counted(self) -> list[int]:
        return [times for _monday, times in self.weeks]


def visits_of(offer: Offer, *, today: date) -> Visits:
    """Two queries; the days are UTC's, the last week is the one that `today` is in."""
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - A_WEEK * back for back in reversed(range(WEEKS))]
    weeks = dict.fromkeys(mondays, 0)
    rows = Visit.objects.filter(offer=offer)
    for day, times in rows.filter(day__gte=mondays[0], day__lte=today).values_list("day", "times"):
        weeks[day - timedelta(days=day.weekday())] += times
    return Visits(list(weeks.items()), rows.aggregate(sum=Sum("times"))["sum"] or 0)
