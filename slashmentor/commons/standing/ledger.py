"""Writing into the ledger: the only way in which a reputation changes.

Everything here belongs into the caller's transaction. Standings are locked in the order of their members' ids,
so that two transactions never wait for each other crosswise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
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


def write(community_id: int, dues: Iterable[Due], *, numbers: Numbers, why: str = "", now: datetime) -> None:
    """Add a line for each, and keep days and standings equal to their lines; dues of 0 points write nothing.

    Of points from votes and edits at most `points.a_day` count on a UTC day; of those from suggested edits at most
    `points.edit_in_all` in all (rules.md, "Reputation"). `why`, a Line.Why, for what is taken or given back.
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
    """Add the lines that make the ledger of `about_id` equal to what is `due`; how many were missing.

    Compared are these kinds only, by member, kind and day. For what changes everything that an entry has brought:
    deleting it, bringing it back, moving it, finding a mistake.
    """
    missing: Counter[tuple[int, str, date]] = Counter()
    for one in due:
        if one.member_id is not None and one.points:
            missing[one.member_id, one.kind.value, one.day] += one.points
    written = (
        Line.objects.filter(about_id=about_id, community=community_id, kind__in=kinds)
        .values_list("member_id", "kind", "day")
        .annotate(sum=Sum("points"))
        .order_by()
    )
    for member_id, kind, day, points in written:
        missing[member_id, kind, day] -= points
    lines = [
        Due(member_id, Line.Kind(kind), points, day, about_id)
        for (member_id, kind, day), points in sorted(missing.items())
        if points
    ]
    write(community_id, lines, numbers=numbers, why=why, now=now)
    return len(lines)


def _write(
    community_id: int, member_id: int, dues: list[Due], *, numbers: Numbers, why: str, now: datetime
) -> None:
    standing = locked_standing(member_id, community_id)
    counted = 0
    lines = []
    for due in dues:
        points = _within_all(standing, due, numbers)
        if points == 0:
            continue
        effect = _count(standing, due.kind, points, due.day, numbers)
        counted += effect
        lines.append(
            Line(
                member_id=member_id,
                community_id=community_id,
                kind=due.kind,
                points=points,
                counted=effect,
                day=due.day,
                at=now,
                about_id=due.about_id,
                why=why,
            )
        )
    Line.objects.bulk_create(lines)
    if counted:
        add_to(standing, counted, numbers, now)


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


def _within_all(standing: Standing, due: Due, numbers: Numbers) -> int:
    """Of points for suggested edits, what is left of the most that they bring in all."""
    if due.kind != Line.Kind.EDIT or due.points < 0:
        return due.points
    had = Line.objects.filter(
        member=standing.member_id, community=standing.community_id, kind=Line.Kind.EDIT
    ).aggregate(sum=Sum("points"))["sum"]
    return max(0, min(due.points, numbers.whole("points.edit_in_all") - (had or 0)))


def _count(standing: Standing, kind: Line.Kind, points: int, day: date, numbers: Numbers) -> int:
    """How much of it counts, after what its day has brought already."""
    if kind not in Line.CAPPED:
        return points
    that_day, _new = Day.objects.get_or_create(
        member_id=standing.member_id,
        community_id=standing.community_id,
        day=day,
        defaults={"most": numbers.whole("points.a_day")},
    )
    before = that_day.counted
    that_day.points += points
    that_day.save(update_fields=["points"])
    return that_day.counted - before


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


@job()
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
