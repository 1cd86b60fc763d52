"""BibTeX as it is found in the wild.

bibtexparser splits a file into its blocks, with their lines, and goes on after a broken one at the next "@"; what its
blocks mean is read here, more kindly than by BibTeX itself: an entry that lacks its last brace or a comma between two
fields is understood all the same.
"""

import re

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.reading.entries import NO_WORKS, Fields, inherited, work_of
from slashmentor.commons.publications.reading.values import fields_of, value_of
from slashmentor.commons.publications.works import Read

MOST_ENTRIES = 5_000
# Signs that the splitter stops at; a microsecond each, so that no file takes more than a few seconds.
MOST_MARKS = 2_000_000

_BEGINNING = re.compile(r"@[ \t]*\w{1,40}[ \t]*[{(]")
_LOOKS_LIKE_AN_ENTRY = re.compile(r"^[ \t]*@[ \t]*(?!comment\b)\w+", re.MULTILINE | re.IGNORECASE)
# The brace that lacks stood before the next field, which is inside the value now.
_SWALLOWED = re.compile(r",\s*[A-Za-z]+\s*=\s*[{\"\d]")
# With one of these behind it, a broken entry may be whole.
_ENDINGS = ("}", "}}", '"}', '"}}', "}}}")


def read_bibtex(text: str) -> Read:
    """Every entry of a BibTeX file. Raises Invalid for a file that holds none, or more than we read at once."""
    _check(text)
    read = Read()
    strings: dict[str, str] = {}
    entries: list[tuple[Entry, Fields]] = []
    broken = False
    for block in Splitter(text).split().blocks:
        match block:
            case String():
                strings.setdefault(block.key.lower(), value_of(block.value, strings))
            case ImplicitComment():
                # Behind a broken entry stands the rest of it.
                if not broken:
                    _refuse_what_looks_like_entries(block, read)
            case _:
                broken = False
                found = _entry(block)
                if found is not None:
                    entries.append((found, fields_of(found, strings)))
                elif isinstance(block, ParsingFailedBlock):
                    broken = True
                    read.refuse(_line(block), block.raw or "", _why(block))
    _take(entries, read)
    if not read.works and not read.problems:
        raise Invalid(_("There is no BibTeX entry in that file."))
    read.problems.sort(key=lambda one: one.line)
    return read


def _check(text: str) -> None:
    if len(_BEGINNING.findall(text)) > MOST_ENTRIES:
        raise Invalid(_("That file has more than 5,000 entries. Please bring only your own publications."))
    if sum(text.count(mark) for mark in '{}",=') > MOST_MARKS:
        raise Invalid(_("That file reads like no list of publications."))


def _take(entries: list[tuple[Entry, Fields]], read: Read) -> None:
    """Each entry becomes a work, with what it inherits from those that it names; or a problem."""
    by_key: dict[str, Fields] = {}
    for entry, fields in entries:
        by_key.setdefault(entry.key.lower(), fields)
    for entry, fields in entries:
        if entry.entry_type in NO_WORKS:
            continue
        work = work_of(entry.entry_type, inherited(fields, by_key), line=_line(entry))
        if work.title or work.doi:
            read.works.append(work)
        else:
            read.refuse(_line(entry), entry.raw or "", _("It has neither a title nor a DOI."))


def _entry(block: Block) -> Entry | None:
    """The entry of a block: also of one whose key or field stands twice, or that only lacks its end."""
    if isinstance(block, Entry):
        return block
    if not isinstance(block, ParsingFailedBlock):
        return None  # a comment or a preamble
    inner = block.ignore_error_block
    if inner is None:
        return _mended(block)
    # A macro that is defined twice keeps its first meaning.
    return _entry(inner) if not isinstance(inner, String) else None


def _mended(block: ParsingFailedBlock) -> Entry | None:
    raw = (block.raw or "").rstrip().rstrip(",")
    # What follows the last whole line is often all that is wrong.
    for ending in _ENDINGS:
        blocks = Splitter(raw + ending).split().blocks
        if len(blocks) == 1 and isinstance(blocks[0], Entry):
            found = blocks[0]
            if any(_SWALLOWED.search(str(one.value)) for one in found.fields):
                return None
            return Entry(found.entry_type, found.key, found.fields, start_line=block.start_line, raw=raw)
    return None


def _refuse_what_looks_like_entries(block: ImplicitComment, read: Read) -> None:
    """Words between entries are comments to BibTeX; what begins like an entry there was meant to be one."""
    text = block.comment
    for found in _LOOKS_LIKE_AN_ENTRY.finditer(text):
        line = _line(block) + text.count("\n", 0, found.start())
        read.refuse(
            line,
            text[found.start() : found.start() + 400].lstrip(),
            _("It begins like an entry, but no { follows."),
        )


def _why(block: ParsingFailedBlock) -> str:
    if isinstance(block, DuplicateBlockKeyBlock):
        return _("Its key stands twice.")
    raw = block.raw or ""
    if raw.count("{") > raw.count("}"):
        return _("A closing brace is missing.")
    if raw.count('"') % 2:
        return _("A quotation mark is missing.")
    return _("It isn’t written as BibTeX: an entry is @article{key, title = {…}, …}.")


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1
