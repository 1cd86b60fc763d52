"""The numbers that a community lives by: defaults as data, and what its moderators changed.

Each subject has one readable file of them (`commons/standing/numbers.py`, `parts/questions/numbers.py` …) that
calls `subject(…)`. An action reads `numbers["may.vote_down"]` and never a constant of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from .models import Community

Words = str | Promise


@dataclass(frozen=True)
class Number:
    """A number with its name, its default in a new community (and in a grown one, where that differs)."""

    name: str
    default: float
    says: Words  # what it is, as the settings page says it
    grown: float | None = None
    least: float = 0
    most: float = 1_000_000

    def usual(self, *, is_grown: bool) -> float:
        return self.default if self.grown is None or not is_grown else self.grown


@dataclass(frozen=True)
class Subject:
    """Numbers that belong together, under a title."""

    title: Words
    numbers: tuple[Number, ...]


_subjects: list[Subject] = []
_known: dict[str, Number] = {}


def subject(title: Words, *numbers: Number) -> Subject:
    """Make these numbers known; each name once."""
    for number in numbers:
        if number.name in _known:
            raise TypeError(f"There is a number called {number.name} already.")
        _known[number.name] = number
    made = Subject(title, numbers)
    _subjects.append(made)
    return made


def subjects() -> list[Subject]:
    """All of them, in the order in which their files were read."""
    return list(_subjects)


@dataclass(frozen=True)
class Numbers(Mapping[str, float]):
    """The numbers of one community: `numbers["votes.a_day"]`. Raises KeyError for a name that no file has."""

    changed: Mapping[str, float] = field(default_factory=dict)
    is_grown: bool = False

    def __getitem__(self, name: str) -> float:
        number = _known[name]
        value = self.changed.get(name)
        return number.usual(is_grown=self.is_grown) if value is None else value

    def __iter__(self) -> Iterator[str]:
        return iter(_known)

    def __len__(self) -> int:
        return len(_known)

    def whole(self, name: str) -> int:
        """The same as a whole number, for what is counted."""
        return int(self[name])


def numbers_of(community: Community | Any) -> Numbers:
    """The numbers that hold in a community."""
    return Numbers(community.numbers or {}, community.is_grown)


def numbers_in(community_id: int) -> Numbers:
    """The same by its id; one query."""
    changed, is_grown = Community.objects.values_list("numbers", "is_grown").get(pk=community_id)
    return Numbers(changed or {}, is_grown)
