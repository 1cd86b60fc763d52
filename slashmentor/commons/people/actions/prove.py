"""Showing that something outside is one's own: an ORCID record, or a page that links back to one's page here."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.fetch import OUTSIDE, Door, NotFetched
from slashmentor.base.jobs import every, job
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.base.text.fold import fold
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.linking_back import leads_to, links_with_rel_me, place_of
from slashmentor.commons.people.models import Member, Proof
from slashmentor.commons.people.rules import can_change

MOST_PAGES = 5
# After so many failures in a row it is looked at again, in days; what links back rests for a week.
_DAYS = {0: 7, 1: 1, 2: 2, 3: 4}
_DAYS_LATER = 7
# A page that can't be reached keeps its mark for so many tries (about a week), and is given up after so many more.
_PATIENCE = 4
_GIVEN_UP = 12
_AT_ONCE = 500


def add_page(member: Member, *, by: Member, address: str, now: datetime) -> Proof:
    """Claim a page as one's own; it is looked at soon, by a job. The same one twice is looked at again.

    Raises Invalid for an address that is none, or one too many.
    """
    allow(can_change, by, member, or_say=_("Only you can say which pages are yours."))
    refuse_until(member.suspended_until, now=now)
    host, _path = place_of(address)
    if not host:
        raise Invalid({"address": _("That is no address of a page. It looks like https://example.org/me.")})
    if host == place_of(settings.SITE_URL)[0]:
        raise Invalid({"address": _("That is a page of this very place. Give one that is yours elsewhere.")})
    with transaction.atomic():
        member.take_turns()
        pages = Proof.objects.filter(member=member, kind=Proof.Kind.PAGE)
        if not pages.filter(address=address).exists() and pages.count() >= MOST_PAGES:
            raise Invalid({"address": _("At most %(most)s pages, please.") % {"most": MOST_PAGES}})
        proof, _made = Proof.objects.get_or_create(
            member=member, address=address, defaults={"kind": Proof.Kind.PAGE, "added_at": now}
        )
        look_later(proof)
    return proof


def look_later(proof: Proof) -> None:
    """Have a page looked at as soon as a worker has time."""
    look.later(proof=proof.pk, key=f"proof:{proof.pk}")


@transaction.atomic
def remove(proof: Proof, *, by: Member, now: datetime) -> None:
    """Say no longer that a page is one's own. An ORCID record goes when its connection does."""
    allow(can_change, by, proof.member, or_say=_("Only you can take your pages away."))
    if proof.kind == Proof.Kind.PAGE:
        proof.delete()
        settle_mark(proof.member, now=now)


@job(atomic=False)
def look(proof: int, *, now: datetime) -> None:
    """Fetch one page, and write down what it says."""
    found = Proof.objects.select_related("member").filter(pk=proof, kind=Proof.Kind.PAGE).first()
    if found is not None:
        look_at(found, now=now)


@every(minutes=24 * 60)
@job()
def look_again(*, now: datetime) -> None:
    """Have those pages looked at that were not for a week, or that failed some days ago."""
    due = Q(failures__gt=max(_DAYS), failures__lt=_GIVEN_UP, checked_at__lt=now - timedelta(days=_DAYS_LATER))
    for failures, days in _DAYS.items():
        due |= Q(failures=failures, checked_at__lt=now - timedelta(days=days))
    for proof in Proof.objects.filter(due, kind=Proof.Kind.PAGE).order_by("checked_at")[:_AT_ONCE]:
        look_later(proof)


def look_at(proof: Proof, *, through: Door = OUTSIDE, now: datetime) -> Proof:
    """See whether a page links back with rel="me", outside of any transaction; then settle the mark of its member.

    A page that says nothing of them loses its proof at once, one that can't be reached after some tries.
    """
    member = proof.member
    reached, trouble = _seen(proof, through)
    with transaction.atomic():
        found = Proof.objects.select_for_update().filter(pk=proof.pk).first()
        if found is None:
            return proof
        found.checked_at, found.trouble = now, trouble[:200]
        found.failures = found.failures + 1 if trouble else 0
        if not trouble:
            found.proven_at = found.proven_at or now
        elif reached or found.failures >= _PATIENCE:
            found.proven_at = None
        found.save(update_fields=["checked_at", "trouble", "failures", "proven_at"])
        settle_mark(member, now=now)
    return found


def connect_orcid(account: SocialAccount, *, now: datetime) -> None:
    """An ORCID record that somebody logged in with is theirs."""
    Proof.objects.update_or_create(
        member=account.user,
        address=f"https://orcid.org/{account.uid}",
        defaults={"kind": Proof.Kind.ORCID, "proven_at": now},
        create_defaults={"kind": Proof.Kind.ORCID, "proven_at": now, "added_at": now},
    )
    settle_mark(account.user, now=now)


def disconnect_orcid(account: SocialAccount, *, now: datetime) -> None:
    member = Member.objects.filter(pk=account.user_id).first()
    if member is not None:
        Proof.objects.filter(member=member, address=f"https://orcid.org/{account.uid}").delete()
        settle_mark(member, now=now)


@transaction.atomic
def settle_mark(member: Member, *, now: datetime) -> None:
    """Make the mark beside the name say what is proven now; a pseudonym has none."""
    locked = Member.objects.select_for_update(no_key=True).filter(pk=member.pk).first()
    if locked is None:
        return
    mark = "" if locked.is_pseudonym or not locked.name else _proven(locked)
    if mark != locked.verified_by:
        Member.objects.filter(pk=member.pk).update(verified_by=mark)
        # It stands beside everything they wrote.
        happened("member.changed", about=locked, now=now, fields=["verified_by"])
    member.verified_by = mark


def _proven(member: Member) -> str:
    """What vouches for the name: an ORCID record of the same name, else the page that was proven first."""
    proven = Proof.objects.filter(member=member, proven_at__isnull=False).order_by("proven_at", "pk")
    for account in SocialAccount.objects.filter(user=member, provider="orcid"):
        if _is_named(member, account.extra_data):
            return "ORCID"
    page = proven.filter(kind=Proof.Kind.PAGE).first()
    return (urlsplit(page.address).hostname or "")[:80].removeprefix("www.") if page is not None else ""


def _is_named(member: Member, record: Any) -> bool:
    """Whether the member's name has the family name of the record, or is the name that it goes by."""
    name = ((record or {}).get("person") or {}).get("name") or {}
    family, credit = ((name.get(key) or {}).get("value") or "" for key in ("family-name", "credit-name"))
    here = fold(member.name).split()
    last = fold(family).split()
    if last and any(here[start : start + len(last)] == last for start in range(len(here))):
        return True
    return bool(credit) and fold(credit).split() == here


def _seen(proof: Proof, through: Door) -> tuple[bool, str]:
    """Whether the page could be read, and what is wrong with it as a sentence ("": it links back)."""
    try:
        page = through.fetch(proof.address)
    except NotFetched as error:
        return False, error.sentence
    if place_of(page.url)[0] != place_of(proof.address)[0]:
        # Else whoever leads from a famous site to their own page would be vouched for by the famous one.
        return True, _("That address leads on to another site. Give the address where it ends.")
    mine = settings.SITE_URL + proof.member.get_absolute_url()
    if leads_to(links_with_rel_me(page), mine):
        return True, ""
    return True, _('There is no link with rel="me" to %(address)s on it yet.') % {"address": mine}
