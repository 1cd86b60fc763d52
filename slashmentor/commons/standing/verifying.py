"""Comparing every shown figure with the ledger, and the ledger with what is due.

Each check goes through its rows in chunks, so that it can be watched, stopped and begun again; what looks wrong is
looked at once more under the lock that its writers take, since an instance goes on while it is checked. Parts add
what they know to be due, without standing knowing them:

    @check(_("votes and acceptances"))
    def check_votes(*, repair: bool, now: datetime) -> Iterator[Looked]: …
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.db import transaction
from django.db.models import Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.communities.numbers import numbers_in

from .ledger import locked_standing
from .models import Day, Line, Standing

# People whose lines are read at once.
AT_ONCE = 500


class Looked(NamedTuple):
    """How many things were looked at since the last time, and a sentence for each that differs."""

    many: int
    differences: list[str]


class Check(Protocol):
    """Looks at everything of its kind; with `repair` sets right what differs."""

    def __call__(self, *, repair: bool, now: datetime) -> Iterator[Looked]: ...


class Result(NamedTuple):
    what: str
    looked_at: int
    differences: int


_checks: list[tuple[str | Promise, Check]] = []


def check(what: str | Promise) -> Callable[[Check], Check]:
    """Make a check known; those of parts come before the figures, since they may write lines."""

    def add(function: Check) -> Check:
        _checks.append((what, function))
        return function

    return add


def verify(
    *, repair: bool, now: datetime, told: Callable[[str, int, list[str]], None] = lambda *_said: None
) -> list[Result]:
    """Make every check; `told` hears after each chunk what is checked, how far it came, and what differed."""
    results = []
    for what, function in [*_checks, (_("days"), _check_days), (_("figures"), _check_standings)]:
        looked_at = differences = 0
        for looked in function(repair=repair, now=now):
            looked_at += looked.many
            differences += len(looked.differences)
            told(str(what), looked_at, looked.differences)
        results.append(Result(str(what), looked_at, differences))
    return results


def _check_days(*, repair: bool, now: datetime) -> Iterator[Looked]:
    """A day's points are those of its lines; what counted of them is as much as a day may bring."""
    for first, last in _people():
        lines = Line.objects.filter(member__pk__range=(first, last), kind__in=Line.CAPPED)
        there = {
            (member, here, day): (points, counted)
            for member, here, day, points, counted in lines.values_list("member", "community", "day")
            .annotate(points=Sum("points"), counted=Sum("counted"))
            .order_by()
        }
        kept = {
            (day.member_id, day.community_id, day.day): day
            for day in Day.objects.filter(member__pk__range=(first, last))
        }
        suspects = [
            key
            for key in sorted(there.keys() | kept.keys())
            if _differs(kept.get(key), *there.get(key, (0, 0)))
        ]
        found = [_settle_day(*key, repair=repair, now=now) for key in suspects]
        yield Looked(len(there.keys() | kept.keys()), [sentence for sentence in found if sentence])


def _differs(day: Day | None, points: int, counted: int) -> bool:
    return day is None or day.points != points or day.counted != counted


def _settle_day(member_id: int, community_id: int, day: date, *, repair: bool, now: datetime) -> str:
    """What is wrong with a day; "" when nothing is. To be set right its figures follow the lines."""
    with transaction.atomic():
        locked_standing(member_id, community_id)
        mine = {"member": member_id, "community": community_id, "day": day}
        lines = Line.objects.filter(**mine, kind__in=Line.CAPPED)
        points, counted = lines.aggregate(
            points=Sum("points", default=0), counted=Sum("counted", default=0)
        ).values()
        kept = Day.objects.filter(**mine).first()
        if not _differs(kept, points, counted):
            return ""
        had = f"{kept.points} points, {kept.counted} count" if kept else "nothing"
        if repair:
            most = kept.most if kept else numbers_in(community_id).whole("points.a_day")
            shown, _new = Day.objects.update_or_create(
                member_id=member_id,
                community_id=community_id,
                day=day,
                defaults={"points": points, "most": most},
            )
            if shown.counted != counted:
                _count_right(member_id, community_id, day, shown.counted - counted, now)
    return f"member {member_id} in community {community_id} on {day}: the day says {had}; its lines {points}, {counted}"


def _count_right(member_id: int, community_id: int, day: date, change: int, now: datetime) -> None:
    """A line without points that makes up for what others counted too much or too little."""
    Line.objects.create(
        member_id=member_id,
        community_id=community_id,
        kind=Line.Kind.VOTED_UP,
        points=0,
        counted=change,
        day=day,
        at=now,
        why=Line.Why.REPAIRED,
    )


def _check_standings(*, repair: bool, now: datetime) -> Iterator[Looked]:  # noqa: ARG001 - as every check
    """What is shown of somebody is 1 and what their lines count."""
    for first, last in _people():
        lines = Line.objects.filter(member__pk__range=(first, last)).values_list("member", "community")
        there = {
            (member, here): counted
            for member, here, counted in lines.annotate(counted=Sum("counted")).order_by()
        }
        kept = {
            (member, here): points
            for member, here, points in Standing.objects.filter(member__pk__range=(first, last)).values_list(
                "member", "community", "points"
            )
        }
        suspects = [
            key for key in sorted(there.keys() | kept.keys()) if kept.get(key) != 1 + there.get(key, 0)
        ]
        found = [_settle_standing(*key, repair=repair) for key in suspects]
        yield Looked(len(there.keys() | kept.keys()), [sentence for sentence in found if sentence])


def _settle_standing(member_id: int, community_id: int, *, repair: bool) -> str:
    with transaction.atomic():
        had = Standing.objects.filter(member=member_id, community=community_id).values_list(
            "points", flat=True
        )
        shown = had.select_for_update().first()
        lines = Line.objects.filter(member=member_id, community=community_id)
        right = 1 + lines.aggregate(counted=Sum("counted", default=0))["counted"]
        if shown == right:
            return ""
        if repair:
            standing = locked_standing(member_id, community_id)
            standing.points, standing.reputation = right, max(1, right)
            standing.save(update_fields=["points", "reputation"])
    return f"member {member_id} in community {community_id}: {shown} is shown, the ledger says {right}"


def _people() -> Iterator[tuple[int, int]]:
    """The first and last id of each few hundred people who have lines, days or standings."""
    last = 0
    while ids := list(
        Standing.objects.filter(member__gt=last)
        .order_by("member")
        .values_list("member", flat=True)
        .distinct()[:AT_ONCE]
    ):
        yield last + 1, ids[-1]
        last = ids[-1]
    yield last + 1, 2**62
