"""/mentors: who is glad to be asked, and how to find the one who fits."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.paging import Page, page_number
from slashmentor.base.pages.render import member_of, page

from .. import clocks, facets
from ..asked import Asked, asked_in
from ..clock_map import clock_map
from ..me import Me, me_of
from ..rows import Row, rows_of
from ..searching import search

KEPT = 1  # things asked for, up to which a page is kept for visitors: there are too many others


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """/mentors?q=&topic=&kind=…&page=: at most ten queries, whatever is asked and however many there are."""
    from ..held import version  # numpy

    asked = asked_in(request.GET)
    number = page_number(request)
    if asked.words:
        limit("search", who(request), times=30, seconds=60)  # rules.md
    now = timezone.now()
    if member_of(request) is not None or asked.count > KEPT or asked.zone:
        return _answered(request, asked, number, now)
    # Away and until are days, so what is kept is kept for a day.
    kept = f"{version()}:{now.date()}"
    return cached_page(request, "mentors", kept, lambda: _answered(request, asked, number, now))


def _answered(request: HttpRequest, asked: Asked, number: int, now: datetime) -> HttpResponse:
    from ..finding import LAST_PAGE, PAGE, find  # numpy

    if number > LAST_PAGE:
        raise Http404(_("There is no such page."))
    me = me_of(member_of(request)).by(asked.zone)
    found = search(asked, me, partial(find, page=number), now=now)
    if number > 1 and not found.ids:
        raise Http404(_("There is no such page."))
    rows = rows_of(found.ids, asked, me, today=now.date())
    is_last = number * PAGE >= found.total
    context = {
        "asked": asked,
        "found": found,
        "facets": facets.facets_of(asked, found),
        "chips": facets.chips_of(asked),
        "hours": facets.hours_choices(asked, found),
        "bands": facets.bands_of(asked, found),
        "map": clock_map(found.clock, asked.of("utc"), clocks.hour_beside_utc(me.zone, now.date())),
        "clock": _clock(me, now),
        "zones": _zones(me, now),
        "pager": _pager(asked, rows, number, is_last=is_last or number == LAST_PAGE),
        "is_cut": number == LAST_PAGE and not is_last,
        "is_indexed": number == 1 and (not asked or (asked.count == 1 and asked.of("topic"))),
        "title": _title(asked),
    }
    return page(request, "mentors/directory.html", context)


def _pager(asked: Asked, rows: list[Row], number: int, *, is_last: bool) -> Page[Row]:
    return Page(
        rows,
        number,
        _at(asked, number - 1) if number > 1 else None,
        None if is_last else _at(asked, number + 1),
    )


def _at(asked: Asked, number: int) -> str:
    return asked.address(page=number) if number > 1 else asked.address()


def _clock(me: Me, now: datetime) -> dict[str, Any] | None:
    """The clock that hours are compared with."""
    if not me.zone:
        return None
    minutes = clocks.minutes_beside_utc(me.zone, now.date())
    return {"zone": me.zone, "place": _place(me.zone), "utc": clocks.said(minutes)}


def _zones(me: Me, now: datetime) -> list[tuple[str, str]]:
    """The clocks to choose from, west to east, with one's own among them."""
    names = {*clocks.PLACES, me.zone} - {""}
    ordered = sorted((clocks.minutes_beside_utc(name, now.date()), _place(name), name) for name in names)
    return [(name, f"{place}, {clocks.said(minutes)}") for minutes, place, name in ordered]


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _title(asked: Asked) -> str:
    if not asked:
        return _("Mentors")
    topics = asked.of("topic")
    if topics and asked.count == len(topics):
        return _("Mentors for %(topics)s") % {"topics": ", ".join(topics)}
    return _("Mentors: %(search)s") % {"search": facets.spoken(asked)[:80]}
