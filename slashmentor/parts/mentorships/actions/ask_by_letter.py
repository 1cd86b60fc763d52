"""Somebody without an account asks: first a letter to them, then, once they confirmed it, to the mentor."""

import secrets
from dataclasses import asdict
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Busy, Refused
from slashmentor.base.limits import limit
from slashmentor.base.permissions import refuse_until
from slashmentor.base.sealing import mark
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentors.words import Who

from ..letters import write_to_confirm
from ..lifecycle import State
from ..models import PURPOSE, Request, Visitor
from ..numbers import CONFIRM_WITHIN, LETTERS_A_DAY
from ..queries.door import door
from .ask import locked_offer
from .limits import of_address, of_member, refuse_too_many
from .moving import locked, move
from .saying import Said, checked, checked_person


def ask_by_letter(offer: Offer, *, name: str, email: str, said: Said, now: datetime) -> None:
    """Keep what a visitor asks, and write to the address they gave; the mentor hears nothing before it is confirmed.

    Whatever is known of the address, nothing here tells it. Raises Invalid by field, Refused where the door is shut.
    """
    refuse_visitors(offer, now=now)
    said = checked(offer, said)
    name, email = checked_person(name, email)
    marked = mark(PURPOSE, email)
    try:
        limit("request-letter", marked, times=LETTERS_A_DAY, seconds=24 * 3600, now=now)
    except Busy:
        # Somebody may be filling another person's letter-box. To say so would tell that others wrote there.
        return
    with transaction.atomic():
        request = Request.objects.create(
            offer=offer, mentor=offer.member, name=name, email=email, mark=marked,
            secret=secrets.token_urlsafe(32), state=State.UNCONFIRMED, at=now, **asdict(said),
        )  # fmt: skip
        write_to_confirm.later(request=request.pk)


def refuse_visitors(offer: Offer, *, now: datetime) -> None:
    """Raises Refused where visitors can't ask: a shut door, or one for members only."""
    found = door(offer, None, now=now)
    if not found.is_open:
        raise Refused(found.sentence)
    if offer.who != Who.ANYBODY:
        raise Refused(
            _("%(name)s hears from members of this instance. Please log in, or join.")
            % {"name": offer.member.shown_name}
        )


def confirm(request: Request, *, by: Visitor, now: datetime) -> Request:
    """Send what waited for its letter; twice is the same as once.

    What holds for members holds here, too: of whoever turns out to have an account, what they wrote with it counts,
    and blocks stand. Raises Refused, also when it waited too long.
    """
    with transaction.atomic():
        owner = _owner_of(request.email)
        if owner is not None:
            owner.take_turns()
        if request.offer is not None:
            locked_offer(request.offer)
        # All that came from this address, in one order: of two confirmed at once the second counts the first.
        same = Request.objects.filter(of_address(request.email)).order_by("pk").select_for_update(no_key=True)
        list(same.values_list("pk"))
        request = locked(request)
        if request.state == State.UNCONFIRMED:
            _may_confirm(request, owner, now)
        if move(request, "confirm", by=by, now=now):
            request.at = now
            request.save(update_fields=["at"])
    return request


def _may_confirm(request: Request, owner: Member | None, now: datetime) -> None:
    if request.offer is None or now > request.at + CONFIRM_WITHIN:
        raise Refused(_("This waited too long for its letter. Please write it once more."))
    offer = locked_offer(request.offer)
    refuse_visitors(offer, now=now)
    whose = of_address(request.email)
    if owner is not None:
        refuse_until(owner.suspended_until, now=now)
        found = door(offer, owner, now=now)
        if not found.is_open or owner.pk == offer.member_id:
            raise Refused(found.sentence or _("This is your own page. Requests come to you here."))
        whose |= of_member(owner)
    refuse_too_many(whose, offer, member=owner, now=now)


def _owner_of(email: str) -> Member | None:
    """Whose confirmed address it is; whoever reads its letters may know."""
    found = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    return None if found is None else found.user
