"""Invitations: a link for one person."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Invitation, Member
from slashmentor.commons.people.rules import can_invite


def invite(*, by: Member, note: str = "", now: datetime) -> tuple[Invitation, str]:
    """Make an invitation; returns it and the code for its link, which can't be read again later."""
    allow(can_invite, by, or_say=_("Only hosts can invite."))
    code = secrets.token_urlsafe(24)
    return Invitation.objects.create(digest=_digest(code), note=note, by=by, made_at=now), code


def open_invitation(code: str) -> Invitation | None:
    """The invitation that this code opens, unless it was used or taken back."""
    return Invitation.objects.filter(digest=_digest(code), used_at=None).first() if code else None


def take_back(invitation: Invitation, *, by: Member) -> None:
    allow(can_invite, by, or_say=_("Only hosts can take invitations back."))
    invitation.delete()


@transaction.atomic
def use_invitation(code: str, *, now: datetime) -> None:
    """Use it up; Refused when it isn't open any more. Of two at once, one gets it."""
    if not Invitation.objects.filter(digest=_digest(code), used_at=None).update(used_at=now):
        raise Refused(_("This invitation was used already, or taken back. Please ask for a new one."))


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
