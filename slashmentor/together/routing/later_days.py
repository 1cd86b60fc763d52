"""When “later” is: the days that the page offers, as they are where the member is."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slashmentor.commons.people.models import Member

MORNING = time(5)  # when it is there again


def morning_in(days: int, *, member: Member, now: datetime) -> datetime:
    """The morning so many days from their today."""
    zone = ZoneInfo(member.time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), MORNING, tzinfo=zone)


def days_of(choice: str, *, member: Member, now: datetime) -> int | None:
    """How many days `tomorrow`, `three-days` and `monday` are away for them; None for anything else."""
    today = now.astimezone(ZoneInfo(member.time_zone)).weekday()
    return {"tomorrow": 1, "three-days": 3, "monday": 7 - today}.get(choice)


def is_monday_apart(*, member: Member, now: datetime) -> bool:
    """Whether next Monday is another day than those offered before it."""
    return days_of("monday", member=member, now=now) not in {1, 3}


def days_until(day: date, *, member: Member, now: datetime) -> int:
    """How many days a day is away from their today; less than 0 when it is past."""
    return (day - now.astimezone(ZoneInfo(member.time_zone)).date()).days
