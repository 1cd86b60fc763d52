"""What becomes of a page after somebody looked at it: its state, when it is looked at next, who is told."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from slashmentor.commons.happenings import happened

from ..models import OutsidePage
from . import letters
from .addresses import LONGEST, is_ours
from .proving import Evidence, Proof, outweighs, proof_of
from .reading import Found
from .shelving import mark_stale, shelve_page, unshelve_page
from .telling import tell

State = OutsidePage.State

A_WEEK = timedelta(days=7)
# A page that couldn't be reached so many times in a row is looked at again after so many days; then each week.
_AFTER = {1: 1, 2: 2, 3: 4}
STALE_AFTER = 2  # failures
GONE_AFTER = timedelta(days=21)  # out of reach
MISSING = 2  # times in a row that the server says that it is gone
# How long the owner has for a link back, and how often it is looked for meanwhile: by its age in days, the next look.
GIVEN_UP = timedelta(days=28)
_WHILE_UNPROVEN = ((1, 1), (3, 2), (7, 4), (28, 7))


@dataclass(frozen=True)
class Seen:
    """What one look at a page brought."""

    found: Found | None = None
    evidence: Evidence = field(default_factory=lambda: Evidence((), frozenset()))
    etag: str = ""
    is_unchanged: bool = False  # as it was when it was listed
    trouble: str = ""  # a sentence: why there was nothing to read
    is_missing: bool = False  # the server says that there is no such page
    is_hopeless: bool = False  # it isn't worth trying again by itself: no page, too large, no public address


@transaction.atomic
def settle(page: OutsidePage, seen: Seen, *, lease: datetime, now: datetime) -> OutsidePage | None:
    """Write down what was seen, if the lease is still ours. None when it isn't, or when the page goes."""
    url = seen.found.url if seen.found is not None else page.url
    # Whoever else claims the same address is locked in the same order, so that two looks at once wait, and no more.
    rows = OutsidePage.objects.select_for_update(of=("self",)).select_related("member")
    locked = list(rows.filter(Q(pk=page.pk) | Q(url=url)).order_by("pk"))
    here = next((row for row in locked if row.pk == page.pk and row.next_at == lease), None)
    if here is None:
        return None
    others = [row for row in locked if row.pk != here.pk]
    double = next((one for one in others if (one.member_id, one.email) == (here.member_id, here.email)), None)
    if double is not None:
        # The same owner brought the address that this one leads to, too: the one that is listed is enough.
        gone, stays = (here, double) if double.is_shown or not here.is_shown else (double, here)
        drop(gone, now=now, state=State.GONE)
        gone.delete()
        OutsidePage.objects.filter(pk=stays.pk).update(next_at=now)
        return None
    if seen.is_unchanged:
        _as_it_was(here, now=now)
    elif seen.found is None:
        _not_read(here, seen, now=now)
    else:
        _read(here, seen, others, now=now)
    here.checked_at = now
    return _kept(here)


def drop(page: OutsidePage, *, now: datetime, state: State, why: str = "") -> None:
    """Take a page off the directory, in the caller's transaction: no longer listed, and why."""
    was_shown = page.is_shown
    _move(page, state, now=now)
    page.why, page.proven_by, page.etag = why[:300], "", ""
    if was_shown:
        unshelve_page(page)
        happened("outside_page.dropped", about=page, now=now)


def _as_it_was(page: OutsidePage, *, now: datetime) -> None:
    _move(page, State.LISTED, now=now)
    page.failures = page.missing = 0
    page.why, page.next_at = "", now + A_WEEK
    mark_stale(page, is_stale=False)


def _not_read(page: OutsidePage, seen: Seen, *, now: datetime) -> None:
    is_first = page.checked_at is None
    page.failures += 1
    page.missing = page.missing + 1 if seen.is_missing else 0
    page.why = seen.trouble[:300]
    page.next_at = now + timedelta(days=_AFTER.get(page.failures, 7))
    if seen.is_hopeless and not page.is_shown:
        _move(page, State.REFUSED, now=now)
        page.next_at = None
    elif page.missing >= MISSING or (
        now - page.since >= GONE_AFTER and page.state in (State.STALE, State.WAITING)
    ):
        drop(page, now=now, state=State.GONE, why=seen.trouble)
        page.next_at = None
        letters.gone(page)
    elif page.is_shown and page.failures >= STALE_AFTER:
        _move(page, State.STALE, now=now)
        mark_stale(page, is_stale=True)
    elif not page.is_shown:
        _move(page, State.WAITING, now=now)
    if is_first:
        letters.not_yet(page)


