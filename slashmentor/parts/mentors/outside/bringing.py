"""Bringing a page, asking for another look, taking it down: by a member, or by whoever answers a letter."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow, refuse_until
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import OutsidePage
from . import letters
from .addresses import page_address
from .looking import look_soon
from .settling import drop

State = OutsidePage.State
MOST_OF_A_MEMBER = 5
MOST_OF_AN_ADDRESS = 3


def bring(member: Member, *, by: Member, url: str, now: datetime) -> OutsidePage:
    """Say that a page elsewhere is one's mentor page; it is looked at soon. The same one twice is looked at again.

    Raises Invalid for an address that is none, or one too many; Refused for anybody else, and for the suspended.
    """
    allow(rules.can_offer, by, or_say=_("Whoever logs in can bring a page of theirs."))
    if by.pk != member.pk:
        raise Refused(_("Only you can say which pages are yours."))
    refuse_until(member.suspended_until, now=now)
    address = page_address(url)
    with transaction.atomic():
        member.take_turns()
        mine = OutsidePage.objects.brought_by(member)
        page = mine.filter(url=address).first()
        if page is None:
            if mine.count() >= MOST_OF_A_MEMBER:
                raise Invalid({"url": _("At most %(most)s pages, please.") % {"most": MOST_OF_A_MEMBER}})
            page = _new(address, now, member=member, state=State.WAITING, next_at=now)
        _look_again(page, now=now)
    return page


def bring_by_letter(email: str, *, url: str, now: datetime) -> None:
    """The same without an account: a letter asks whoever has this address. Says nothing of what is there already.

    Raises Invalid for an address of a page that is none; whether too many wait already shows to nobody.
    """
    address, email = page_address(url), email.strip().lower()
    theirs = OutsidePage.objects.filter(member=None, email=email)
    page = theirs.filter(url=address).first()
    if page is None:
        if theirs.count() >= MOST_OF_AN_ADDRESS:
            return
        try:
            with transaction.atomic():
                page = _new(address, now, email=email, state=State.UNCONFIRMED)
        except IntegrityError:  # the same form at the same moment, whose letter goes out
            return
    with transaction.atomic():
        letters.confirm(page)


@transaction.atomic
def confirm(page: OutsidePage, *, now: datetime) -> None:
    """Whoever got the letter says yes; once or more often is the same."""
    found = _locked(page)
    if found is not None and found.state == State.UNCONFIRMED:
        found.state, found.since = State.WAITING, now
        found.save(update_fields=["state", "since"])
        look_soon(found, now=now)


@transaction.atomic
def look_again(page: OutsidePage, *, now: datetime) -> None:
    """Have a page looked at now, because its owner changed something; whoever asks was checked before."""
    found = _locked(page)
    if found is not None and found.state != State.UNCONFIRMED:
        _look_again(found, now=now)


@transaction.atomic
def take_down(page: OutsidePage, *, now: datetime) -> None:
    """Off the directory at once, and nothing kept: not the address of who brought it either."""
    found = _locked(page)
    if found is not None:
        drop(found, now=now, state=State.GONE)
        found.delete()


def heard_of(url: str, *, now: datetime) -> None:
    """A page elsewhere says that it changed, or that it links to us (hearing.py): look at it, whoever brought it.

    One that nobody brought is kept only when the look finds that it wants to be listed.
    """
    with transaction.atomic():
        known = list(
            OutsidePage.objects.select_for_update()
            .filter(url=url)
            .exclude(state=State.UNCONFIRMED)
            .order_by("pk")
        )
        if not known:
            OutsidePage.objects.bulk_create(
                [OutsidePage(url=url, code=_code(), added_at=now, since=now)], ignore_conflicts=True
            )
            known = list(OutsidePage.objects.filter(url=url, member=None, email=""))
        for page in known:
            look_soon(page, now=now)


def _look_again(page: OutsidePage, *, now: datetime) -> None:
    if page.state in (State.GONE, State.REFUSED):
        page.state, page.since, page.failures, page.missing, page.why = State.WAITING, now, 0, 0, ""
        page.save(update_fields=["state", "since", "failures", "missing", "why"])
    # What it had before is as good as nothing to whoever asks for another look.
    OutsidePage.objects.filter(pk=page.pk).update(etag="")
    look_soon(page, now=now)


def _new(url: str, now: datetime, **fields: object) -> OutsidePage:
    return OutsidePage.objects.create(url=url, code=_code(), added_at=now, since=now, **fields)


def _code() -> str:
    return f"mentor-{secrets.token_hex(12)}"


def _locked(page: OutsidePage) -> OutsidePage | None:
    return OutsidePage.objects.select_for_update().filter(pk=page.pk).first()
