from datetime import datetime, timedelta

from django.db import transaction

from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import numbers_of

from ..models import Flag
from .settle import settle


@every(minutes=60 * 24)
@job()
def let_flags_age(*, now: datetime) -> None:
    """Each night: flags that nobody decided in 14 days are over; whoever raised them is told."""
    for community in Community.objects.order_by("pk"):
        days = timedelta(days=numbers_of(community)["flags.days"])
        old = Flag.objects.filter(community=community, decided_at=None, at__lte=now - days)
        with transaction.atomic():
            settle(old, outcome=Flag.Outcome.AGED, answer="", by=None, now=now)
