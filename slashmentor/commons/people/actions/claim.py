"""Taking over an imported name: somebody asks, and the proof settles it, or who looks at it."""

import hashlib
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
from slashmentor.base.fetch import OUTSIDE, Door, NotFetched
from slashmentor.base.jobs import job
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.happenings import happened
from slashmentor.commons.people import letters
from slashmentor.commons.people.actions.merge import merge
from slashmentor.commons.people.linking_back import all_links, place_of
from slashmentor.commons.people.models import BroughtAccount, Claim, Member
from slashmentor.commons.people.rules import can_decide_claims


def new_code() -> str:
    """What the person puts into their profile at the original site."""
    return f"slashmentor-{secrets.token_hex(6)}"


@transaction.atomic
def claim(
    member: Member,
    *,
    email: str,
    code: str,
    said: str = "",
    page: str = "",
    into: Member | None = None,
    now: datetime,
) -> Claim:
    """Write down that somebody says this imported name is theirs. Asking again replaces what they said.

    `into` is who asks, where they are logged in. When an address that they have confirmed is the one that the dump
    has of the name, that settles it: the name goes into their account at once (rules: ours). A `page` of theirs that
    links to the profile is looked at by a job. Raises Refused.
    """
    if member.is_claimed:
        raise Refused(_("This name has been claimed already."))
    if into is not None:
        refuse_until(into.suspended_until, now=now)
    made, _created = Claim.objects.update_or_create(
        member=member,
        email=email.lower(),
        decided_at=None,
        defaults={"code": code, "said": said, "page": page, "proven": "", "into": into, "made_at": now},
    )
    addresses = _confirmed(into) if into is not None else {made.email}
    if hashes_of(member) & {hash_of(address) for address in addresses}:
        made.proven = Claim.Proven.EMAIL
        made.save(update_fields=["proven"])
        if into is not None:
            _give(made, by=None, now=now)
    elif page:
        look_at_page.later(claim=made.pk)
    return made


def grant(asked: Claim, *, by: Member, now: datetime) -> None:
    """Give the name to who asked: into their account, or as one of its own, with a letter to set a password.

    The decider has seen the code in the original profile, or that the profile names the page that links to it. Other
    claims of the name end with it.
    """
    with transaction.atomic():
        _allow_deciding(asked, by, now)
        _give(asked, by=by, now=now)


@transaction.atomic
def decline(asked: Claim, *, by: Member, now: datetime) -> None:
    """Say no, without a letter: whoever asked may not own the address they gave."""
    _allow_deciding(asked, by, now)
    if asked.decided_at is None:
        _decide(asked, granted=False, by=by, now=now)


@job(atomic=False)
def look_at_page(claim: int, *, now: datetime) -> None:  # noqa: ARG001 - the queue's signature
    found = Claim.objects.filter(pk=claim, decided_at=None).first()
    if found is not None:
        look_at(found)


def look_at(asked: Claim, *, through: Door = OUTSIDE) -> bool:
    """Whether the page that was given links to the profile on the original site; whoever decides is shown that.

    That alone proves little, since anybody can link to a profile: the profile has to name the page, too.
    """
    try:
        links = {place_of(link) for link in all_links(through.fetch(asked.page))}
    except NotFetched:
        return False
    profiles = [place_of(address) for address in profiles_of(asked.member)]
    found = any(
        host == there and (path == whose or path.startswith(f"{whose}/"))
        for host, path in links
        for there, whose in profiles
    )
    if found:
        Claim.objects.filter(pk=asked.pk, decided_at=None, proven="").update(proven=Claim.Proven.PAGE)
    return found


def profiles_of(member: Member) -> list[str]:
    """Where an imported name has its profile on the site that it came from."""
    brought = BroughtAccount.objects.filter(member=member).exclude(community__origin_url="")
    return [
        f"{site}/users/{number}" for site, number in brought.values_list("community__origin_url", "origin_id")
    ]


def hash_of(address: str) -> str:
    """As old dumps have addresses: the MD5 of their lower case."""
    return hashlib.md5(address.strip().lower().encode(), usedforsecurity=False).hexdigest()


def hashes_of(member: Member) -> set[str]:
    known = BroughtAccount.objects.filter(member=member).exclude(email_hash="")
    return set(known.values_list("email_hash", flat=True))


def _confirmed(member: Member) -> set[str]:
    return set(EmailAddress.objects.filter(user=member, verified=True).values_list("email", flat=True))


def _allow_deciding(asked: Claim, by: Member, now: datetime) -> None:
    allow(
        can_decide_claims,
        by,
        asked.member,
        or_say=_("Only hosts, and moderators of the community it came with, decide about a claim."),
    )
    refuse_until(by.suspended_until, now=now)


def _give(asked: Claim, *, by: Member | None, now: datetime) -> None:
    """Part of the caller's transaction. Of two claims at once, one gets the name."""
    member = Member.objects.select_for_update().filter(pk=asked.member_id).first()
    if member is None or member.is_claimed or asked.decided_at is not None:
        raise Refused(_("This was decided already."))
    _decide(asked, granted=True, by=by, now=now)
    for other in Claim.objects.filter(member=member, decided_at=None):
        _decide(other, granted=False, by=by, now=now)
    if asked.into is not None:
        merge(member, asked.into, by=None, now=now)
    else:
        _make_an_account(member, asked, now=now)


def _make_an_account(member: Member, asked: Claim, *, now: datetime) -> None:
    """The name becomes an account of who asked: they get a letter with a link to set a password."""
    member.is_claimed = True
    member.email = asked.email
    member.set_unusable_password()
    member.save(update_fields=["is_claimed", "email", "password"])
    # Whoever opens the letter's link has shown that the address is theirs; only another account may have it already.
    taken = EmailAddress.objects.filter(email=asked.email, verified=True).exists()
    EmailAddress.objects.create(user=member, email=asked.email, primary=True, verified=not taken)
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


def _decide(asked: Claim, *, granted: bool, by: Member | None, now: datetime) -> None:
    asked.granted, asked.decided_by, asked.decided_at = granted, by, now
    asked.save(update_fields=["granted", "decided_by", "decided_at"])
