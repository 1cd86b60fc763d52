"""The shelf of the process it stands in: read once, then kept right by what changed.

with the_shelf(now) as shelf:
    find(shelf, …)
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import QuerySet

from ..models import Listing
from ..models import Shelf as Version
from .shelf import Line, Shelf

LONGEST = timedelta(hours=12)  # then it is read anew: a database may be another one than it was
TOO_MANY = 10_000  # changes after which reading all takes no longer
CHUNK = 2_000
_READ = Line._fields  # noqa: SLF001 - public; the line keeps fields from being called so

_lock = threading.RLock()
_held: Shelf | None = None
_read_at: datetime | None = None


@contextmanager
def the_shelf(now: datetime) -> Iterator[Shelf]:
    """The one of this process, as the database is now; nobody else is in it meanwhile. One query when nothing changed,
    two when something did. The first time, and where there was much, all is read: a second or two for 50,000 listings.

    Versions become visible in their order (`next_version`), so whoever knows one knows all before it. One that went
    backwards is another database: a backup that was brought back, or a test's.
    """
    with _lock:
        yield _up_to_date(now)


def version() -> int:
    """The directory's version: when it is the same, so is everything in it. One query."""
    return Version.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def forget() -> None:
    """Begin anew the next time: for tests, whose databases begin anew."""
    global _held  # noqa: PLW0603 - a process has one
    with _lock:
        _held = None


def newer_than(listing_id: int) -> Shelf:
    """A shelf of its own of the listings that came after this one: for jobs, which needn't know the others."""
    return _filled(Listing.objects.filter(gone=False, pk__gt=listing_id))


def _up_to_date(now: datetime) -> Shelf:
    global _held, _read_at  # noqa: PLW0603 - a process has one
    there = version()
    too_old = _read_at is None or not timedelta() <= now - _read_at <= LONGEST
    if _held is None or there < _held.version or too_old:
        _held = None  # not two of them in memory
        shelf = _filled(Listing.objects.filter(gone=False))
        # Asked before the listings were read: what came in between is looked at again the next time.
        shelf.version = there
        _held, _read_at = shelf, now
    elif there > _held.version:
        newer = list(_lines(Listing.objects.filter(version__gt=_held.version).order_by("version")[:TOO_MANY]))
        if len(newer) == TOO_MANY:
            _held = None
            return _up_to_date(now)
        for line in newer:
            _held.put(line)
        _held.version = max(_held.version, there)
    return _held


def _filled(listings: QuerySet[Listing]) -> Shelf:
    shelf = Shelf()
    for line in _lines(listings.order_by("pk")):
        shelf.put(line)
    return shelf


def _lines(listings: QuerySet[Listing]) -> Iterator[Line]:
    return (Line(*row) for row in listings.values_list(*_READ).iterator(CHUNK))
