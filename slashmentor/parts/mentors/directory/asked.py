"""What somebody looks for in the directory, as the address says it. Whatever it says, something can be made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from slashmentor.base.text.characters import tidy
from slashmentor.base.zones import known_zones
from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage

from ..models.listing import Source
from ..words import Channel, Kind, State

ADDRESS = "/mentors"
LONGEST = 100  # characters of words
MOST = 12  # chosen of one facet
HOURS = (1, 3, 5, 10)  # a week, at least
BAND = 3  # hours of the clock that the map takes together
BANDS = tuple(str(hour) for hour in range(-12, 15, BAND))


class Room(TextChoices):
    """What the states come to for somebody who looks for a mentor, in the order in which they are listed."""

    OPEN = "open", _("Open")
    UNSAID = "unsaid", _("Not said")
    WAITING = "waiting", _("Waiting list")
    CLOSED = "closed", _("Full or away")


ROOM_OF = {State.OPEN: Room.OPEN, State.UNKNOWN: Room.UNSAID, State.WAITING: Room.WAITING}  # the rest: closed


class Beside(TextChoices):
    """Where a mentor stands beside whoever asks."""

    PEERS = "peers", _("Peers")
    SENIORS = "seniors", _("Further along")


# Everything of which more than one may be chosen, in the order in which pages show it. None: any name.
CHOICES: dict[str, tuple[str, ...] | None] = {
    "room": tuple(Room.values),
    "kind": tuple(Kind.values),
    "topic": None,
    "language": tuple(OWN_NAMES),
    "for": tuple(Stage.values),
    "who": tuple(Beside.values),
    "stage": tuple(Stage.values),
    "by": tuple(Channel.values),
    "utc": BANDS,
    "source": tuple(Source.values),
}


@dataclass(frozen=True)
class Asked:
    """Words, what was chosen of each facet (within one: or; between them: and), and hours of overlap with a clock."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # nothing empty in it
    zone: str = ""  # "": the member's own
    hours: int = 0

    def __bool__(self) -> bool:
        return bool(self.words or self.chosen or self.hours)

    def of(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())

    @property
    def count(self) -> int:
        """How many things are asked for."""
        return bool(self.words) + bool(self.hours) + sum(map(len, self.chosen.values()))

    @property
    def query(self) -> str:
        """For an address: always the same for the same search, whatever order it was asked in."""
        pairs: list[tuple[str, Any]] = [("q", self.words)] if self.words else []
        pairs += [(facet, value) for facet in CHOICES for value in sorted(self.of(facet))]
        pairs += [("hours", self.hours)] if self.hours else []
        pairs += [("zone", self.zone)] if self.zone else []
        return urlencode(pairs)

    def address(self, path: str = ADDRESS, **more: Any) -> str:
        query = "&".join(part for part in (self.query, urlencode(more)) if part)
        return f"{path}?{query}" if query else path

    def toggled(self, facet: str, value: str) -> "Asked":
        """The same with this chosen, or no longer."""
        had = self.of(facet)
        now = tuple(one for one in had if one != value) if value in had else (*had, value)
        rest = {name: values for name, values in self.chosen.items() if name != facet}
        return replace(self, chosen={**rest, facet: now} if now else rest)

    def without_words(self) -> "Asked":
        return replace(self, words="")

    def without_hours(self) -> "Asked":
        return replace(self, hours=0)


def asked_in(given: QueryDict) -> Asked:
    """What an address asks for; what can't be chosen is left out."""
    hours = given.get("hours", "")
    zone = given.get("zone", "")[:60]
    chosen = {facet: _chosen(facet, given.getlist(facet)) for facet in CHOICES}
    return Asked(
        words=_line(given.get("q", ""))[:LONGEST].strip(),
        chosen={facet: values for facet, values in chosen.items() if values},
        zone=zone if zone in known_zones() else "",
        hours=int(hours) if hours in {str(number) for number in HOURS} else 0,
    )


def asked_by(query: str) -> Asked:
    """The same from a query that was kept."""
    return asked_in(QueryDict(query))


def _chosen(facet: str, values: Iterable[str]) -> tuple[str, ...]:
    known = CHOICES[facet]
    if known is None:
        names = (name for value in values for name in _line(value.replace(",", " ")).lower().split())
        kept = [name for name in (name.removeprefix("/") for name in names) if 0 < len(name) <= 35]
    else:
        kept = [value for value in values if value in known]
    return tuple(dict.fromkeys(kept))[:MOST]


def _line(text: str) -> str:
    return " ".join(tidy(text[:1000]).split())
