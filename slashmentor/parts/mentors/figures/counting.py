"""Counts visits of mentor pages: a reader once a day, written together every few seconds.

A page that is only read writes nothing while the reader waits. Who read isn't kept anywhere: a salted hash, another one
tomorrow, stays in this process until the day is over, so that reading again isn't counted again; what is written is a
number. A process that is killed loses the visits of its last seconds, and one that starts counts who read before anew.
"""

import threading
from collections import Counter
from datetime import date, datetime

from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from slashmentor.base.afterwards import Afterwards
from slashmentor.base.pages.render import member_of
from slashmentor.base.readers import reader_key

from ..models import Offer

SECONDS = 5  # between two writes
MOST_READERS = 100_000  # of a day; those after them aren't counted
BATCH = 200  # rows of one INSERT: SQLite takes 32,766 parameters

_readers: set[tuple[int, str]] = set()  # of `_today`, counted or about to be
_today: date | None = None
_waiting: Counter[tuple[int, date]] = Counter()
_lock = threading.Lock()


def seen(request: HttpRequest, offer: Offer) -> None:
    """Somebody looks at this page: counted unless it is its owner, a program, or a draft.

    Asks the database nothing. To be called by whatever shows the whole page, kept pages included.
    """
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return
    if offer.published_at is None:
        return
    member = member_of(request)
    if member is not None and member.pk == offer.member_id:
        return
    now = timezone.now()
    remember(offer.pk, reader_key(request, now), now)


def remember(offer_id: int, reader: str | None, now: datetime) -> None:
    """Count this reader of the page today, unless they were; written down within a few seconds (`flush` does it at once)."""
    global _today  # noqa: PLW0603 - the process remembers one day
    if reader is None:
        return
    day = now.date()
    with _lock:
        if day != _today:
            _today = day
            _readers.clear()
        if (offer_id, reader) in _readers or len(_readers) >= MOST_READERS:
            return
        _readers.add((offer_id, reader))
        _waiting[offer_id, day] += 1
    _writing.soon()


def flush() -> int:
    """Write down what waits to be counted. How many visits that were."""
    with _lock:
        # In order, so that two processes never wait for each other crosswise.
        taken = sorted(_waiting.items())
        _waiting.clear()
    counted = 0
    for start in range(0, len(taken), BATCH):
        batch = taken[start : start + BATCH]
        with transaction.atomic(), connection.cursor() as cursor:
            there = set(
                Offer.objects.filter(pk__in={offer for (offer, _day), _times in batch}).values_list(
                    "pk", flat=True
                )
            )
            rows = [(offer, day, times) for (offer, day), times in batch if offer in there]
            if not rows:
                continue
            cursor.execute(
                "INSERT INTO mentors_visit (offer_id, day, times) VALUES "  # noqa: S608 - marks only
                + ", ".join(["(%s, %s, %s)"] * len(rows))
                + " ON CONFLICT (offer_id, day) DO UPDATE SET times = mentors_visit.times + excluded.times",
                [value for row in rows for value in row],
            )
            counted += sum(times for _offer, _day, times in rows)
    return counted


def forget() -> None:
    """Count none of those who wait, and know nobody who read today: for tests, whose readers go with their database."""
    with _lock:
        _waiting.clear()
        _readers.clear()


_writing = Afterwards(
    flush, seconds=SECONDS, waits=lambda: bool(_waiting), lost="Visits of mentor pages could not be counted."
)
