"""How many mentees a mentor has: counted here, changed by whoever accepts and ends (parts/mentorships)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused

from ..models import Offer
from .shelve import shelve


class Full(Refused):
    """Every place is taken."""


def take_place(offer: Offer, *, now: datetime) -> Offer:
    """One mentee more, in the caller's transaction; what they may was asked before. Raises Full without a free place.

    One conditional UPDATE, so that of two who accept the last place at once one is refused; a constraint holds it too.
    """
    with transaction.atomic():
        taken = Offer.objects.filter(pk=offer.pk, places__gt=F("taken") + F("elsewhere")).update(
            taken=F("taken") + 1
        )
        if not taken:
            raise Full(
                _("All your places are taken. You can offer more places, or put this on your waiting list.")
            )
        return _again(offer, now)


def free_place(offer: Offer, *, now: datetime) -> Offer:
    """One mentee less, in the caller's transaction."""
    with transaction.atomic():
        Offer.objects.filter(pk=offer.pk, taken__gt=0).update(taken=F("taken") - 1)
        return _again(offer, now)


def set_waiting(offer: Offer, waiting: int, *, now: datetime) -> Offer:
    """How many wait for a place now, in the caller's transaction."""
    with transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(waiting=waiting)
        return _again(offer, now)


def _again(offer: Offer, now: datetime) -> Offer:
    offer = Offer.objects.select_related("member__picture").get(pk=offer.pk)
    shelve(offer, now=now)
    return offer
