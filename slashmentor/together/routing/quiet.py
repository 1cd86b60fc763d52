"""Quiet hours and rest: when nobody is to be told anything."""

from datetime import datetime, time
from zoneinfo import ZoneInfo


def is_quiet(quiet_from: time | None, quiet_until: time | None, *, time_zone: str, now: datetime) -> bool:
    """Whether it is quiet for them now: from the one time of their clock until the other, over midnight too."""
    if quiet_from is None or quiet_until is None:
        return False
    clock = now.astimezone(ZoneInfo(time_zone)).time()
    if quiet_from <= quiet_until:
        return quiet_from <= clock < quiet_until
    return clock >= quiet_from or clock < quiet_until


def is_resting(rests_until: datetime | None, *, now: datetime) -> bool:
    """Whether they asked for nothing until then, and then hasn't come."""
    return rests_until is not None and now < rests_until
