"""How many requests somebody may have (numbers.py). Whoever calls these holds the lock that makes the count true."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.sealing import marks
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.models import Offer

from ..lifecycle import OPEN, State
from ..models import PURPOSE, Request
from ..numbers import MOST_OPEN, ON_FIRST_DAY


def of_member(member: Member) -> Q:
    """Those that are this member's, also what they wrote without their account."""
    known = EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True)
    return Q(by=member) | of_address(*known)


def of_address(*addresses: str) -> Q:
    found = [mark for address in addresses for mark in marks(PURPOSE, address.lower())]
    return Q(mark__in=found)


def refuse_too_many(whose: Q, offer: Offer, *, member: Member | None, now: datetime) -> None:
    """Raises Refused: one to this mentor is open already, three are open, or two went out on the first day."""
    open_ones = Request.objects.filter(whose, state__in=OPEN)
    if open_ones.filter(mentor=offer.member_id).exists():
        raise Refused(
            _("You have a request with %(name)s already, which is still open.")
            % {"name": offer.member.shown_name}
        )
    if open_ones.count() >= MOST_OPEN:
        raise Refused(
            _(
                "You have %(most)s open requests, which is as many as one can. There is room again once one of them is answered, or you take it back."
            )
            % {"most": MOST_OPEN}
        )
    if member is None or now >= member.joined_at + timedelta(days=1):
        return
    sent = Request.objects.filter(whose, at__gte=member.joined_at).exclude(state=State.UNCONFIRMED).count()
    if sent >= ON_FIRST_DAY:
        raise Refused(
            _(
                "On the first day one can send %(most)s requests. There is room again tomorrow; what you wrote can wait."
            )
            % {"most": ON_FIRST_DAY}
        )
