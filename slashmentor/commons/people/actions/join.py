"""Becoming a member."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people import letters
from slashmentor.commons.people.actions.invite import use_invitation
from slashmentor.commons.people.models import Member, Waiting
from slashmentor.commons.people.rules import can_let_in


@transaction.atomic
def join(member: Member, *, invitation: str = "", now: datetime) -> Member:
    """Make a member of who just signed up, as far as the host opened the door.

    `open`: they are in. `approval`: their account waits, closed. `invite`: the invitation's code is used up.
    Raises Refused when the door is closed or the invitation was used in the meantime.
    """
    if settings.REGISTRATION == "closed":
        raise Refused(_("Nobody can sign up here at the moment."))
    if settings.REGISTRATION == "invite":
        use_invitation(invitation, now=now)
    if settings.REGISTRATION == "approval":
        member.is_active = False
        member.save(update_fields=["is_active"])
        Waiting.objects.create(member=member, since=now)
    else:
        happened("member.joined", by=member, about=member, now=now)
    return member


@transaction.atomic
def let_in(member: Member, *, by: Member, now: datetime) -> None:
    """Open the account of a newcomer who waits, and write to them. Does nothing when somebody did already."""
    allow(can_let_in, by, or_say=_("Only hosts and moderators can let newcomers in."))
    gone, _kinds = Waiting.objects.filter(member=member).delete()
    if not gone:
        return
    member.is_active = True
    member.save(update_fields=["is_active"])
    happened("member.joined", by=member, about=member, now=now, let_in_by=by.pk)
    if member.email:
        letters.write(
            _("You’re in: %(site)s") % {"site": settings.SITE_NAME},
            _(
                "Hello %(name)s,\n\nYour account at %(site)s is open now. Welcome.\n\n"
                "Log in here:\n%(url)s/accounts/login/\n"
            )
            % {"name": member.shown_name, "site": settings.SITE_NAME, "url": settings.SITE_URL},
            member.email,
        )


@transaction.atomic
def turn_away(member: Member, *, by: Member) -> None:
    """Delete the account of a newcomer who waits; they have nothing here yet."""
    allow(can_let_in, by, or_say=_("Only hosts and moderators can decide about newcomers."))
    if Waiting.objects.filter(member=member).exists():
        member.delete()
