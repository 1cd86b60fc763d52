"""What the tables of a dump share while they are brought in."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import BroughtAccount
from slashmentor.parts.questions.models import Entry
from slashmentor.world.transfers.models import ImportRun
from slashmentor.world.transfers.stackexchange.rows import Row, number, rows, words
from slashmentor.world.transfers.stackexchange.washers import Washers

T = TypeVar("T")

Licences = tuple[tuple[date, str], ...]
_LICENCES: Licences = (
    (date(2018, 5, 2), "CC BY-SA 4.0"),
    (date(2011, 4, 8), "CC BY-SA 3.0"),
    (date.min, "CC BY-SA 2.5"),
)
SITE_ITSELF = -1


class Progress(Protocol):
    """Who is told how far it is: `rows` more of `phase` were seen, and `share` (0 to 1) of the whole is done."""

    def __call__(self, phase: str, rows: int, share: float) -> None: ...


class Pairs:
    """Whole numbers by whole numbers, 16 bytes each: a dict of them would take ten times as much."""

    def __init__(self) -> None:
        self._keys = array("q")
        self._values = array("q")
        self._is_sorted = True

    def add(self, key: int, value: int) -> None:
        if self._keys and key < self._keys[-1]:
            self._is_sorted = False
        self._keys.append(key)
        self._values.append(value)

    def get(self, key: int) -> int | None:
        if not self._is_sorted:
            order = sorted(range(len(self._keys)), key=self._keys.__getitem__)
            self._keys = array("q", (self._keys[place] for place in order))
            self._values = array("q", (self._values[place] for place in order))
            self._is_sorted = True
        place = bisect_left(self._keys, key)
        return self._values[place] if place < len(self._keys) and self._keys[place] == key else None


@dataclass
class Transfer:
    """One bringing-in: where from, where to, and what has to be remembered on the way."""

    community: Community
    run: ImportRun
    tables: dict[str, Path]
    washers: Washers
    now: datetime
    progress: Progress
    left_out: Counter[str] = field(default_factory=Counter)
    seen: int = 0  # rows read
    bytes_read: int = 0
    added: int = 0  # rows written
    topics: dict[str, int] = field(default_factory=dict)  # name → id of the Topic, those of this community
    meant: dict[str, str] = field(default_factory=dict)  # name in the dump → what the topic is called here
    names: set[str] = field(default_factory=set)  # of all topics in the dump
    wikis: dict[int, tuple[int, bool]] = field(
        default_factory=dict
    )  # post → topic, and whether it's the long text
    not_entries: set[int] = field(default_factory=set)  # posts that are neither question nor answer
    accepted: Pairs = field(default_factory=Pairs)  # question → answer, by their ids in the dump

    def batches(self, table: str, size: int) -> Iterator[list[Row]]:
        """The rows of a table, so many at a time."""
        source = rows(self.tables[table], read=self._read) if table in self.tables else iter(())
        while batch := list(islice(source, size)):
            yield batch

    def note(self, phase: str, count: int, *, added: int) -> None:
        """So many rows of a batch were seen and written; part of the transaction that writes them."""
        self.added += added
        self.run.phase = phase
        self.run.rows = self.seen + count
        if added:
            self.run.save(update_fields=["phase", "rows"])

    def tick(self, phase: str, count: int) -> None:
        """The transaction is over."""
        self.seen += count
        self.progress(phase, count, self.share)

    @property
    def share(self) -> float:
        """How much of the dump was read, by its bytes; posts are read twice."""
        sizes = {table: file.stat().st_size for table, file in self.tables.items()}
        return min(self.bytes_read / max(sum(sizes.values()) + sizes["Posts"], 1), 1)

    def _read(self, size: int) -> None:
        self.bytes_read += size

    def people(self, batch: Iterable[Row], *names: str) -> dict[int, int]:
        """The members behind the account numbers in these attributes."""
        ids = {
            value for row in batch for name in names if (value := number(row, name)) is not None and value > 0
        }
        accounts = BroughtAccount.objects.filter(community=self.community, origin_id__in=ids)
        return dict(accounts.values_list("origin_id", "member_id"))

    def entries(self, ids: Collection[int]) -> dict[int, tuple[int, int]]:
        """For these posts of the dump: the entry's id here, and that of the question whose page shows it."""
        found = Entry.objects.filter(community=self.community, origin_id__in=ids)
        return {
            int(origin_id or 0): (pk, question_id or pk)
            for origin_id, pk, question_id in found.values_list("origin_id", "pk", "question_id").order_by()
        }

    def why_not(self, post: int | None) -> str:
        """Why there is no entry for a post."""
        return "topic wikis" if post in self.not_entries else "posts that are gone"


def known(model: Any, community: Community, ids: Iterable[int]) -> set[int]:
    """Which of these rows of the dump are here already."""
    found = model.objects.filter(community=community, origin_id__in=ids)
    return set(found.values_list("origin_id", flat=True).order_by())


def new_rows(model: Any, transfer: Transfer, batch: list[Row]) -> list[tuple[int, Row]]:
    """Those rows of a batch, with their ids, that aren't here yet; each id once."""
    numbered: dict[int, Row] = {}
    for row in batch:
        if (origin_id := number(row, "Id")) is None:
            transfer.left_out["rows without a number"] += 1
        else:
            numbered.setdefault(origin_id, row)
    here = known(model, transfer.community, numbered)
    return [(origin_id, row) for origin_id, row in numbered.items() if origin_id not in here]


def author(row: Row, people: dict[int, int], user: str, display: str) -> tuple[int | None, str]:
    """The member who wrote a row; else None and the name that the dump gives."""
    user_id = number(row, user)
    if user_id is not None and user_id in people:
        return people[user_id], ""
    if user_id == SITE_ITSELF:
        return None, "Community"
    # A person who deleted the account is called so on the site.
    return None, words(row, display, 80) or (f"user{user_id}" if user_id is not None and user_id > 0 else "")


def licence(row: Row, written: datetime) -> str:
    """What the dump says, else what the site's terms were when it was written."""
    said = words(row, "ContentLicense", 20)
    return said or next(name for since, name in _LICENCES if written.date() >= since)


Phase = Callable[[Transfer], None]
