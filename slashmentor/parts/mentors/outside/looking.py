"""Looking at pages: when they are due, outside of any transaction, by one worker at a time."""

from datetime import datetime, timedelta

from django.db.models import Q

from slashmentor.base.fetch import (
    OUTSIDE,
    Door,
    Fetched,
    Forbidden,
    NotFetched,
    NotThere,
    TooLarge,
    Unchanged,
)
from slashmentor.base.jobs import every, job

from ..models import OutsidePage
from .proving import codes_in_file, evidence_of, proof_of
from .reading import Found, Unreadable, read, with_document
from .settling import GIVEN_UP, Seen, settle
from .shelving import has_line

State = OutsidePage.State

# Who looks has so long; a fetch takes 10 s at most, and there are three. After that another one may.
LEASE = timedelta(minutes=15)
_AT_ONCE = 500
# The address of who didn't answer our letter, or whose page never said that it is theirs, is kept no longer.
UNANSWERED = timedelta(days=7)
_MISSING = {404, 410}


@every(minutes=15)
@job()
def look_at_due(*, now: datetime) -> None:
    """Have those pages looked at that are due, and let go of what came to nothing."""
    due = OutsidePage.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", flat=True)
    for pk in due[:_AT_ONCE]:
        look.later(page=pk, key=f"outside:{pk}")
    forgotten = Q(state=State.UNCONFIRMED, since__lt=now - UNANSWERED) | Q(
        state__in=(State.UNPROVEN, State.REFUSED), since__lt=now - GIVEN_UP - timedelta(days=2)
    )
    OutsidePage.objects.filter(forgotten, member=None).delete()


def look_soon(page: OutsidePage, *, now: datetime) -> None:
    """Have it looked at as soon as a worker has time, in the caller's transaction. Whoever looks just now looks in vain."""
    OutsidePage.objects.filter(pk=page.pk).update(next_at=now)
    look.later(page=page.pk, key=f"outside:{page.pk}")


@job(atomic=False)
def look(page: int, *, now: datetime) -> None:
    """Look at one page, if it is due."""
    look_at(page, now=now)


def look_at(pk: int, *, through: Door = OUTSIDE, now: datetime) -> OutsidePage | None:
    """Fetch a page that is due, and settle what becomes of it. None when somebody else looks, or when it went.

    Safe to be killed and repeated: until the end nothing is written but the lease.
    """
    page = OutsidePage.objects.select_related("member").filter(pk=pk, next_at__lte=now).first()
    if page is None or page.state == State.UNCONFIRMED:
        return None
    lease = now + LEASE
    if not OutsidePage.objects.filter(pk=pk, next_at=page.next_at).update(next_at=lease):
        return None
    return settle(page, _seen(page, through), lease=lease, now=now)


def _seen(page: OutsidePage, through: Door) -> Seen:
    try:
        answer = through.fetch(page.url, etag=page.etag if page.is_shown and has_line(page) else "")
        found = _completed(read(answer), through)
    except Unchanged:
        return Seen(is_unchanged=True)
    except NotThere as error:
        return Seen(trouble=error.sentence, is_missing=error.answered in _MISSING)
    except (Forbidden, TooLarge, Unreadable) as error:
        return Seen(trouble=error.sentence, is_hopeless=True)
    except NotFetched as error:
        return Seen(trouble=error.sentence)
    return _proven(page, found, answer, through)


def _completed(found: Found, through: Door) -> Found:
    """With what its mentor.json says, where it links to one that can be read."""
    if not found.linked:
        return found
    try:
        return with_document(found, through.fetch(found.linked, accept="application/json"))
    except NotFetched:
        return found


def _proven(page: OutsidePage, found: Found, answer: Fetched, through: Door) -> Seen:
    """With the site's file, which is asked for only where it matters."""
    evidence = evidence_of(found)
    by_file = OutsidePage.objects.shown().filter(url=found.url, proven_by=OutsidePage.Proof.FILE)
    if proof_of(page, evidence) is None or by_file.exclude(pk=page.pk).exists():
        evidence = type(evidence)(evidence.links, evidence.on_page, codes_in_file(found.url, through))
    return Seen(found=found, evidence=evidence, etag=answer.headers.get("etag", ""))
