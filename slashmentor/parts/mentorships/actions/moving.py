"""The one way in which a request moves: locked, along an arrow of lifecycle.py, by whoever may."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.base.text.characters import tidy
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer

from ..lifecycle import ARROWS, OVER, State
from ..models import Request, Word
from ..numbers import ENDS_AFTER, WORDS
from ..rules import MAY, By

# What somebody reads who comes too late, by how it stands.
_STANDS = {
    State.UNCONFIRMED: gettext_lazy("This waits for the letter to be answered first."),
    State.SENT: gettext_lazy("This waits for the mentor’s answer now."),
    State.MORE: gettext_lazy("A question came back, and this waits for its answer now."),
    State.LISTED: gettext_lazy("This is on the waiting list already."),
    State.ACCEPTED: gettext_lazy("This was accepted already."),
    State.DECLINED: gettext_lazy("This was answered with a no already."),
    State.WITHDRAWN: gettext_lazy("This was taken back."),
    State.EXPIRED: gettext_lazy("This ended without an answer."),
    State.ENDED: gettext_lazy("This has ended."),
}


def locked(request: Request) -> Request:
    """The request as it is now, nobody else moving it until the transaction ends.

    The offer is locked first, so that its places and its list are counted one after the other.
    """
    if request.offer_id is not None:
        Offer.objects.select_for_update(no_key=True).filter(pk=request.offer_id).values_list("pk").first()
    Request.objects.select_for_update(no_key=True).filter(pk=request.pk).values_list("pk").first()
    return Request.objects.with_both().get(pk=request.pk)


def move(request: Request, verb: str, *, by: By, now: datetime, twice: bool = True, **data: Any) -> bool:
    """Take a locked request along the arrow of that verb, and say so; False when it is there already, which is refused
    where `twice` isn't the same as once.

    The waiting list is counted anew where it changed. Raises Refused for everybody else, and from any other state.
    """
    arrow = ARROWS[verb]
    allow(MAY[arrow.by], by, request, or_say=_("This is between the two whom it concerns."))
    if request.state == arrow.to and twice:
        return False
    if request.state not in arrow.sources:
        raise Refused(str(_STANDS[State(request.state)]))
    was, request.state = request.state, arrow.to
    waits = arrow.to in {State.SENT, State.MORE}
    request.ends_at = now + ENDS_AFTER if waits else None
    if waits:
        request.reminded_at = None
    if arrow.to is State.ACCEPTED or arrow.to in OVER:
        request.decided_at = now
    request.save(update_fields=["state", "ends_at", "reminded_at", "decided_at"])
    if State.LISTED in {was, arrow.to}:
        count_waiting(request, now=now)
    member = by if isinstance(by, Member) else None
    happened(arrow.happened, by=member, about=request, now=now, **data)
    return True


def count_waiting(request: Request, *, now: datetime) -> None:
    """Say on the mentor's page how many wait; its offer is locked."""
    if request.offer is not None:
        waiting = Request.objects.filter(offer=request.offer_id, state=State.LISTED).count()
        request.offer = mentors.set_waiting(request.offer, waiting, now=now)


def say(request: Request, text: str, *, by: By, now: datetime) -> Word | None:
    """Keep what one of the two says with it; None for nothing."""
    if not text:
        return None
    by_mentor = isinstance(by, Member) and by.pk == request.mentor_id
    return Word.objects.create(request=request, by_mentor=by_mentor, text=text, at=now)


def checked(text: str, *, needed: bool, field: str = "words") -> str:
    """What somebody says, tidied. Raises Invalid."""
    text = tidy(text).strip()
    if needed and len(text) < WORDS.start:
        raise Invalid({field: _("Please write a line or two.")})
    if len(text) >= WORDS.stop:
        raise Invalid(
            {
                field: _("That is more than fits here: %(now)s characters of at most %(most)s.")
                % {"now": len(text), "most": WORDS.stop - 1}
            }
        )
    return text


def may_write(by: By, *, now: datetime) -> None:
    """Raises Refused for a suspended member, who can still take back and end what is theirs."""
    if isinstance(by, Member):
        refuse_until(by.suspended_until, now=now)


def said_last(request: Request, text: str, *, by_mentor: bool) -> bool:
    """Whether these very words were said last: the same form sent twice."""
    last = request.words.order_by("-pk").first()
    return last is not None and last.by_mentor == by_mentor and last.text == text
