"""The whole list of a member for today: what fits them, what they did with it, and when it ends."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from slashmentor.commons.people.models import Member

from ..week import Week, week_of
from .fitting import find_fitting
from .guessing import guess_fitting
from .items import Item
from .today import Done, Said, find_today

AT_MOST = 5  # a day


class State(StrEnum):
    """What the page has to say when there is nothing, or nothing more, to show."""

    WAITS = "something waits"
    DONE = "all done"
    FULL = "the week is full"
    RESTING = "resting"
    NONE_WANTED = "none wanted"
    UNKNOWN = "nothing listed"
    NOTHING = "nothing waits"


@dataclass(frozen=True)
class ForYou:
    """`done` stands below the items until tomorrow; `titles`: of the questions that reasons name, by id."""

    week: Week
    state: State
    items: list[Item] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    titles: dict[int, tuple[str, str]] = field(default_factory=dict)


def for_you(member: Member, *, now: datetime, most: int = AT_MOST) -> ForYou:
    """What this member is shown now. Three queries with an index, five without; one more where some are anonymous.

    A day has five places. What was said of a question takes its place until tomorrow, so that nothing follows on what
    is done; and no more is brought than is left of the week. What they were told of is part of the week already.
    """
    week = week_of(member.pk, now=now)
    found = [] if week.rests(now) else _found(member, week, now)
    items = _chosen(found, left=week.left)
    named = {fact["question"] for item in items for fact in item.facts if fact["kind"] == "similar"}
    since = midnight(member, now)
    done, titles = find_today(member.pk, since=since, now=now, named=named)
    # What somebody is on since yesterday took one of yesterday's places.
    places = max(AT_MOST - sum(one.at >= since for one in done), 0)
    items = items[: min(places, most)]
    return ForYou(week, _state(member, week, items, done, now), items, done, titles)


def midnight(member: Member, now: datetime) -> datetime:
    """When their today began, by their clock; in UTC, as the database compares."""
    there = now.astimezone(ZoneInfo(member.time_zone))
    return there.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def _found(member: Member, week: Week, now: datetime) -> list[Item]:
    """All that the index has, best first; then what can be guessed, until it has looked at everything."""
    found = find_fitting(member.pk, now=now) if week.has_fits or week.brought else []
    if week.left and not (week.has_fits and week.is_learned):
        told = {item.id for item in found}
        found += [item for item in guess_fitting(member, now=now, most=AT_MOST) if item.id not in told]
    return found


def _chosen(found: list[Item], *, left: int) -> list[Item]:
    """The best for a day, of those they weren't told of at most so many."""
    chosen: list[Item] = []
    for item in found:
        if len(chosen) == AT_MOST:
            break
        if item.is_told or left > 0:
            chosen.append(item)
            left -= not item.is_told
    return chosen


def _state(member: Member, week: Week, items: list[Item], done: list[Done], now: datetime) -> State:
    if week.rests(now):
        return State.RESTING
    if items:
        return State.WAITS
    if week.weekly == 0:
        return State.NONE_WANTED
    if week.left == 0:
        return State.FULL
    if any(one.said is not Said.DECLINED for one in done):
        return State.DONE
    return State.NOTHING if week.has_fits or member.knows else State.UNKNOWN
