from datetime import datetime

from django.db import transaction

from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.numbers import numbers_in

from ..models import Entry, Vote
from ..points import settle_points
from .locking import locked
from .vote import count


@every(minutes=10)
@job(atomic=False)
def count_waiting_votes(*, now: datetime) -> None:
    """Votes against first questions whose day of welcome is over count from now on (rules: ours), each once.

    Their points count on the day when they were cast, as those of every vote do.
    """
    waiting = Vote.objects.filter(waits_until__lte=now).order_by("entry")
    for entry_id in waiting.values_list("entry", flat=True).distinct():
        _count_on(entry_id, now)


def _count_on(entry_id: int, now: datetime) -> None:
    with transaction.atomic():
        entry = locked(Entry(pk=entry_id))
        over = list(Vote.objects.select_for_update().filter(entry=entry_id, waits_until__lte=now))
        Vote.objects.filter(pk__in=[vote.pk for vote in over]).update(waits_until=None)
        for vote in over:
            count(entry, 0, vote.value)
        entry.refresh_from_db(fields=["score"])
        settle_points(entry, numbers=numbers_in(entry.community_id), why="", now=now)
