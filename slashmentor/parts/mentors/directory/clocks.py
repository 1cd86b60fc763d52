"""Clocks of the world: how far each is from UTC today, and when somebody who lives by one is awake."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from ..week import Span, hours_of, packed, zone_of
from .asked import BAND

FIRST, LAST = -12, 14  # the world's clocks, in hours beside UTC
WAKING = (8, 22)

# One place for each of the clocks that most people live by, west to east; whoever lives by another one says so in their
# settings.
PLACES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Mexico_City",
    "America/Chicago", "America/Bogota", "America/New_York", "America/Santiago", "America/Halifax", "America/St_Johns",
    "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Atlantic/Azores", "UTC", "Africa/Accra", "Europe/Lisbon",
    "Europe/London", "Africa/Lagos", "Europe/Berlin", "Europe/Paris", "Europe/Rome", "Africa/Cairo",
    "Africa/Johannesburg", "Europe/Athens", "Europe/Helsinki", "Asia/Jerusalem", "Africa/Nairobi", "Asia/Riyadh",
    "Europe/Istanbul", "Europe/Moscow", "Asia/Tehran", "Asia/Dubai", "Asia/Kabul", "Asia/Karachi", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon", "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai", "Asia/Singapore",
    "Australia/Perth", "Asia/Seoul", "Asia/Tokyo", "Australia/Adelaide", "Australia/Sydney", "Pacific/Noumea",
    "Pacific/Auckland", "Pacific/Tongatapu",
)  # fmt: skip


@lru_cache(maxsize=2000)
def minutes_beside_utc(zone: str, on: date) -> int:
    """At noon of that day."""
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    offset = noon.astimezone(zone_of(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds()) // 60


def hour_beside_utc(zone: str, on: date) -> int | None:
    """Whole hours, half ones rounded down; None of no zone."""
    return min(max(minutes_beside_utc(zone, on) // 60, FIRST), LAST) if zone else None


def band_of(hour: int) -> str:
    return str((hour - FIRST) // BAND * BAND + FIRST)


def said(minutes: int) -> str:
    """For people: UTC+5:30."""
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


@lru_cache(maxsize=500)
def waking_week(zone: str, on: date) -> tuple[int, int, int]:
    """The hours of a UTC week in which somebody there is awake, as listings keep theirs."""
    begins, ends = WAKING
    return packed(hours_of([Span(day, begins * 60, ends * 60) for day in range(7)], zone, on=on))


def overlap(one: Iterable[int], other: Iterable[int]) -> int:
    """Hours a week that both have."""
    return sum((mine & theirs).bit_count() for mine, theirs in zip(one, other, strict=True))
