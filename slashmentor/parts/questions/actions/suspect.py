"""Each night: votes for a person instead of a post. What is certain is reversed, the rest a moderator is asked about."""

from datetime import datetime, timedelta

from django.db import transaction

from slashmentor.base.days import utc_midnight
from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import numbers_of
from slashmentor.commons.happenings import happened

from ..models import Suspicion
from ..queries.series import Found, find_rings, find_series
from .fairness import reverse

# A night that was missed is made up for by the next one.
_BACK = timedelta(days=3)
_RING = timedelta(days=30)


@every(minutes=60 * 24)
@job(atomic=False)
def suspect(*, now: datetime) -> None:
    """Look through the votes of the last days, in every community by its own numbers. Twice finds nothing new."""
    midnight = utc_midnight(now)
    for community in Community.objects.order_by("pk"):
        numbers = numbers_of(community)
        for found in find_series(community.pk, numbers, since=midnight - _BACK):
            suspicion = _propose(community, Suspicion.Kind.SERIES, found, now)
            if suspicion is not None and found.certain:
                reverse(suspicion, by=None, now=now)
        for found in find_rings(community.pk, numbers, since=now - _RING):
            _propose(community, Suspicion.Kind.RING, found, now)


def _propose(community: Community, kind: Suspicion.Kind, found: Found, now: datetime) -> Suspicion | None:
    """A new suspicion of these votes. None when there is none: a moderator is asked about such votes already, and
    what waits grows; or one let just these stand.
    """
    same = {
        "community": community,
        "kind": kind,
        "voter_id": found.voter_id,
        "author_id": found.author_id,
        "value": found.value,
    }
    with transaction.atomic():
        waiting = Suspicion.objects.select_for_update().filter(**same, state=Suspicion.State.PROPOSED).first()
        if waiting is not None:
            waiting.vote_ids = sorted({*waiting.vote_ids, *found.vote_ids})
            waiting.began_at = min(waiting.began_at, found.began_at)
            waiting.ended_at = max(waiting.ended_at, found.ended_at)
            waiting.save(update_fields=["vote_ids", "began_at", "ended_at"])
            return None
        dismissed = Suspicion.objects.filter(**same, state=Suspicion.State.DISMISSED)
        let_stand = {pk for ids in dismissed.values_list("vote_ids", flat=True) for pk in ids}
        if let_stand.issuperset(found.vote_ids):
            return None
        made = Suspicion.objects.create(
            **same,
            vote_ids=found.vote_ids,
            began_at=found.began_at,
            ended_at=found.ended_at,
            found_at=now,
        )
        if not found.certain:
            happened("votes.suspected", about=made, now=now, votes=len(found.vote_ids))
    return made