def _read(page: OutsidePage, seen: Seen, others: list[OutsidePage], *, now: datetime) -> None:
    found = seen.found
    assert found is not None
    page.failures = page.missing = 0
    proof = proof_of(page, seen.evidence)
    if is_ours(found.url) or len(found.url) > LONGEST:
        _unlisted(page, State.REFUSED, _("That address leads on to another one that we don’t list."), now=now)
    elif proof is None:
        why = _("It no longer says that it is yours.") if page.is_shown else ""
        _unlisted(page, State.UNPROVEN, why, now=now)
    elif found.read is None:
        _unlisted(page, State.REFUSED, _("It names nobody yet: give it a title, or an h-card."), now=now)
    elif not _makes_room(proof, seen, others, now=now):
        sentence = _("It is listed already, by somebody whose proof is on it.")
        _unlisted(page, State.REFUSED, sentence, now=now)
    else:
        _list(page, proof, seen, now=now)


def _list(page: OutsidePage, proof: Proof, seen: Seen, *, now: datetime) -> None:
    found = seen.found
    assert found is not None
    is_new = not page.is_shown
    _move(page, State.LISTED, now=now)
    page.url, page.format, page.found = found.url, found.format, dict(found.read or {})
    page.proven_by, page.why = proof, ""
    page.proven_at = page.proven_at or now
    page.next_at = now + A_WEEK
    # What isn't all on the page can change while the page doesn't.
    is_whole = proof != Proof.FILE and found.format != OutsidePage.Format.MENTOR_JSON
    page.etag = seen.etag if is_whole and len(seen.etag) <= 200 else ""
    page.save()
    shelve_page(page, now=now)
    if is_new:
        happened("outside_page.listed", about=page, now=now)
        letters.listed(page)
        if found.endpoint:
            tell.later(page=page.pk, endpoint=found.endpoint[:2000], key=f"outside-tell:{page.pk}")


def _unlisted(page: OutsidePage, state: State, why: str, *, now: datetime) -> None:
    """Read, and not to be listed (any more); looked at again for some weeks, since that is easily mended."""
    was_shown, is_first = page.is_shown, page.checked_at is None
    drop(page, now=now, state=state, why=why)
    age = now - page.since
    wait = next((days for before, days in _WHILE_UNPROVEN if age < timedelta(days=before)), None)
    page.next_at = now + timedelta(days=wait) if wait else None
    if was_shown:
        letters.unlisted(page)
    elif is_first:
        letters.not_yet(page)


def _makes_room(proof: Proof, seen: Seen, others: list[OutsidePage], *, now: datetime) -> bool:
    """Whether the page can be theirs alone: one who was listed before stays only while their proof does."""
    for other in others:
        if not other.is_shown:
            continue
        theirs = proof_of(other, seen.evidence)
        if theirs is None and other.proven_by == Proof.FILE and seen.evidence.in_file is None:
            theirs = Proof.FILE
        if theirs is not None and not outweighs(proof, theirs):
            return False
        _unlisted(other, State.UNPROVEN, _("It no longer says that it is yours."), now=now)
        _kept(other)
    return True


def _move(page: OutsidePage, state: State, *, now: datetime) -> None:
    if page.state != state:
        page.state, page.since = state, now


def _kept(page: OutsidePage) -> OutsidePage | None:
    """Save it. What nobody looks after goes once it isn't listed, and an address to write to when it is gone."""
    is_nobody_s = page.member_id is None and (not page.email or page.state == State.GONE)
    if is_nobody_s and not page.is_shown and page.state != State.WAITING:
        page.delete()
        return None
    page.save()
    return page
