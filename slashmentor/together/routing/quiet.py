"""Quiet hours and rest: when nobody is to be told anything."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def is_quiet(quiet_from: time | None, quiet_until: time | None, *, time_zone: str, now: datetime) -> bool:
    """Whether it is quiet for them now: from the one time of their clock until the other, over midnight too."""
    if quiet_from is None or quiet_until is None:
        return False
    clock = now.astimezone(ZoneInfo(time_zone)).time()
    if quiet_from <= quiet_until:
        return quiet_from <= clock < quiet_until
    return clock >= quiet_from or clock < quiet_until


def quiet_ends(
    quiet_from: time | None, quiet_until: time | None, *, time_zone: str, now: datetime
) -> datetime | None:
    """When the quiet hours end that it is now for them; None while it isn't quiet."""
    if quiet_until is None or not is_quiet(quiet_from, quiet_until, time_zone=time_zone, now=now):
        return None
    here = now.astimezone(ZoneInfo(time_zone))
    day = here.date() if here.time() < quiet_until else here.date() + timedelta(days=1)
    return datetime.combine(day, quiet_until, tzinfo=here.tzinfo).astimezone(UTC)


def is_resting(rests_until: datetime | None, *, now: datetime) -> bool:
    """Whether they asked for nothing until then, and then hasn't come."""
    return rests_until is not None and now < rests_until
