"""What is told of mentoring: requests to and by oneself, mentors who came, one's page elsewhere. Who hears of it, and in
which words; of what was written in private never any.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.mentors.models import OutsidePage
from slashmentor.parts.mentorships.models import Request

from .models import Kind, Notification
from .news import News, news_of

# What of a request the one hears, and the other.
_TO_MENTOR = ("sent", "answered", "withdrawn", "reminded")
_TO_ASKER = ("accepted", "declined", "more_asked", "listed", "expired", "paused")


@news_of(*(f"request.{what}" for what in (*_TO_MENTOR, *_TO_ASKER, "ended")))
def _request(happening: Happening) -> Iterable[News]:
    """Whoever asked without an account hears by letters of their own (parts/mentorships/letters.py)."""
    request: Request = happening.about
    what = happening.verb.removeprefix("request.")
    # Of one that changed since, only its page says how it stands: to be reminded of what is answered helps nobody.
    if what in {"reminded", "paused"} and not request.is_open:
        return
    data = {"request": request.pk, "what": what}
    if what in (*_TO_MENTOR, "ended"):
        yield News(request.mentor_id, Kind.REQUESTED, by_id=request.by_id, data=data)
    if what in (*_TO_ASKER, "ended"):
        left = {"left": True} if happening.data.get("why") == "left" else {}
        yield News(request.by_id, Kind.REQUEST, by_id=request.mentor_id, data={**data, **left})


@news_of("mentors.found")
def _mentors(happening: Happening) -> Iterable[News]:
    """Who came since a saved search was looked at last."""
    search = happening.about
    listings = list(happening.data.get("listings", ()))
    if listings:
        data = {"search": search.pk, "number": len(listings)}
        yield News(search.member_id, Kind.MENTORS, data=data)


@news_of("outside_page.listed", "outside_page.dropped")
def _outside(happening: Happening) -> Iterable[News]:
    """It changed while nobody looked; whoever takes theirs down knows it, and there is no page to tell of any more."""
    page: OutsidePage = happening.about
    yield News(page.member_id, Kind.OUTSIDE, data={"page": page.pk, "state": page.state})


Said = tuple[str, str]

_ASKED: dict[str, Callable[[], str]] = {
    "sent": lambda: _("%(who)s asks you to be their mentor"),
    "answered": lambda: _("%(who)s answered what you asked back"),
    "withdrawn": lambda: _("%(who)s took their request back"),
    "reminded": lambda: _("A request of %(who)s waits for your answer; a kind no is an answer, too"),
    "ended": lambda: _("What %(who)s and you had agreed has ended, and the place is free"),
}
# Of somebody without an account, whose name is between the two.
_ASKED_BY_VISITOR: dict[str, Callable[[], str]] = {
    "sent": lambda: _("Somebody without an account here asks you to be their mentor"),
    "answered": lambda: _("What you asked back about a request has an answer"),
    "withdrawn": lambda: _("A request to you was taken back"),
    "reminded": lambda: _("A request waits for your answer; a kind no is an answer, too"),
    "ended": lambda: _("What you had agreed with somebody has ended, and the place is free"),
}
_ASKING: dict[str, Callable[[], str]] = {
    "accepted": lambda: _("%(who)s said yes to your request"),
    "declined": lambda: _("%(who)s answered your request; there may be others who fit"),
    "more_asked": lambda: _("%(who)s asks you something back before answering"),
    "listed": lambda: _("%(who)s put you on the waiting list"),
    "expired": lambda: _("Your request to %(who)s ended without an answer; there may be others who fit"),
    "paused": lambda: _("%(who)s pauses for now. Your request stays, and can still be answered"),
    "ended": lambda: _("What %(who)s and you had agreed has ended"),
}
_OUTSIDE: dict[str, Callable[[], str]] = {
    OutsidePage.State.LISTED: lambda: _("Your mentor page elsewhere is listed now"),
    OutsidePage.State.UNPROVEN: lambda: _("Your mentor page elsewhere was found, and doesn’t link back yet"),
    OutsidePage.State.STALE: lambda: _("Your mentor page elsewhere couldn’t be reached lately"),
    OutsidePage.State.GONE: lambda: _("Your mentor page elsewhere is gone, and no longer listed"),
    OutsidePage.State.REFUSED: lambda: _("Your mentor page elsewhere isn’t listed; you can read why"),
}


def requested(notification: Notification) -> Said:
    """To the mentor."""
    said = _ASKED_BY_VISITOR if notification.by is None else _ASKED
    return said[notification.data.get("what", "sent")](), _at(notification)


def request(notification: Notification) -> Said:
    """To who asked."""
    if notification.data.get("left"):
        return _("The mentor whom you asked has left, so your request ended"), _at(notification)
    return _ASKING[notification.data.get("what", "accepted")](), _at(notification)


def mentors(notification: Notification) -> Said:
    words = ngettext(
        "A mentor came who fits what you look for",
        "%(number)s mentors came who fit what you look for",
        notification.data.get("number", 1),
    )
    return words, "/mentors/searches"


def outside(notification: Notification) -> Said:
    said = _OUTSIDE.get(notification.data.get("state", ""))
    words = said() if said is not None else _("Your mentor page elsewhere has news")
    return words, "/settings/mentor/outside"


def _at(notification: Notification) -> str:
    return f"/mentorships/requests/{notification.data.get('request', 0)}"
