"""What the fields of a BibTeX or BibLaTeX entry say about a work."""

import re
from collections.abc import Mapping

from slashmentor.commons.publications.models import Kind
from slashmentor.commons.publications.reading.doi import doi_of
from slashmentor.commons.publications.reading.latex import printed
from slashmentor.commons.publications.reading.values import Fields
from slashmentor.commons.publications.works import Work, complete, web_address, year_in

__all__ = ["NO_WORKS", "Fields", "inherited", "work_of"]

# They hold what others take over.
NO_WORKS = {"xdata", "set", "control", "ieeetranbstctl"}

_KINDS = {
    "article": Kind.ARTICLE,
    "suppperiodical": Kind.ARTICLE,
    "inproceedings": Kind.CONFERENCE,
    "conference": Kind.CONFERENCE,
    "incollection": Kind.CHAPTER,
    "inbook": Kind.CHAPTER,
    "book": Kind.BOOK,
    "mvbook": Kind.BOOK,
    "collection": Kind.BOOK,
    "proceedings": Kind.BOOK,
    "booklet": Kind.BOOK,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "thesis": Kind.THESIS,
    "techreport": Kind.REPORT,
    "report": Kind.REPORT,
    "manual": Kind.REPORT,
    "unpublished": Kind.PREPRINT,
    "preprint": Kind.PREPRINT,
    "dataset": Kind.DATA,
    "software": Kind.SOFTWARE,
}
_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "maintitle",
    "eventtitle",
    "school",
    "institution",
    "publisher",
    "organization",
    "howpublished",
)
_LINKS = ("url", "ee", "link", "bdsk-url-1", "howpublished", "note")
# What a chapter takes from its book, where it doesn't say it itself.
_INHERITED = ("booktitle", "journal", "journaltitle", "year", "date", "publisher", "eventtitle", "url")
_GENERATIONS = 3

_AND = re.compile(r"\\.|[{}]|\sand\s", re.IGNORECASE)
_COMMA = re.compile(r",(?![^{}]*\})")
_ADDRESS = re.compile(r"https?://[^\s{}\"<>\\]+", re.IGNORECASE)
_KEYWORD_ENDS = re.compile(r"\s*(?:[;,\n]|\s/\s|·)\s*")


def inherited(fields: Fields, by_key: Mapping[str, Fields]) -> Fields:
    """With what the entries that it names by crossref or xdata say; the own word first, and no circles."""
    found, current, seen = dict(fields), fields, set[str]()
    for _ in range(_GENERATIONS):
        name = (current.get("crossref") or current.get("xdata") or "").strip().lower()
        parent = by_key.get(name)
        if parent is None or name in seen:
            break
        seen.add(name)
        if "xdata" in current:
            found = {**parent, **found}
        # The title of a book is where its chapters stand.
        known = {"booktitle": parent.get("title", ""), **parent}
        found |= {key: known[key] for key in _INHERITED if known.get(key) and not found.get(key)}
        current = parent
    return found


def work_of(entry_type: str, fields: Fields, *, line: int) -> Work:
    """The work that an entry of this type and these fields names."""
    title = printed(fields.get("title", ""))
    if subtitle := printed(fields.get("subtitle", "")):
        title = f"{title}: {subtitle}"
    links = [fields.get(name, "") for name in _LINKS]
    return complete(
        Work(
            line=line,
            title=title or printed(fields.get("booktitle", "")),
            authors=_people(fields.get("author") or fields.get("editor", "")),
            year=year_in(fields.get("year", "")) or year_in(fields.get("date", "")),
            venue=_venue(fields),
            kind=_kind(entry_type, fields),
            doi=_doi(fields, links),
            url=_url(fields, links),
            keywords=_KEYWORD_ENDS.split(printed(fields.get("keywords") or fields.get("keyword", ""))),
        )
    )


def _kind(entry_type: str, fields: Fields) -> str:
    kind = _KINDS.get(entry_type, Kind.OTHER)
    is_on_arxiv = "arxiv" in (fields.get("archiveprefix", "") + fields.get("journal", "")).lower()
    return Kind.PREPRINT if is_on_arxiv and kind in {Kind.OTHER, Kind.ARTICLE} else kind


def _venue(fields: Fields) -> str:
    said = (printed(fields.get(name, "")) for name in _VENUES)
    return next((venue for venue in said if venue and not _ADDRESS.search(venue)), "")


def _doi(fields: Fields, links: list[str]) -> str:
    # \_ in a DOI is LaTeX's way to write _.
    return doi_of(fields.get("doi", "").replace("\\", "")) or next(
        (doi for link in links if "doi" in link.lower() and (doi := doi_of(link.replace("\\", "")))), ""
    )


def _url(fields: Fields, links: list[str]) -> str:
    for link in links:
        for address in _ADDRESS.findall(link.replace("\\", "")):
            if web_address(address):
                return str(address)
    number = fields.get("eprint", "").strip()
    if number and fields.get("archiveprefix", fields.get("eprinttype", "")).lower() == "arxiv":
        return f"https://arxiv.org/abs/{number}"
    return ""


def _people(value: str) -> list[str]:
    """Names as they are printed: "Hopper, Grace and {The Bletchley Group}" are Grace Hopper and The Bletchley Group."""
    people = [name for name in _apart(value) if name.strip(" ,")]
    if len(people) == 1 and people[0].count(",") > 2:
        # Commas where "and" should be.
        return [printed(name) for name in people[0].split(",")]
    return ["et al." if name.strip().lower() == "others" else _person(name) for name in people]


def _apart(value: str) -> list[str]:
    """At each "and" that stands in no braces."""
    value = " ".join(value[:50_000].split())
    names, start, depth = [], 0, 0
    for found in _AND.finditer(value):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif found[0][0] != "\\" and depth == 0:
            names.append(value[start : found.start()])
            start = found.end()
    return [*names, value[start:]]


def _person(name: str) -> str:
    """First names first."""
    if name.strip().startswith("{") and name.strip().endswith("}"):
        return printed(name)
    parts = [printed(part).strip() for part in _COMMA.split(name)]
    last, rest = parts[0], [part for part in parts[1:] if part]
    if not rest:
        return last
    # Last, Jr., First
    return " ".join([rest[-1], last, *rest[:-1]])
