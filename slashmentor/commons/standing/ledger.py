"""Writing into the ledger: the only way in which a reputation changes.

Everything here belongs into the caller's transaction. Standings are locked in the order of their members' ids,
so that two transactions never wait for each other crosswise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Case, F, Sum, Value, When

from slashmentor.base.jobs import job
from slashmentor.commons.communities.numbers import Numbers, numbers_of
from slashmentor.commons.happenings import happened

from .models import Day, Line, Standing


class Due(NamedTuple):
    """Points that are due to a member, on a UTC day, for something."""

    member_id: int | None  # None: nobody gets them (the account is gone)
    kind: Line.Kind
    points: int
    day: date
    about_id: int | None = None
    why: str = ""  # a Line.Why, when points are taken or given back
    at: datetime | None = None  # when it came, if not just now


def less(dues: Iterable[Due], why: str) -> list[Due]:
    """The same points taken back, on the same days."""
    return [Due(due.member_id, due.kind, -due.points, due.day, due.about_id, why) for due in dues]


def because(dues: Iterable[Due], why: str) -> list[Due]:
    """The same points, each with this reason."""
    return [Due(due.member_id, due.kind, due.points, due.day, due.about_id, why) for due in dues]


def write(community_id: int, dues: Iterable[Due], *, numbers: Numbers, why: str = "", now: datetime) -> None:
    """Add a line for each, and keep days and standings equal to their lines; dues of 0 points write nothing.

    Of points from votes and edits at most `points.a_day` count on a UTC day; of those from suggested edits at most
    `points.edit_in_all` in all (rules.md, "Reputation"). `why`, a Line.Why, for those that don't say it themselves.

    Everything that one transaction writes in a community belongs into one call: standings are locked in order once.
    """
    by_member: dict[int, list[Due]] = defaultdict(list)
    for due in dues:
        if due.member_id is not None and due.points:
            by_member[due.member_id].append(due)
    for member_id, theirs in sorted(by_member.items()):
        _write(community_id, member_id, theirs, numbers=numbers, why=why, now=now)


def settle(
    community_id: int,
    about_id: int,
    due: Iterable[Due],
    *,
    kinds: Sequence[Line.Kind],
    numbers: Numbers,
    why: str,
    now: datetime,
) -> int:
    """Add the lines that make the ledger of `about_id` equal to what is `due`; how many were missing."""
    lines = missing(community_id, about_id, due, kinds=kinds)
    write(community_id, lines, numbers=numbers, why=why, now=now)
    return len(lines)


def missing(community_id: int, about_id: int, due: Iterable[Due], *, kinds: Sequence[Line.Kind]) -> list[Due]:
    """What to write so that the ledger of `about_id` equals what is `due`, by member, kind and day; of these kinds only.

    For what changes everything that an entry has brought: deleting it, bringing it back, moving it, finding a mistake.
    """
    written = (
        Line.objects.filter(about_id=about_id, community=community_id, kind__in=kinds)
        .values_list("member_id", "kind", "day")
        .annotate(sum=Sum("points"))
        .order_by()
    )
    there = {(member_id, kind, day): points for member_id, kind, day, points in written}
    return difference(about_id, due, there)


def difference(about_id: int, due: Iterable[Due], there: Mapping[tuple[int, str, date], int]) -> list[Due]:
    """The same for sums that are at hand: by member, kind and day."""
    lacks: Counter[tuple[int, str, date]] = Counter()
    for one in due:
        if one.member_id is not None and one.points:
            lacks[one.member_id, one.kind.value, one.day] += one.points
    lacks.subtract(there)
    return [
        Due(member_id, Line.Kind(kind), points, day, about_id)
        for (member_id, kind, day), points in sorted(lacks.items())
        if points
    ]


def _write(
    community_id: int, member_id: int, dues: list[Due], *, numbers: Numbers, why: str, now: datetime
) -> None:
    standing = locked_standing(member_id, community_id)
    days = _days(standing, {due.day for due in dues if due.kind in Line.CAPPED}, numbers)
    lines = []
    for due in _within_all(standing, dues, numbers):
        counted = due.points
        if due.kind in Line.CAPPED:
            # How much of it counts, after what its day has brought already.
            before = days[due.day].counted
            days[due.day].points += due.points
            counted = days[due.day].counted - before
        lines.append(
            Line(
                member_id=member_id,
                community_id=community_id,
                kind=due.kind,
                points=due.points,
                counted=counted,
                day=due.day,
                at=due.at or now,
                about_id=due.about_id,
                why=due.why or why,
            )
        )
    Line.objects.bulk_create(lines)
    if days:
        once = ["member", "community", "day"]
        Day.objects.bulk_create(
            days.values(), update_conflicts=True, unique_fields=once, update_fields=["points"]
        )
    if effect := sum(line.counted for line in lines):
        add_to(standing, effect, numbers, now)


def locked_standing(member_id: int, community_id: int) -> Standing:
    """A member's standing in a community, locked until the transaction ends; made when there is none."""
    mine = Standing.objects.filter(member=member_id, community=community_id)
    standing = mine.select_for_update().first()
    if standing is None:
        Standing.objects.bulk_create(
            [Standing(member_id=member_id, community_id=community_id)], ignore_conflicts=True
        )
        standing = mine.select_for_update().get()
    return standing


