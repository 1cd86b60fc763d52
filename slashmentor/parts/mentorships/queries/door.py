"""Whether somebody can ask a mentor now, and if not, in which words."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.days import written
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import blocked_with
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentors.words import State


class Door(NamedTuple):
    """How the mentor's door stands for somebody: open, for the waiting list only (`waits`), or shut with a sentence."""

    is_open: bool
    waits: bool = False
    sentence: str = ""


def door(offer: Offer, by: Member | None, *, now: datetime) -> Door:
    """For a member, or a visitor whom nobody knows yet. One query for a member, none for a visitor.

    Where either of the two blocks the other it says what it says of a mentor who pauses.
    """
    name = offer.member.shown_name
    state = offer.state(now.date())
    if not offer.member.is_active or state == State.DRAFT:
        state = State.PAUSED
    if by is not None and by.pk != offer.member_id and offer.member_id in blocked_with(by.pk):
        state = State.PAUSED
    if state == State.OPEN:
        return Door(is_open=True)
    if state == State.WAITING:
        waiting = (
            ngettext("%(count)s person waits.", "%(count)s people wait.", offer.waiting)
            % {"count": offer.waiting}
            if offer.waiting
            else _("Nobody waits yet.")
        )
        said = _("All places with %(name)s are taken. You can ask to be put on the waiting list. %(waiting)s")
        return Door(is_open=True, waits=True, sentence=said % {"name": name, "waiting": waiting})
    if state == State.AWAY and offer.away_until is not None:
        said = _("%(name)s is away until %(day)s, and takes requests again afterwards.")
        return Door(is_open=False, sentence=said % {"name": name, "day": written(offer.away_until)})
    if state == State.FULL:
        return Door(is_open=False, sentence=_("All places with %(name)s are taken.") % {"name": name})
    if state == State.ENDED and offer.until is not None:
        said = _("%(name)s took requests until %(day)s, and takes no new ones.")
        return Door(is_open=False, sentence=said % {"name": name, "day": written(offer.until)})
    return Door(is_open=False, sentence=takes_none(name))


def takes_none(name: str) -> str:
    """Of a mentor who pauses, who is suspended, or with whom a block stands between."""
    return _("%(name)s takes no requests at the moment.") % {"name": name}
