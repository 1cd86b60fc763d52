"""Who came on which UTC day: remembered while the page is made, written down together a little later.

A page that is only read writes nothing while the reader waits. Kept is only from when until when somebody came every
day (`Visiting`); a process that is killed loses the visits of its last minute.
"""

import threading
from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from slashmentor.base.afterwards import Afterwards
from slashmentor.base.pages.render import member_of
from slashmentor.commons.people.models import Member

from .models import Visiting

SECONDS = 60  # between two writes
BATCH = 500

_seen: set[int] = set()  # who came on `_today`, written down or about to be
_today: date | None = None
_waiting: set[tuple[date, int]] = set()
_lock = threading.Lock()


class RememberVisits:
    """Middleware: a member whose page was made has come today. It asks the database nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # A page, not what an open one asks for by itself. Whom no view has asked for is not asked for here either.
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and hasattr(request, "_cached_user") and (member := member_of(request)) is not None:
            came(member.pk, timezone.now().date())
        return response


def came(member_id: int, day: date) -> None:
    """Remember that somebody came on this day; written down within a minute (`flush` does it at once)."""
    global _today  # noqa: PLW0603 - the process remembers one day
    if day == _today and member_id in _seen:
        return
    with _lock:
        if day != _today:
            _today = day
            _seen.clear()
        _seen.add(member_id)
        _waiting.add((day, member_id))
    _writing.soon()


def flush() -> None:
    """Write down everybody who waits."""
    with _lock:
        taken = sorted(_waiting)
        _waiting.clear()
    for start in range(0, len(taken), BATCH):
        batch = taken[start : start + BATCH]
        for day in sorted({day for day, _member in batch}):
            _write(day, [member for when, member in batch if when == day])


def forget() -> None:
    """Write down none of those who wait: for tests, whose visitors go with their database."""
    global _today  # noqa: PLW0603 - the process remembers one day
    with _lock:
        _today = None
        _waiting.clear()
        _seen.clear()


@transaction.atomic
def _write(day: date, member_ids: list[int]) -> None:
    """Whoever came yesterday too goes on with their row of days; with everybody else a new one begins."""
    here = list(Member.objects.filter(pk__in=member_ids).values_list("pk", flat=True))
    rows = Visiting.objects.filter(member__in=here)
    rows.filter(until=day - timedelta(days=1)).update(until=day)
    rows.filter(until__lt=day - timedelta(days=1)).update(since=day, until=day)
    Visiting.objects.bulk_create(
        (Visiting(member_id=pk, since=day, until=day) for pk in here), ignore_conflicts=True
    )


_writing = Afterwards(
    flush,
    seconds=SECONDS,
    waits=lambda: bool(_waiting),
    lost="Visits could not be written down.",
    forget=forget,  # so that those who come again today are remembered
)
