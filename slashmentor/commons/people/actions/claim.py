"""Taking over an imported name: somebody asks, a host looks at the proof and decides."""

import secrets
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people import letters
from slashmentor.commons.people.models import Claim, Member
from slashmentor.commons.people.rules import can_decide_claims


def new_code() -> str:
    """What the person puts into their profile at the original site."""
    return f"slashmentor-{secrets.token_hex(6)}"


@transaction.atomic
def claim(member: Member, *, email: str, code: str, said: str = "", now: datetime) -> Claim:
    """Write down that somebody says this imported name is theirs. Asking again replaces what they said."""
    if member.is_claimed:
        raise Refused(_("This name has been claimed already."))
    made, _created = Claim.objects.update_or_create(
        member=member,
        email=email.lower(),
        decided_at=None,
        defaults={"code": code, "said": said, "made_at": now},
    )
    return made


@transaction.atomic
def grant(asked: Claim, *, by: Member, now: datetime) -> None:
    """Make the name an account of who asked: they get a letter with a link to set a password.

    The host has seen the code in the original profile. Other claims of the name end with it.
    """
    allow(can_decide_claims, by, or_say=_("Only hosts can decide about claims."))
    member = Member.objects.select_for_update().get(pk=asked.member_id)
    if member.is_claimed or asked.decided_at is not None:
        raise Refused(_("This was decided already."))
    member.is_claimed = True
    member.email = asked.email
    member.set_unusable_password()
    member.save(update_fields=["is_claimed", "email", "password"])
    # Whoever opens the letter's link has shown that the address is theirs; only another account may have it already.
    taken = EmailAddress.objects.filter(email=asked.email, verified=True).exists()
    EmailAddress.objects.create(user=member, email=asked.email, primary=True, verified=not taken)
    _decide(asked, granted=True, by=by, now=now)
    for other in Claim.objects.filter(member=member, decided_at=None):
        _decide(other, granted=False, by=by, now=now)
    happened("member.joined", by=member, about=member, now=now, claimed=True)
    link = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(member), "key": default_token_generator.make_token(member)},
    )
    letters.write(
        _("@%(handle)s is yours") % {"handle": member.handle},
        _(
            "Hello %(name)s,\n\nWe looked at your profile, and what you wrote there is yours here too: @%(handle)s at %(site)s.\n\n"
            "Set a password, then you can log in:\n%(url)s\n"
        )
        % {
            "name": member.shown_name,
            "handle": member.handle,
            "site": settings.SITE_NAME,
            "url": settings.SITE_URL + link,
        },
        asked.email,
    )


@transaction.atomic
def decline(asked: Claim, *, by: Member, now: datetime) -> None:
    """Say no, without a letter: whoever asked may not own the address they gave."""
    allow(can_decide_claims, by, or_say=_("Only hosts can decide about claims."))
    if asked.decided_at is None:
        _decide(asked, granted=False, by=by, now=now)


def _decide(asked: Claim, *, granted: bool, by: Member, now: datetime) -> None:
    asked.granted, asked.decided_by, asked.decided_at = granted, by, now
    asked.save(update_fields=["granted", "decided_by", "decided_at"])
