"""The same form sent twice, by an impatient finger or a network that tried again, is one deed."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import QuerySet

from slashmentor.commons.people.models import Member

from ..models import Comment, Entry

# So long the same words by the same member at the same place are taken for the same form.
TWICE = timedelta(minutes=10)

Written = TypeVar("Written", Entry, Comment)


def sent_before(same: QuerySet[Written], *, by: Member, now: datetime, within: timedelta) -> Written | None:
    """What `by` wrote with the same words at the same place (`same`) a moment ago. Part of the caller's transaction.

    The member's row is locked until its end: of two forms at once the second waits, and finds what the first wrote.
    `within` 0: nothing is looked for.
    """
    if not within:
        return None
    by.take_turns()
    return same.filter(author=by, deleted_at=None, created_at__gt=now - within).order_by("pk").first()
