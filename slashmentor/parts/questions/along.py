"""What higher apps show one reader on a question's page: read in the reader's own query, said among an answer's acts,
or above all.

    @reads
    def given(member: int, question: int) -> tuple[str, list[int]]: ...   # SQL: SELECT 'given', entry id, value, text …

    @says(order=10)
    def it_helped(answer: Answered) -> Said: ...

    @heads
    def who_was_told(asked: Asked) -> str: ...       # in modules that the app's `ready()` imports

The kinds that the SQL names are the app's own words; the page finds the rows under them. Nothing is asked for visitors.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

Read = Callable[[int, int], tuple[str, list[int]]]

_reads: list[Read] = []
_says: list[tuple[int, "Say"]] = []
_heads: list["Top"] = []


@dataclass(frozen=True)
class Answered:
    """An answer as one reader meets it, a member who didn't write it."""

    id: int
    author_id: int  # 0: nobody is known to have written it
    is_persona: bool  # the reader asked the question anonymously
    stops: str  # why the reader writes nothing here, else ""
    facts: Mapping[str, Mapping[int, str]]  # what was read along, by kind and entry


@dataclass(frozen=True)
class Asked:
    """A question as one reader meets it, a member."""

    id: int
    is_asker: bool  # also under a persona
    is_waiting: bool  # nobody answered it, and everybody still can
    stops: str  # why the reader writes nothing here, else ""
    now: datetime
    facts: Mapping[str, Mapping[int, str]]  # what was read along, by kind and id


class Said(NamedTuple):
    """Safe markup: for the row of what can be done, and to stand below it. Its buttons belong to the form `act`."""

    act: str = ""
    below: str = ""


Say = Callable[[Answered], Said]
Top = Callable[[Asked], str]


def reads(function: Read) -> Read:
    """Register SQL that is asked along with what the reader did here; four columns: kind, entry id, a number, a text."""
    _reads.append(function)
    return function


def says(*, order: int = 100) -> Callable[[Say], Say]:
    """Register what is said of each answer; the smallest order stands first."""

    def register(function: Say) -> Say:
        _says.append((order, function))
        _says.sort(key=lambda item: item[0])
        return function

    return register


def heads(function: Top) -> Top:
    """Register what stands below a question's title: safe markup, or ""; its buttons belong to the form `act`."""
    _heads.append(function)
    return function


def read_along(member: int, question: int) -> tuple[str, list[int]]:
    """All that is to be read, each after a UNION ALL, with its parameters."""
    found = [function(member, question) for function in _reads]
    return " ".join(f"UNION ALL {sql}" for sql, _params in found), [
        one for _sql, params in found for one in params
    ]


def said_of(answer: Answered) -> Said:
    """All that is said of an answer."""
    found: Sequence[Said] = [function(answer) for _order, function in _says]
    return Said("".join(one.act for one in found), "".join(one.below for one in found))


def said_above(asked: Asked) -> str:
    """All that stands below a question's title."""
    return "".join(function(asked) for function in _heads)
