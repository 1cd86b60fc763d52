"""The choices beside the list: what can be asked for, with how many each would leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage

from ..models.listing import Source
from ..words import Channel, Kind
from .asked import BAND, BANDS, HOURS, Asked, Beside, Room

if TYPE_CHECKING:
    from .finding import Found

MOST_SHOWN = 8  # of what has many values; the others stand behind “More”
MOST_OFFERED = 40


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A group of checkboxes. `more` are those that come after the commonest."""

    name: str
    label: str
    choices: list[Choice]
    more: list[Choice]

    @property
    def folds(self) -> bool:
        """Whether it is one of those that wait behind their name."""
        return self.name in _FOLDED

    @property
    def says_something(self) -> bool:
        """Whether choosing in it would change anything."""
        return any(one.is_chosen for one in self.choices) or len(self.choices) > 1


@dataclass(frozen=True)
class Chip:
    """Something chosen, with the address of the same search without it."""

    label: str
    without: str


@dataclass(frozen=True)
class Band:
    """Some hours of the clock on the map: their share, and the address that chooses them, or no longer."""

    label: str
    count: int
    is_chosen: bool
    address: str


_LABELS: dict[str, str | Promise] = {
    "room": gettext_lazy("Is there room?"),
    "kind": gettext_lazy("Kind of help"),
    "topic": gettext_lazy("Topics"),
    "language": gettext_lazy("Languages"),
    "for": gettext_lazy("Whom they help"),
    "who": gettext_lazy("Beside you"),
    "stage": gettext_lazy("Their stage"),
    "by": gettext_lazy("How one talks"),
    "source": gettext_lazy("Where the page is"),
}
_FOLDED = frozenset(["for", "who", "stage", "by", "source"])
_NAMES: dict[str, Mapping[str, str | Promise]] = {
    "room": dict(Room.choices),
    "kind": dict(Kind.choices),
    "language": OWN_NAMES,
    "for": dict(Stage.choices),
    "who": dict(Beside.choices),
    "stage": dict(Stage.choices),
    "by": dict(Channel.choices),
    "source": dict(Source.choices),
}


def facets_of(asked: Asked, found: "Found") -> list[Facet]:
    """All that say something, in the order of the page."""
    made = (_facet(name, asked, found.counts[name]) for name in _LABELS)
    return [facet for facet in made if facet.says_something or facet.name == "topic"]


def _facet(name: str, asked: Asked, counts: Mapping[str, int]) -> Facet:
    chosen = asked.of(name)
    labels = _NAMES.get(name)
    if name in {"topic", "language"}:
        often = sorted(
            (value for value in counts if value not in chosen), key=lambda value: (-counts[value], value)
        )
        if labels is not None:
            often = [value for value in often if value in labels]
        values = [*chosen, *often[:MOST_OFFERED]]
        shown = max(MOST_SHOWN, len(chosen))
    else:
        values = [value for value in (labels or ()) if counts.get(value) or value in chosen]
        shown = len(values)
    choices = [
        Choice(value, label_of(name, value), counts.get(value, 0), value in chosen) for value in values
    ]
    return Facet(name, str(_LABELS[name]), choices[:shown], choices[shown:])


def label_of(facet: str, value: str) -> str:
    if facet == "utc":
        return _("around UTC%(hour)s") % {"hour": _sign(int(value) + BAND // 2)}
    return str(_NAMES.get(facet, {}).get(value, value))


def chips_of(asked: Asked) -> list[Chip]:
    """Everything that is asked for, each to be taken out by a click."""
    chips = [Chip(f"“{asked.words}”", asked.without_words().address())] if asked.words else []
    chips += [
        Chip(_chip(facet, value), asked.toggled(facet, value).address())
        for facet in (*_LABELS, "utc")
        for value in asked.of(facet)
    ]
    if asked.hours:
        chips.append(Chip(hours_label(asked.hours), asked.without_hours().address()))
    return chips


def _chip(facet: str, value: str) -> str:
    """What a choice says when its facet's name doesn't stand above it."""
    label = label_of(facet, value)
    if facet == "for":
        return _("for: %(stage)s") % {"stage": label}
    return f"/ {label}" if facet == "topic" else label


def hours_label(hours: int) -> str:
    return (
        _("%(hours)s hours a week or more") % {"hours": hours} if hours > 1 else _("An hour a week or more")
    )


def hours_choices(asked: Asked, found: "Found") -> list[Choice]:
    """At least so many hours in common; one can be chosen. None without a clock to compare with."""
    counts = found.counts["hours"]
    if not counts:
        return []
    return [
        Choice(str(hours), hours_label(hours), counts[str(hours)], asked.hours == hours) for hours in HOURS
    ]


def bands_of(asked: Asked, found: "Found") -> list[Band]:
    """The map's axis: three hours of the clock each."""
    counts = found.counts["utc"]
    return [
        Band(_sign(int(band)), counts[band], band in asked.of("utc"), asked.toggled("utc", band).address())
        for band in BANDS
    ]


def _sign(hour: int) -> str:
    return f"−{-hour}" if hour < 0 else f"+{hour}" if hour else "0"


def spoken(asked: Asked) -> str:
    """A search in a line, for a list of searches and for letters."""
    return ", ".join(chip.label.removeprefix("/ ") for chip in chips_of(asked)) or _("Any mentor")
