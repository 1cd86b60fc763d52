"""The topics that a member wants nothing about."""

from datetime import datetime

from django.db.models import Q

from slashmentor.commons.people.models import Member

from ..models import Declined


def find_declined(member: Member, *, now: datetime) -> list[Declined]:
    """Those that hold, by name. One query, along routing_declined_once."""
    return list(
        Declined.objects.filter(Q(until=None) | Q(until__gt=now), member=member)
        .select_related("topic")
        .order_by("topic__name")
    )
