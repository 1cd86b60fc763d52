"""The value of a BibTeX field: braces, quotation marks, macros, and # between them."""

import re
from collections.abc import Mapping

from bibtexparser.model import Entry

Fields = dict[str, str]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BARE = re.compile(r'[^\s#{}",=]+')
_GAP = re.compile(r"[\s#]*")
# A comma was forgotten, and here the next field begins.
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w:+.-]{0,40})\s*=\s*")
_QUOTE = re.compile(r'\\.|[{}"]', re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# More fields than this has no entry; the rest of one that does is left out.
MOST_FIELDS = 200


def fields_of(entry: Entry, strings: Mapping[str, str]) -> Fields:
    """The fields of an entry by their names in small letters; of one that stands twice the first that says something."""
    fields: Fields = {}
    for one in entry.fields[:MOST_FIELDS]:
        name, rest = one.key.lower().strip(), str(one.value)
        for _ in range(MOST_FIELDS):
            value, rest = _taken(rest, strings)
            if value and not fields.get(name):
                fields[name] = value
            following = _NEXT_FIELD.match(rest)
            if following is None:
                break
            name, rest = following[1].lower(), rest[following.end() :]
    return fields


def value_of(raw: str, strings: Mapping[str, str]) -> str:
    """One value alone, as @string has it."""
    return _taken(raw, strings)[0]


def _taken(raw: str, strings: Mapping[str, str]) -> tuple[str, str]:
    """The value at the beginning, and what stands behind it. Macros nobody defined stay as they are written."""
    parts: list[str] = []
    place = 0
    while place < len(raw):
        place = _GAP.match(raw, place).end()  # type: ignore[union-attr]  # matches nothing, too
        if raw[place : place + 1] == "{":
            part, place = _braced(raw, place)
        elif raw[place : place + 1] == '"':
            part, place = _quoted(raw, place)
        elif bare := _BARE.match(raw, place):
            part, place = _meaning(bare[0], strings), bare.end()
        else:
            break
        parts.append(part)
        if not raw[place:].lstrip().startswith("#"):
            break
    return "".join(parts), _rest(raw, place, parts)


def _rest(raw: str, place: int, parts: list[str]) -> str:
    """What stands behind a value; when that is no further field, it belongs to the value after all."""
    rest = raw[place:]
    if rest.strip() and not _NEXT_FIELD.match(rest):
        parts.append(rest.rstrip().rstrip('"'))
        return ""
    return rest


def _meaning(word: str, strings: Mapping[str, str]) -> str:
    if word.lower() in strings:
        return strings[word.lower()]
    return word.capitalize() if word.lower() in _MONTHS else word


def _braced(raw: str, start: int) -> tuple[str, int]:
    depth = 0
    for found in _BRACE.finditer(raw, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return raw[start + 1 : found.start()], found.end()
    return raw[start + 1 :], len(raw)


def _quoted(raw: str, start: int) -> tuple[str, int]:
    depth = 0
    for found in _QUOTE.finditer(raw, start + 1):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] == '"' and depth <= 0:
            return raw[start + 1 : found.start()], found.end()
    return raw[start + 1 :], len(raw)
