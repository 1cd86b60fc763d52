"""Whether there is room, in a sentence: the same words on a page, in the directory and in letters."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from slashmentor.base.days import written

from .models import Listing, Offer
from .words import State


def room(of: Offer | Listing, *, today: date) -> str:
    """How it stands, like “2 of 3 places open” or “Away until 10 March 2026”; the number of open places always comes first."""
    state = of.state(today)
    places, free = of.places or 0, of.free or 0
    if state == State.OPEN:
        return ngettext("%(free)s of %(places)s place open", "%(free)s of %(places)s places open", places) % {
            "free": free,
            "places": places,
        }
    if state == State.WAITING:
        return _waiting(of.waiting)
    if state == State.AWAY and of.away_until is not None:
        return _("Away until %(day)s") % {"day": written(of.away_until)}
    if state == State.ENDED and of.until is not None:
        return _("Open until %(day)s, and closed since") % {"day": written(of.until)}
    return str(_PLAIN.get(state, ""))


def _waiting(waiting: int) -> str:
    if not waiting:
        return _("Full, with a waiting list nobody is on yet")
    return ngettext(
        "Full, with %(count)s person on the waiting list",
        "Full, with %(count)s people on the waiting list",
        waiting,
    ) % {"count": waiting}


_PLAIN = {
    State.FULL: gettext_lazy("Full: every place is taken"),
    State.PAUSED: gettext_lazy("Taking a pause, so nobody new for now"),
    State.DRAFT: gettext_lazy("A draft, which only you see"),
    State.UNKNOWN: gettext_lazy("Places not said; please ask there"),
}
