"""How a page elsewhere stands, and what its owner can do about it, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ..models import OutsidePage
from .addresses import addresses_of, join_address, proof_file
from .reading.finding import META

State = OutsidePage.State


@dataclass(frozen=True)
class Standing:
    """One page as its owner reads of it."""

    page: OutsidePage
    says: str
    next: str  # what to do, or what happens by itself; ""
    icon: str
    asks_proof: bool

    @property
    def link(self) -> str:
        """The line to put on the page, as HTML to be copied."""
        return f'<a rel="{self.rel}" href="{self.address}">/mentor</a>'

    @property
    def rel(self) -> str:
        return "me" if self.page.member_id else "mentor"

    @property
    def address(self) -> str:
        return addresses_of(self.page.member)[0] if self.page.member is not None else join_address()

    @property
    def meta(self) -> str:
        return f'<meta name="{META}" content="{self.page.code}">'

    @property
    def file(self) -> str:
        return proof_file(self.page.url)

    @property
    def read_as(self) -> str:
        """What we read it by: h-card, mentor.json …"""
        return str(OutsidePage.Format(self.page.format).label) if self.page.format else ""


def standing(page: OutsidePage, *, now: datetime) -> Standing:
    """`page` comes with its member."""
    says, after, icon = _SAID[State(page.state)](page)
    is_waiting = page.state in (State.UNPROVEN, State.WAITING, State.REFUSED)
    if is_waiting and page.checked_at is not None and page.next_at is not None and page.next_at > now:
        after = f"{after} {_('We look again by ourselves, too.')}".strip()
    return Standing(page, says, after, icon, page.state == State.UNPROVEN)


def _unconfirmed(_page: OutsidePage) -> tuple[str, str, str]:
    return _("We asked by letter, and nobody said yes yet."), "", "clock"


def _waiting(page: OutsidePage) -> tuple[str, str, str]:
    if page.checked_at is None or not page.why:
        return (
            _("We look at it in a moment."),
            _("Come back in a minute, and it says here what we found."),
            "clock",
        )
    return page.why, _("Is the address right, and can everybody open it?"), "triangle-alert"


def _unproven(page: OutsidePage) -> tuple[str, str, str]:
    says = page.why or _("We found it. It doesn’t say yet that it is yours, so it isn’t listed.")
    return says, _("One of these is enough; then let us look again."), "triangle-alert"


def _listed(page: OutsidePage) -> tuple[str, str, str]:
    if page.failures:
        return (
            _("It is in the directory. The last time we came, it didn’t open: %(why)s") % {"why": page.why},
            _("We try again soon. Nothing is lost so far."),
            "check",
        )
    return (
        _("It is in the directory."),
        _("We look every week, so what you change there changes here."),
        "check",
    )


def _stale(page: OutsidePage) -> tuple[str, str, str]:
    return (
        _("It is still in the directory, with the word that it couldn’t be reached lately. %(why)s")
        % {"why": page.why},
        _("We keep trying for three weeks, and then take it off."),
        "triangle-alert",
    )


def _gone(page: OutsidePage) -> tuple[str, str, str]:
    return (
        _("It is off the directory, since we couldn’t find it any more. %(why)s") % {"why": page.why},
        _("When it is back, let us look again."),
        "triangle-alert",
    )


def _refused(page: OutsidePage) -> tuple[str, str, str]:
    return page.why or _("It isn’t listed."), _("When that has changed, let us look again."), "triangle-alert"


_SAID = {
    State.UNCONFIRMED: _unconfirmed,
    State.WAITING: _waiting,
    State.UNPROVEN: _unproven,
    State.LISTED: _listed,
    State.STALE: _stale,
    State.GONE: _gone,
    State.REFUSED: _refused,
}
