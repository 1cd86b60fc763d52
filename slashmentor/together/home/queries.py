"""What the first page tells about this place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from slashmentor.parts.questions.models import Entry

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """The last seven days: questions asked, those of them that have an answer, and people who answered."""

    asked: int
    answered: int
    people: int


def last_week(*, now: datetime) -> Week:
    """One query, along the index of the newest entries. Deleted ones don't count."""
    found = Entry.objects.filter(deleted_at=None, created_at__gte=now - WEEK).aggregate(
        asked=Count("pk", filter=Q(kind=Entry.Kind.QUESTION)),
        answered=Count("pk", filter=Q(kind=Entry.Kind.QUESTION, answer_count__gt=0)),
        people=Count("author", filter=Q(kind=Entry.Kind.ANSWER), distinct=True),
    )
    return Week(**found)
