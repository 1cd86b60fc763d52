"""What a page of the directory shows of each mentor it found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models.member import initials_of

from ..models import Listing
from ..models.listing import Source
from ..room import room
from ..words import State
from .asked import Asked
from .clocks import overlap, waking_week
from .me import Me
from .reasons import reasons


@dataclass(frozen=True)
class Row:
    """A listing as somebody sees it today."""

    listing: Listing
    state: State
    room: str
    reasons: list[str]
    is_mine: bool

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def url(self) -> str:
        return self.listing.url

    @property
    def where(self) -> str:
        """The host of a page that isn't here, without its www."""
        if self.listing.source == Source.HERE:
            return ""
        return urlsplit(self.url).netloc.removeprefix("www.")

    @property
    def initials(self) -> str:
        return initials_of(self.listing.name) or "/"

    @property
    def picture(self) -> str:
        """Only one of our own: a page's readers aren't told to others by it."""
        picture = self.listing.picture
        return picture if picture.startswith("/") and not picture.startswith("//") else ""

    @property
    def languages(self) -> list[str]:
        return [OWN_NAMES[code] for code in self.listing.languages if code in OWN_NAMES]


def rows_of(ids: Iterable[int], asked: Asked, me: Me, *, today: date) -> list[Row]:
    """In the order of the ids; what went in the meantime is left out. One query."""
    wanted = list(ids)
    there = Listing.objects.select_related("offer").defer("words").filter(gone=False).in_bulk(wanted)
    zone = asked.zone or me.zone
    mine = waking_week(zone, today) if zone else (0, 0, 0)
    return [
        _row(there[pk], asked, me, mine, today)
        for pk in wanted
        if pk in there and _leads_somewhere(there[pk])
    ]


def _row(listing: Listing, asked: Asked, me: Me, week: tuple[int, int, int], today: date) -> Row:
    is_mine = bool(me.member_id) and listing.offer is not None and listing.offer.member_id == me.member_id
    hours = overlap((listing.week_1, listing.week_2, listing.week_3), week)
    return Row(
        listing,
        listing.state(today),
        room(listing, today=today),
        [] if is_mine else reasons(listing, asked, me, hours=hours),
        is_mine,
    )


def _leads_somewhere(listing: Listing) -> bool:
    """Whether its link may be followed: whoever lists a page elsewhere doesn't choose what a browser does with it."""
    if listing.source == Source.HERE:
        return listing.url.startswith("/")
    return listing.url.startswith(("https://", "http://"))
