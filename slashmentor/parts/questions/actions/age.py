from datetime import datetime, timedelta

from django.db import transaction

from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers, numbers_of

from ..models import Ballot, Entry
from .ballots import let_age
from .locking import locked


@every(minutes=60 * 24)
@job(atomic=False)
def age_ballots(*, now: datetime) -> None:
    """Votes of any purpose that came to nothing for 14 days (`close.days`) are at an end (rules.md, "Closing")."""
    for community in Community.objects.order_by("pk"):
        numbers = numbers_of(community)
        before = now - timedelta(days=numbers["close.days"])
        aged = Ballot.objects.filter(ended_at=None, cast_at__lte=before, entry__community=community)
        for entry_id in sorted(set(aged.values_list("entry_id", flat=True))):
            _age(entry_id, numbers, now)


def _age(entry_id: int, numbers: Numbers, now: datetime) -> None:
    with transaction.atomic():
        let_age(locked(Entry.objects.get(pk=entry_id)), numbers, now=now)
