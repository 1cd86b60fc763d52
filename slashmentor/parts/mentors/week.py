"""Hours of the week between clocks: a mentor's own, a visitor's, and UTC, in which overlap is counted.

Daylight saving moves one clock against another, so everything is asked for a day: the week around it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOURS = 168  # of a week
_PART = 56  # bits of each of the three numbers of a listing
DAY = 1440  # minutes


class Span(NamedTuple):
    """Part of a day, by some clock: weekday (0 is Monday), and minutes since midnight; 1440 is its end."""

    weekday: int
    begins: int
    ends: int

    @property
    def clock(self) -> tuple[str, str]:
        """When it begins and ends: ("17:00", "18:30")."""
        return _clock(self.begins), _clock(self.ends)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that name; UTC for one that isn't known (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def moved(spans: Iterable[Span], from_zone: str, to_zone: str, *, on: date) -> list[Span]:
    """These hours by the other clock, in the week of that day; what crosses midnight becomes two, in order.

    Hours that a change of clocks leaves out that week come as the clock shows them.
    """
    here, there = zone_of(from_zone), zone_of(to_zone)
    monday = on - timedelta(days=on.weekday())
    found: list[Span] = []
    for span in spans:
        midnight = datetime.combine(monday + timedelta(days=span.weekday), time(), tzinfo=here)
        begins = (midnight + timedelta(minutes=span.begins)).astimezone(UTC).astimezone(there)
        left = span.ends - span.begins
        at = begins.hour * 60 + begins.minute
        weekday = begins.weekday()
        while left > 0:
            part = min(left, DAY - at)
            found.append(Span(weekday, at, at + part))
            left, at, weekday = left - part, 0, (weekday + 1) % 7
    return joined(found)


def joined(spans: Iterable[Span]) -> list[Span]:
    """In order, those that touch or overlap as one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and out[-1].weekday == span.weekday and span.begins <= out[-1].ends:
            out[-1] = Span(span.weekday, out[-1].begins, max(out[-1].ends, span.ends))
        else:
            out.append(span)
    return out


def hours_of(spans: Iterable[Span], zone: str, *, on: date) -> set[int]:
    """The hours of a UTC week, 0 (Monday 0:00) to 167, of which at least half lies in these spans."""
    minutes: dict[int, int] = {}
    for span in moved(spans, zone, "UTC", on=on):
        for hour in range(span.begins // 60, (span.ends + 59) // 60):
            part = min(span.ends, hour * 60 + 60) - max(span.begins, hour * 60)
            minutes[span.weekday * 24 + hour] = minutes.get(span.weekday * 24 + hour, 0) + part
    return {hour for hour, part in minutes.items() if part >= 30}


def packed(hours: Iterable[int]) -> tuple[int, int, int]:
    """Hours of the week as three numbers of 56 bits, as listings keep them."""
    number = 0
    for hour in hours:
        number |= 1 << hour
    part = (1 << _PART) - 1
    return number & part, number >> _PART & part, number >> 2 * _PART & part


def unpacked(week: Sequence[int]) -> set[int]:
    """The other way round."""
    number = week[0] | week[1] << _PART | week[2] << 2 * _PART
    return {hour for hour in range(HOURS) if number >> hour & 1}


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
