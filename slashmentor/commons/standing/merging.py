"""What two accounts of one person have earned, added up: no point is lost."""

from datetime import datetime
from itertools import groupby

from django.db.models import F

from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.people.data import merges
from slashmentor.commons.people.models import Member

from .ledger import add_to, associate, locked_standing
from .models import Day, Line, Standing

# Of these a member has one line in a community.
_ONCE = (Line.Kind.BROUGHT, Line.Kind.ASSOCIATION)


@merges("standing.standing.member", "standing.line.member", "standing.day.member", order=80)
def merge_standings(gone: Member, into: Member, *, now: datetime) -> None:
    """The ledger of the one becomes part of the other's, community by community.

    What a day's most swallowed on the one account counts as far as the other left room that day: the two days'
    mosts add up. Whoever is suspended in either is suspended.
    """
    for theirs in Standing.objects.filter(member=gone).select_related("community").order_by("community"):
        # In the order of the members' ids, as everywhere in the ledger.
        for member in sorted((gone, into), key=lambda one: one.pk):
            locked_standing(member.pk, theirs.community_id)
        theirs.refresh_from_db(fields=["points", "reputation"])
        mine = Standing.objects.get(member=into, community=theirs.community_id)
        _merge_lines_had_once(gone, into, theirs.community_id)
        room = _merge_days(gone, into, theirs.community_id)
        Line.objects.filter(member=gone, community=theirs.community_id).update(member=into)
        _let_count(into, theirs.community_id, room)
        paused = [at for at in (theirs.suspended_until, mine.suspended_until) if at is not None]
        joined = [at for at in (theirs.joined_at, mine.joined_at) if at is not None]
        earned = theirs.points - 1 + sum(room.values())
        theirs.delete()
        Standing.objects.filter(pk=mine.pk).update(
            suspended_until=max(paused, default=None), joined_at=min(joined, default=None)
        )
        if earned:
            add_to(mine, earned, numbers_of(theirs.community), now)
    associate.later(member_id=into.pk, key=f"associate:{into.pk}")


def _merge_lines_had_once(gone: Member, into: Member, community_id: int) -> None:
    """Two lines of which a member has one become one with the points of both."""
    both = Line.objects.filter(member__in=(gone, into), community=community_id, kind__in=_ONCE).order_by(
        "kind", "pk"
    )
    for _kind, lines in groupby(both, key=lambda line: line.kind):
        first, *others = lines
        for other in others:
            Line.objects.filter(pk=first.pk).update(
                points=F("points") + other.points, counted=F("counted") + other.counted
            )
            other.delete()


def _merge_days(gone: Member, into: Member, community_id: int) -> dict[Day, int]:
    """One row for each day; how much more counts of a day on which one had reached its most and the other had not."""
    room: dict[Day, int] = {}
    theirs = Day.objects.filter(member=gone, community=community_id)
    mine = {day.day: day for day in Day.objects.filter(member=into, community=community_id)}
    for day in theirs.filter(day__in=list(mine)):
        kept = mine[day.day]
        counted = kept.counted + day.counted
        kept.points += day.points
        kept.most += day.most
        kept.save(update_fields=["points", "most"])
        day.delete()
        if kept.counted > counted:
            room[kept] = kept.counted - counted
    theirs.update(member=into)
    return room


def _let_count(into: Member, community_id: int, room: dict[Day, int]) -> None:
    """Write what counts now beside the last line of its day, so that lines and days say the same."""
    for day, more in room.items():
        last = (
            Line.objects.filter(member=into, community=community_id, day=day.day, kind__in=Line.CAPPED)
            .order_by("pk")
            .last()
        )
        assert last is not None  # a day has the lines it was made of
        Line.objects.filter(pk=last.pk).update(counted=F("counted") + more)
