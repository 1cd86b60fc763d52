from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentors.rules import can_offer

from ..models import Request
from ..numbers import ENDS_AFTER
from ..queries.door import door
from .limits import of_member, refuse_too_many
from .saying import Said, checked


def ask(offer: Offer, *, by: Member, said: Said, now: datetime) -> Request:
    """Send a mentor a request. The very same sent twice while it is open is once.

    Raises Invalid by field; Refused: the door is shut (door.py), one's own page, too many (limits.py), suspended.
    """
    with transaction.atomic():
        # Of two tabs the second counts what the first sent. Members before offers, as everywhere.
        by.take_turns()
        offer = locked_offer(offer)
        mine = of_member(by)
        if (same := _same(offer, said, by)) is not None:
            return same
        may_ask(offer, by, mine, now=now)
        said = checked(offer, said)
        request = Request.objects.create(
            offer=offer, mentor=offer.member, by=by, at=now, ends_at=now + ENDS_AFTER, **asdict(said)
        )
        happened("request.sent", by=by, about=request, now=now)
    return request


def may_ask(offer: Offer, by: Member, mine: Q | None = None, *, now: datetime) -> None:
    """Raises Refused for whoever can't ask this mentor now, with the reason; a page asks before it shows the form."""
    allow(can_offer, by, or_say=_("Whoever logs in can ask."))
    refuse_until(by.suspended_until, now=now)
    if by.pk == offer.member_id:
        raise Refused(_("This is your own page. Requests come to you here."))
    found = door(offer, by, now=now)
    if not found.is_open:
        raise Refused(found.sentence)
    refuse_too_many(mine if mine is not None else of_member(by), offer, member=by, now=now)


def locked_offer(offer: Offer) -> Offer:
    """The offer as it is now: whoever pauses or takes places at this moment comes before or after."""
    Offer.objects.select_for_update(no_key=True).filter(pk=offer.pk).values_list("pk").first()
    return Offer.objects.select_related("member").get(pk=offer.pk)


def _same(offer: Offer, said: Said, by: Member) -> Request | None:
    words = said.asks.replace("\r\n", "\n").strip()
    for one in Request.objects.open().filter(by=by, mentor=offer.member_id):
        if one.asks == words:
            return one
    return None
