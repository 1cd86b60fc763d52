"""One search on a shelf: for each facet with something chosen a mask, and one for words.

All of them together are who is found; all but one facet's are what that facet's counts are taken from, so that a count
says what a click would bring. No SQL in here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Any

import numpy as np

from slashmentor.commons.people.models import Stage

from ..models.listing import Source
from ..words import Channel, Kind, bits
from .asked import BAND, BANDS, HOURS, Asked, Beside, Room
from .clocks import FIRST, waking_week
from .me import Me
from .shelf import NO_HOUR, Mask, Numbers, Shelf

Counts = Mapping[str, int]


@dataclass
class Looking:
    """One search on one shelf: what its facets look like, and the masks of those that were chosen."""

    shelf: Shelf
    asked: Asked
    me: Me
    today: date
    with_words: Collection[int] | None = None  # ids of listings; None: no words were asked for
    rooms: Numbers = field(init=False)
    hours: Numbers = field(init=False)
    overlap: Numbers | None = field(init=False)
    base: Mask = field(init=False)  # everybody whom this reader may find, with the words that were asked for
    masks: dict[str, Mask] = field(init=False)

    def __post_init__(self) -> None:
        shelf, zone = self.shelf, self.asked.zone or self.me.zone
        self.rooms = shelf.rooms(self.today)
        self.hours = shelf.hours(self.today)
        self.overlap = shelf.overlaps(waking_week(zone, self.today)) if zone else None
        self.base = self._base()
        self.masks = {facet: MASKS[facet](self, values) for facet, values in self.asked.chosen.items()}
        if self.asked.hours:
            overlap = self.overlap if self.overlap is not None else np.zeros(shelf.size, np.uint8)
            self.masks["hours"] = overlap >= self.asked.hours

    def all(self) -> Mask:
        """Who is found."""
        return reduce(np.logical_and, self.masks.values(), self.base)

    def without(self, facet: str) -> Mask:
        """Who would be, if nothing were chosen of this facet."""
        others = (mask for name, mask in self.masks.items() if name != facet)
        return reduce(np.logical_and, others, self.base)

    def _base(self) -> Mask:
        mask: Mask = self.shelf.column("alive").copy()
        if self.me.apart:
            mask &= ~np.isin(self.shelf.column("member"), list(self.me.apart))
        if self.with_words is not None:
            mask &= self.shelf.mask_of(self.with_words)
        return mask


# --- facets: the mask of what was chosen, and the counts of everything that may be ---


def _bits_mask(column: str, order: Any) -> Callable[[Looking, Iterable[str]], Mask]:
    return lambda looking, values: (looking.shelf.column(column) & bits(order, list(values))) > 0


def _bits_count(column: str, order: Any) -> Callable[[Looking, Mask], Counts]:
    def count(looking: Looking, mask: Mask) -> Counts:
        numbers = looking.shelf.column(column)[mask]
        return {value: int(np.count_nonzero(numbers & (1 << n))) for n, value in enumerate(order.values)}

    return count


def _code_mask(
    codes: Callable[[Looking], Numbers], order: list[str]
) -> Callable[[Looking, Iterable[str]], Mask]:
    def mask(looking: Looking, values: Iterable[str]) -> Mask:
        table = np.zeros(256, np.bool_)
        table[[order.index(value) for value in values]] = True
        return np.asarray(table[codes(looking)])

    return mask


def _code_count(codes: Callable[[Looking], Numbers], order: list[str]) -> Callable[[Looking, Mask], Counts]:
    def count(looking: Looking, mask: Mask) -> Counts:
        numbers = np.bincount(codes(looking)[mask], minlength=256).tolist()
        return {value: numbers[n] for n, value in enumerate(order) if value}

    return count


def name_mask(column: str, names: str) -> Callable[[Looking, Iterable[str]], Mask]:
    def mask(looking: Looking, values: Iterable[str]) -> Mask:
        found = np.zeros(looking.shelf.size, np.bool_)
        matrix = looking.shelf.named(column)
        for number in getattr(looking.shelf, names).known(values):
            for row in matrix:
                found |= row == number
        return found

    return mask


def _name_count(column: str, names: str) -> Callable[[Looking, Mask], Counts]:
    def count(looking: Looking, mask: Mask) -> Counts:
        known = getattr(looking.shelf, names).all
        total = np.zeros(len(known), np.int64)
        for row in looking.shelf.named(column):
            total += np.bincount(row[mask], minlength=len(known))
        total[0] = 0
        return {known[number]: int(total[number]) for number in np.flatnonzero(total).tolist()}

    return count


def _beside(looking: Looking, value: str) -> Mask:
    """Peers: at the same stage, or glad of a peer; seniors: further along."""
    order = ["", *Stage.values]
    table = np.zeros(256, np.bool_)
    table[
        [order.index(stage) for stage in (looking.me.peers if value == Beside.PEERS else looking.me.seniors)]
    ] = True
    mask: Mask = table[looking.shelf.column("stage")]
    return mask | looking.shelf.column("as_peer") if value == Beside.PEERS else mask


def _beside_mask(looking: Looking, values: Iterable[str]) -> Mask:
    return reduce(np.logical_or, (_beside(looking, value) for value in values))


def _beside_count(looking: Looking, mask: Mask) -> Counts:
    return {value: int(np.count_nonzero(_beside(looking, value) & mask)) for value in Beside.values}


def _band_mask(looking: Looking, values: Iterable[str]) -> Mask:
    table = np.zeros(NO_HOUR + 1, np.bool_)
    for value in values:
        begins = int(value) - FIRST
        table[begins : min(begins + BAND, NO_HOUR)] = True
    return np.asarray(table[looking.hours])


def by_hour(looking: Looking, mask: Mask) -> list[int]:
    counts: list[int] = np.bincount(looking.hours[mask], minlength=NO_HOUR + 1).tolist()
    return counts


def _band_count(looking: Looking, mask: Mask) -> Counts:
    hours = by_hour(looking, mask)[:NO_HOUR]
    return {band: sum(hours[n * BAND : n * BAND + BAND]) for n, band in enumerate(BANDS)}


def hour_counts(looking: Looking, mask: Mask) -> Counts:
    if looking.overlap is None:
        return {}
    hours = looking.overlap[mask]
    return {str(least): int(np.count_nonzero(hours >= least)) for least in HOURS}


def _of(column: str) -> Callable[[Looking], Numbers]:
    return lambda looking: looking.shelf.column(column)


def _rooms(looking: Looking) -> Numbers:
    return looking.rooms


MASKS: dict[str, Callable[[Looking, Iterable[str]], Mask]] = {
    "room": _code_mask(_rooms, Room.values),
    "kind": _bits_mask("kinds", Kind),
    "topic": name_mask("topics", "topics"),
    "language": name_mask("languages", "languages"),
    "for": _bits_mask("stages", Stage),
    "who": _beside_mask,
    "stage": _code_mask(_of("stage"), ["", *Stage.values]),
    "by": _bits_mask("channels", Channel),
    "utc": _band_mask,
    "source": _code_mask(_of("source"), Source.values),
}
COUNTS: dict[str, Callable[[Looking, Mask], Counts]] = {
    "room": _code_count(_rooms, Room.values),
    "kind": _bits_count("kinds", Kind),
    "topic": _name_count("topics", "topics"),
    "language": _name_count("languages", "languages"),
    "for": _bits_count("stages", Stage),
    "who": _beside_count,
    "stage": _code_count(_of("stage"), ["", *Stage.values]),
    "by": _bits_count("channels", Channel),
    "utc": _band_count,
    "source": _code_count(_of("source"), Source.values),
}
