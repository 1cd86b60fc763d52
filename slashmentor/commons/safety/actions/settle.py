from datetime import datetime

from django.db.models import QuerySet

from slashmentor.commons.happenings import many_happened
from slashmentor.commons.people.models import Member

from ..models import Flag


def settle(
    flags: QuerySet[Flag], *, outcome: Flag.Outcome, answer: str, by: Member | None, now: datetime
) -> list[Flag]:
    """End these open flags with an outcome, and tell those who raised them. In the caller's transaction; asks nobody."""
    found = list(flags.filter(decided_at=None).select_for_update().order_by("pk"))
    for flag in found:
        flag.outcome, flag.answer, flag.decided_by, flag.decided_at = outcome, answer, by, now
    Flag.objects.bulk_update(found, ["outcome", "answer", "decided_by", "decided_at"], batch_size=100)
    many_happened("flag.decided", [(by, flag, now, {}) for flag in found])
    return found
