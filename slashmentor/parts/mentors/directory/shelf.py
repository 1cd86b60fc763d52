"""All live listings in the memory of a process, but for their words: columns of numbers, side by side.

A row of the database takes a place here and keeps it until it goes; then the place is free for another one. Nothing in
here asks the database or looks at the clock: `held` fills a shelf and keeps it right, `finding` asks it.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from slashmentor.commons.people.models import Stage

from ..models.listing import Source
from ..searched import begins_so, folded
from .asked import Room
from .clocks import FIRST, LAST, hour_beside_utc

MOST_NAMES = 16  # topics or languages of one listing that are found; an offer has at most 12 and 8
NO_HOUR = LAST - FIRST + 1  # the place of listings without a clock, behind the hours beside UTC
_NEVER = date.max.toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STAGES = {stage: place for place, stage in enumerate(Stage.values, 1)}
_SOURCES = {source: place for place, source in enumerate(Source.values)}
_ANYBODY = (1 << len(Stage.values)) - 1

Numbers = NDArray[Any]
Mask = NDArray[np.bool_]


class Line(NamedTuple):
    """What is read of a listing, by the names of its columns."""

    id: int
    version: int
    gone: bool
    source: str
    name: str
    handle: str
    stage: str
    kinds: int
    channels: int
    stages: int
    as_peer: bool
    topics: list[str]
    seeks: list[str]
    languages: list[str]
    free: int | None
    keeps_list: bool
    paused: bool
    away_until: date | None
    until: date | None
    answers_in: int | None
    zone: str
    week_1: int
    week_2: int
    week_3: int
    published_at: datetime
    offer__member: int | None
    page__member: int | None


class Names:
    """A number for each name, from 1; 0 is none."""

    def __init__(self) -> None:
        self.all: list[str] = [""]
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """Its number, a new one for a new name."""
        if (number := self._numbers.get(name)) is None:
            number = self._numbers[name] = len(self.all)
            self.all.append(name)
        return number

    def known(self, names: Iterable[str]) -> list[int]:
        """The numbers of those that have one."""
        return [self._numbers[name] for name in names if name in self._numbers]

    def table(self, names: Iterable[str], dtype: Any = np.bool_, value: int = 1) -> Numbers:
        """A column to look numbers up in: `value` at those of these names, else 0."""
        table = np.zeros(len(self.all), dtype)
        table[self.known(names)] = value
        return table


_COLUMNS: dict[str, Any] = {
    "alive": np.bool_, "id": np.int64, "member": np.int64, "source": np.uint8, "stage": np.uint8, "kinds": np.uint16,
    "channels": np.uint16, "stages": np.uint16, "helps_anybody": np.bool_, "as_peer": np.bool_, "free": np.int16,
    "keeps_list": np.bool_, "paused": np.bool_, "away_until": np.int32, "until": np.int32, "answers_in": np.uint8,
    "zone": np.uint16, "published": np.int64,
}  # fmt: skip
_NAMED: dict[str, Any] = {"topics": np.int32, "seeks": np.int32, "languages": np.uint16}


class Shelf:
    """`size` places are in use, some of them maybe free (`alive` tells). Columns are longer than that."""

    def __init__(self, room: int = 256) -> None:
        self.size = 0
        self.version = 0
        self.topics, self.languages, self.zones = Names(), Names(), Names()
        self._called: list[str] = []  # by place: the words of a name, between spaces
        self._spelled: list[str] = []  # the same of the topics
        self._columns = {name: np.zeros(room, dtype) for name, dtype in _COLUMNS.items()}
        # One row a name: what belongs to one listing stands in a column of these.
        self._named = {name: np.zeros((MOST_NAMES, room), dtype) for name, dtype in _NAMED.items()}
        self._widest = dict.fromkeys(_NAMED, 0)
        self._week = np.zeros((3, room), np.uint64)
        self._places: dict[int, int] = {}
        self._free: list[int] = []

    def __len__(self) -> int:
        return len(self._places)

    def column(self, name: str) -> Numbers:
        return self._columns[name][: self.size]

    def named(self, name: str) -> Numbers:
        """The numbers of `topics`, `seeks` or `languages`, one row for the first name of each listing, and so on."""
        return self._named[name][: self._widest[name], : self.size]

    def put(self, line: Line) -> None:
        """Let the shelf have this listing as it is now, or no longer."""
        self.version = max(self.version, line.version)
        if line.gone:
            self._drop(line.id)
            return
        at = self._place(line.id)
        for name, value in _values(line, self.zones).items():
            self._columns[name][at] = value
        self._week[:, at] = line.week_1, line.week_2, line.week_3
        self._name(at, "topics", self.topics, [name.lower() for name in line.topics])
        self._name(at, "seeks", self.topics, [name.lower() for name in line.seeks])
        self._name(at, "languages", self.languages, line.languages)
        self._called[at] = f" {folded(f'{line.name} {line.handle}')} "

    def rooms(self, today: date) -> Numbers:
        """For each whether there is room on this day: its place in Room. As `Listing.state` says it."""
        day = today.toordinal()
        free = self.column("free")
        shut = self.column("paused") | (self.column("until") < day) | (self.column("away_until") >= day)
        order = list(Room)
        full = np.where(
            self.column("keeps_list"), order.index(Room.WAITING), order.index(Room.CLOSED)
        ).astype(np.uint8)
        rooms = np.where(free > 0, np.uint8(order.index(Room.OPEN)), full)
        rooms[free < 0] = order.index(Room.UNSAID)
        rooms[shut] = order.index(Room.CLOSED)
        return rooms

    def hours(self, today: date) -> Numbers:
        """For each the hours of its clock beside UTC, from 0 for the first there is; NO_HOUR for none."""
        found = [hour_beside_utc(zone, today) for zone in self.zones.all]
        table = np.array([NO_HOUR if hour is None else hour - FIRST for hour in found], np.uint8)
        return table[self.column("zone")]

    def overlaps(self, week: Sequence[int]) -> Numbers:
        """For each, the hours a week that it has in common with these."""
        total = np.zeros(self.size, np.uint8)
        for part, mine in zip(self._week, week, strict=True):
            total += np.bitwise_count(part[: self.size] & np.uint64(mine))
        return total

    def mask_of(self, listing_ids: Iterable[int]) -> Mask:
        """Those of them that are here."""
        mask: Mask = np.isin(self.column("id"), np.fromiter(listing_ids, np.int64)) & self.column("alive")
        return mask

    def called(self, word: str, among: Numbers) -> Mask:
        """Of the listings at these places, those with this word, or one that begins so, in their name."""
        needle = begins_so(word)
        called = self._called
        return np.fromiter((needle in called[at] for at in among.tolist()), np.bool_, len(among))

    def topics_with(self, word: str) -> list[str]:
        """The topics with this word, or one that begins so, in their name."""
        needle = begins_so(word)
        return [
            name for name, text in zip(self.topics.all, self._topic_words(), strict=True) if needle in text
        ]

    def _place(self, listing_id: int) -> int:
        at = self._places.get(listing_id)
        if at is None:
            at = self._free.pop() if self._free else self.size
            if at == self.size:
                self.size += 1
                self._called.append("")
                if self.size > len(self._columns["id"]):
                    self._grow()
            self._places[listing_id] = at
        return at

    def _drop(self, listing_id: int) -> None:
        at = self._places.pop(listing_id, None)
        if at is not None:
            self._columns["alive"][at] = False
            self._free.append(at)

    def _topic_words(self) -> list[str]:
        for name in self.topics.all[len(self._spelled) :]:
            self._spelled.append(f" {folded(name)} ")
        return self._spelled

    def _grow(self) -> None:
        """Half as much again."""
        more = len(self._columns["id"]) // 2
        for name, column in self._columns.items():
            self._columns[name] = np.pad(column, (0, more))
        for name, matrix in self._named.items():
            self._named[name] = np.pad(matrix, ((0, 0), (0, more)))
        self._week = np.pad(self._week, ((0, 0), (0, more)))

    def _name(self, at: int, column: str, names: Names, values: Sequence[str]) -> None:
        numbers = [names.number(value) for value in dict.fromkeys(values)][:MOST_NAMES]
        self._named[column][:, at] = numbers + [0] * (MOST_NAMES - len(numbers))
        self._widest[column] = max(self._widest[column], len(numbers))


def _values(line: Line, zones: Names) -> dict[str, int]:
    return {
        "alive": True,
        "id": line.id,
        "member": line.offer__member or line.page__member or 0,
        "source": _SOURCES.get(line.source, 0),
        "stage": _STAGES.get(line.stage, 0),
        "kinds": line.kinds & 0xFFFF,
        "channels": line.channels & 0xFFFF,
        "stages": (line.stages & _ANYBODY) or _ANYBODY,
        "helps_anybody": not line.stages & _ANYBODY,
        "as_peer": line.as_peer,
        "free": -1 if line.free is None else min(line.free, 1000),
        "keeps_list": line.keeps_list,
        "paused": line.paused,
        "away_until": 0 if line.away_until is None else line.away_until.toordinal(),
        "until": _NEVER if line.until is None else line.until.toordinal(),
        "answers_in": 255 if line.answers_in is None else min(line.answers_in, 254),
        "zone": zones.number(line.zone) if line.zone else 0,
        "published": (line.published_at - _EPOCH) // timedelta(microseconds=1),
    }
