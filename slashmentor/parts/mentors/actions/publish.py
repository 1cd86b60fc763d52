"""Opening a mentor page to everybody, and saying honestly when there is no room."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Offer
from .shelve import shelve

LEAST = 20  # characters: the first lines have to say something


def publish(offer: Offer, *, by: Member, now: datetime) -> Offer:
    """Let everybody see the page; twice is the same as once.

    Raises Invalid when it says nothing yet (`lede`), Refused for anybody else and for the suspended.
    """
    with transaction.atomic():
        offer = _locked(offer, by)
        refuse_until(by.suspended_until, now=now)
        if len(offer.lede) < LEAST:
            raise Invalid({"lede": _("Please say in a line or two what you offer: people read this first.")})
        if offer.published_at is None:
            offer.published_at = now
            offer.save(update_fields=["published_at"])
            shelve(offer, now=now)
            happened("offer.published", by=by, about=offer, now=now)
    return offer


def withdraw(offer: Offer, *, by: Member, now: datetime) -> Offer:
    """Make it a draft again, which nobody else sees; nothing written is lost."""
    with transaction.atomic():
        offer = _locked(offer, by)
        if offer.published_at is not None:
            offer.published_at = None
            offer.save(update_fields=["published_at"])
            shelve(offer, now=now)
            happened("offer.withdrawn", by=by, about=offer, now=now)
    return offer


def pause(offer: Offer, *, by: Member, now: datetime) -> Offer:
    """Take no requests for now; the page stays and says so. One click, and one back."""
    return _set(offer, by, now, "offer.paused", paused_at=now)


def resume(offer: Offer, *, by: Member, now: datetime) -> Offer:
    """Go on after a pause."""
    return _set(offer, by, now, "offer.resumed", paused_at=None)


def away(offer: Offer, *, by: Member, until: date, now: datetime) -> Offer:
    """Be away up to and with that day; afterwards the page is open again by itself. Raises Invalid for `away_until`."""
    if not now.date() <= until <= date(now.year + 2, 12, 31):
        raise Invalid({"away_until": _("A day from today on, within two years.")})
    return _set(offer, by, now, "offer.away", away_until=until)


def back(offer: Offer, *, by: Member, now: datetime) -> Offer:
    """Be there again, sooner than said."""
    return _set(offer, by, now, "offer.back", away_until=None)


def _set(offer: Offer, by: Member, now: datetime, verb: str, **values: date | None) -> Offer:
    with transaction.atomic():
        offer = _locked(offer, by)
        ((name, value),) = values.items()
        was = getattr(offer, name)
        if was == value or (name == "paused_at" and was is not None and value is not None):
            return offer
        setattr(offer, name, value)
        offer.save(update_fields=[name])
        shelve(offer, now=now)
        happened(verb, by=by, about=offer, now=now)
    return offer


def _locked(offer: Offer, by: Member) -> Offer:
    """The offer as it is now, nobody else changing it until the transaction ends."""
    offer = (
        Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("member").get(pk=offer.pk)
    )
    allow(rules.can_change, by, offer, or_say=_("Only you can say what you offer."))
    return offer
