"""UTC days, by which points, votes, flags and reviews are counted; and how a day is written."""

from datetime import UTC, date, datetime

from django.utils import formats


def utc_day(moment: datetime) -> date:
    """The UTC day that a moment belongs to."""
    return moment.astimezone(UTC).date()


def utc_midnight(moment: datetime) -> datetime:
    """When that day began."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def written(day: date) -> str:
    """A day in the reader's language: 28 November 2026."""
    return formats.date_format(day, "j F Y")
