"""UTC days, by which points, votes, flags and reviews are counted."""

from datetime import UTC, date, datetime


def utc_day(moment: datetime) -> date:
    """The UTC day that a moment belongs to."""
    return moment.astimezone(UTC).date()


def utc_midnight(moment: datetime) -> datetime:
    """When that day began."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