def _days(standing: Standing, wanted: set[date], numbers: Numbers) -> dict[date, Day]:
    """These days as they stand (nobody else changes them under the standing's lock), begun with the number of now."""
    if not wanted:
        return {}
    mine = {"member_id": standing.member_id, "community_id": standing.community_id}
    kept = Day.objects.filter(**mine, day__in=wanted).values_list("day", "points", "most")
    days = {day: Day(**mine, day=day, points=points, most=most) for day, points, most in kept}
    for day in wanted - days.keys():
        days[day] = Day(**mine, day=day, points=0, most=numbers.whole("points.a_day"))
    return days


def _within_all(standing: Standing, dues: list[Due], numbers: Numbers) -> Iterator[Due]:
    """The dues, those for suggested edits as far as there is room in the most that they bring in all."""
    if not any(due.kind == Line.Kind.EDIT for due in dues):
        yield from dues
        return
    mine = Line.objects.filter(
        member=standing.member_id, community=standing.community_id, kind=Line.Kind.EDIT
    )
    room = numbers.whole("points.edit_in_all") - mine.aggregate(sum=Sum("points", default=0))["sum"]
    for due in dues:
        if due.kind != Line.Kind.EDIT:
            yield due
            continue
        points = min(due.points, max(0, room))
        room -= points
        if points:
            yield Due(due.member_id, due.kind, points, due.day, due.about_id, due.why, due.at)


def add_to(standing: Standing, counted: int, numbers: Numbers, now: datetime) -> None:
    """Add what lines counted to a locked standing, and say what that opens. Part of the caller's transaction."""
    before = standing.reputation
    points = F("points") + counted
    Standing.objects.filter(pk=standing.pk).update(
        points=points, reputation=Case(When(points__lt=1 - counted, then=Value(1)), default=points)
    )
    after = max(1, standing.points + counted)
    opened = sorted(
        name.removeprefix("may.")
        for name in numbers
        if name.startswith("may.") and before < numbers[name] <= after
    )
    if opened:
        happened("privileges.opened", about=standing, now=now, privileges=opened)
    if before < numbers["points.association_from"] <= after:
        associate.later(member_id=standing.member_id, key=f"associate:{standing.member_id}")


@job(atomic=False)
def associate(member_id: int, *, now: datetime) -> None:
    """Whoever is known in one community (200 points) begins in each other one they joined with 100 more, once."""
    # Standing's own order of ids, which is nobody else's: each is locked and written by itself.
    mine = list(Standing.objects.filter(member=member_id).select_related("community").order_by("pk"))
    for standing in mine:
        numbers = numbers_of(standing.community)
        known = any(
            other.reputation >= numbers["points.association_from"]
            for other in mine
            if other.pk != standing.pk
        )
        if standing.joined_at is None or not known:
            continue
        with transaction.atomic():
            locked_standing(member_id, standing.community_id)
            had = Line.objects.filter(
                member=member_id, community=standing.community_id, kind=Line.Kind.ASSOCIATION
            )
            if not had.exists():
                due = Due(member_id, Line.Kind.ASSOCIATION, numbers.whole("points.association"), now.date())
                write(standing.community_id, [due], numbers=numbers, now=now)
