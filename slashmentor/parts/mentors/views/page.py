"""/@handle/mentor: the page that most people see first."""

from typing import Any, NamedTuple

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.base.zones import known_zones
from slashmentor.commons.happenings import latest
from slashmentor.commons.people.models import FormerHandle, Member

from ..figures.counting import seen
from ..models import Offer
from ..queries.page import MentorPage, find_page
from ..room import room
from ..taking.schema_org import described
from ..week import Span, zone_of
from ..words import Channel, State

# Those in which somebody may write: the page's button leads to the form.
ASKABLE = frozenset([State.OPEN, State.WAITING])

ICONS = {
    Channel.MESSAGES: "message-circle",
    Channel.EMAIL: "mail",
    Channel.VIDEO: "video",
    Channel.PHONE: "phone",
    Channel.IN_PERSON: "map-pin",
}


class Day(NamedTuple):
    """A day of the week with the times at which the mentor can talk."""

    weekday: int
    times: list[tuple[str, str]]

    @property
    def label(self) -> str:
        return _DAYS[self.weekday]()


_DAYS = (
    lambda: _("Monday"),
    lambda: _("Tuesday"),
    lambda: _("Wednesday"),
    lambda: _("Thursday"),
    lambda: _("Friday"),
    lambda: _("Saturday"),
    lambda: _("Sunday"),
)


@require_safe
def show(request: HttpRequest, handle: str) -> HttpResponse:
    """The page of an offer; Http404 where there is none that the reader may see, drafts are their owner's."""
    if handle != handle.lower():
        return HttpResponsePermanentRedirect(f"/@{handle.lower()}/mentor")
    now = timezone.now()

    def make() -> HttpResponse:
        reader = member_of(request)
        found = find_page(handle, reader, now=now)
        if found is None:
            return _elsewhere(handle, reader)
        return page(request, "mentors/page.html", context_of(found, reader))

    offer = Offer.objects.only("published_at", "member").filter(member__handle=handle).first()
    if offer is not None:
        seen(request, offer)
    # Away and until are days, so what is kept is kept for a day.
    return cached_page(request, "mentor", f"{latest()}:{now.date()}", make)


@require_safe
def mentoring(_request: HttpRequest, handle: str) -> HttpResponse:
    """/@handle/mentoring: the movement's other word for it."""
    return HttpResponsePermanentRedirect(f"/@{handle.lower()}/mentor")


@require_safe
def week(request: HttpRequest, handle: str) -> HttpResponse:
    """The hours by the clock of `?zone=`, for a visitor's browser, which knows its own."""
    limit("week", who(request), times=120, seconds=60)
    zone = request.GET.get("zone", "")
    found = find_page(handle, member_of(request), now=timezone.now())
    if found is None or zone not in known_zones():
        raise Http404
    return page(request, "mentors/_week.html", {"shown": found, "clock": clock_of(found, zone)})


def context_of(shown: MentorPage, reader: Member | None) -> dict[str, Any]:
    """What the page's template needs, for whoever reads it."""
    is_mine = reader is not None and reader.pk == shown.member.pk
    zone = reader.time_zone if reader is not None and not is_mine else shown.member.time_zone
    return {
        "shown": shown,
        "offer": shown.offer,
        "mentor": shown.member,
        "is_mine": is_mine,
        "room": room(shown.offer, today=shown.today),
        "may_ask": shown.state in ASKABLE,
        "kinds_title": _kinds_title(len(shown.offered)),
        "clock": clock_of(shown, zone),
        "channel_icons": ICONS,
        "schema": described(shown),
    }


def clock_of(shown: MentorPage, zone: str) -> dict[str, Any]:
    """The hours by a clock: its place and distance to UTC, how far the mentor's is from it, the days with times."""
    here = shown.at.astimezone(zone_of(zone)).utcoffset()
    there = shown.at.astimezone(zone_of(shown.member.time_zone)).utcoffset()
    assert here is not None
    assert there is not None
    return {
        "zone": zone,
        "place": zone.rpartition("/")[2].replace("_", " "),
        "utc": _utc(int(here.total_seconds()) // 60),
        "is_theirs": zone == shown.member.time_zone,
        "apart": _apart(int((there - here).total_seconds()) // 60),
        "days": _by_day(shown.hours_in(zone)),
    }


def _by_day(spans: list[Span]) -> list[Day]:
    return [
        Day(weekday, [one.clock for one in spans if one.weekday == weekday])
        for weekday in range(7)
        if any(one.weekday == weekday for one in spans)
    ]


def _utc(minutes: int) -> str:
    """How one writes a distance to UTC: UTC+5:30, UTC−4, UTC."""
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def _apart(minutes: int) -> str:
    """How far the mentor's clock is from the reader's."""
    if not minutes:
        return _("The mentor’s clock says the same.")
    hours = abs(minutes) / 60
    words = {"hours": f"{hours:g}"}
    if minutes > 0:
        return (
            ngettext(
                "The mentor’s is %(hours)s hour ahead.",
                "The mentor’s is %(hours)s hours ahead.",
                int(hours) if hours == int(hours) else 2,
            )
            % words
        )
    return (
        ngettext(
            "The mentor’s is %(hours)s hour behind.",
            "The mentor’s is %(hours)s hours behind.",
            int(hours) if hours == int(hours) else 2,
        )
        % words
    )


def _kinds_title(number: int) -> str:
    """A heading like “Seven of the eight kinds of help”."""
    words = (
        _("One"),
        _("Two"),
        _("Three"),
        _("Four"),
        _("Five"),
        _("Six"),
        _("Seven"),
    )
    if number == len(words) + 1:
        return _("All eight kinds of help")
    return _("%(number)s of the eight kinds of help") % {"number": words[number - 1]} if number else ""


def _elsewhere(handle: str, reader: Member | None) -> HttpResponse:
    """One's own page, not begun yet, or that of an account which went into another; Http404 for the rest."""
    if reader is not None and reader.handle == handle:
        return HttpResponseRedirect("/settings/mentor")
    former = FormerHandle.objects.select_related("member").filter(handle=handle).first()
    if former is None or not former.member.is_active:
        raise Http404
    return HttpResponsePermanentRedirect(f"{former.member.get_absolute_url()}/mentor")
