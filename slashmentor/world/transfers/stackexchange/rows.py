"""A table of a dump, row by row: however large the file, only a few rows are in memory at a time."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from slashmentor.base.text.characters import tidy
from slashmentor.world.transfers.stackexchange.errors import Unusable

Row = dict[str, str]
"""The attributes of one `<row …/>`."""

_CHUNK = 1 << 16
# The longest post of any site has some 100,000 characters, each of which may be written as an entity.
_LONGEST_ROW = 16_000_000
# Control characters that old dumps contain as &#x1F; although no XML may.
_NO_CHARACTER = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));", re.IGNORECASE
)
_LARGEST = 2**63 - 1


def rows(file: Path, *, read: Callable[[int], None] = lambda _: None) -> Iterator[Row]:
    """Yield the rows of a table in the order of the file; `read` is told of the bytes on the way.

    A byte-order mark and a DOCTYPE that names an external DTD are passed over, nothing is fetched.
    Raises Unusable for entities, a DTD inside the file, and XML that is broken.
    """
    found = _Rows()
    parser: Any = DefusedXMLParser(target=found, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    parser.parser.StartDoctypeDeclHandler = _refuse_inner_dtd
    try:
        with file.open("rb") as source:
            for piece in _pieces(source):
                read(len(piece))
                parser.feed(piece)
                found.grow(len(piece))
                yield from found.taken()
        parser.close()
        yield from found.taken()
    except (DefusedXmlException, _InnerDtd) as error:
        raise Unusable(
            f"{file.name} has a DTD inside, which no real dump has. It isn't read any further."
        ) from error
    except ParseError as error:
        line, column = error.position
        raise Unusable(
            f"{file.name} is broken in line {line}, column {column}. Perhaps it wasn't copied or unpacked as a whole?"
        ) from error
    except _TooLong as error:
        raise Unusable(
            f"{file.name} has a row of more than {_LONGEST_ROW // 1_000_000} MB, which no real dump has."
        ) from error


def number(row: Row, name: str) -> int | None:
    """A whole number; None when it is missing or isn't one that a database holds."""
    try:
        value = int(row[name])
    except (KeyError, ValueError):
        return None
    return value if -_LARGEST <= value <= _LARGEST else None


def count(row: Row, name: str) -> int:
    """A number that can't be negative; 0 when it is missing."""
    return min(max(number(row, name) or 0, 0), 2**31 - 1)


def moment(row: Row, name: str) -> datetime | None:
    """A date and time, in UTC when it names no zone; None when it is missing or isn't one."""
    try:
        value = datetime.fromisoformat(row[name])
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except (KeyError, ValueError, OverflowError):
        return None


def words(row: Row, name: str, most: int) -> str:
    """A text in one line, cut at `most` characters; "" when it is missing."""
    return " ".join(tidy(row.get(name, "")).split())[:most]


class _Rows:
    """What the parser tells; only rows are listened to."""

    def __init__(self) -> None:
        self._found: list[Row] = []
        self._since = 0

    def start(self, tag: str, attributes: Row) -> None:
        self._since = 0
        if tag == "row":
            self._found.append(attributes)

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...

    def close(self) -> None: ...

    def grow(self, size: int) -> None:
        """So many bytes more were read; too many without the beginning of an element are refused."""
        self._since += size
        if self._since > _LONGEST_ROW:
            raise _TooLong

    def taken(self) -> list[Row]:
        taken, self._found = self._found, []
        return taken


class _InnerDtd(Exception):
    pass


class _TooLong(Exception):
    pass


def _refuse_inner_dtd(_name: str, _system_id: str, _public_id: str, has_internal_subset: int) -> None:
    if has_internal_subset:
        raise _InnerDtd


def _pieces(source: Any) -> Iterator[bytes]:
    """The file in pieces that don't end within a character reference, without those that XML forbids."""
    rest = b""
    while read := source.read(_CHUNK):
        piece = rest + read
        begin = piece.rfind(b"&", max(0, len(piece) - 12))
        whole = len(piece) if begin == -1 or b";" in piece[begin:] else begin
        piece, rest = piece[:whole], piece[whole:]
        yield _NO_CHARACTER.sub(b"", piece) if b"&#" in piece else piece
    yield rest
