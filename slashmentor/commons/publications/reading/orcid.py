"""ORCID records, version 3.0: whole ones, lists of works, single works and several in bulk; JSON and XML.

XML is brought into the shape that the JSON has, so that one reader serves both.
"""

import json
import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.models import Kind
from slashmentor.commons.publications.reading.doi import doi_of
from slashmentor.commons.publications.reading.xml import as_json
from slashmentor.commons.publications.works import Read, Work, complete, year_in

MOST_WORKS = 5_000

_KINDS = {
    "journal-article": Kind.ARTICLE,
    "magazine-article": Kind.ARTICLE,
    "newspaper-article": Kind.ARTICLE,
    "newsletter-article": Kind.ARTICLE,
    "review": Kind.ARTICLE,
    "conference-paper": Kind.CONFERENCE,
    "conference-abstract": Kind.CONFERENCE,
    "conference-poster": Kind.CONFERENCE,
    "conference-proceedings": Kind.BOOK,
    "book-chapter": Kind.CHAPTER,
    "dictionary-entry": Kind.CHAPTER,
    "encyclopedia-entry": Kind.CHAPTER,
    "book": Kind.BOOK,
    "edited-book": Kind.BOOK,
    "dissertation": Kind.THESIS,
    "dissertation-thesis": Kind.THESIS,
    "supervised-student-publication": Kind.THESIS,
    "report": Kind.REPORT,
    "working-paper": Kind.REPORT,
    "technical-standard": Kind.REPORT,
    "preprint": Kind.PREPRINT,
    "data-set": Kind.DATA,
    "physical-object": Kind.DATA,
    "software": Kind.SOFTWARE,
}
# Of a chapter's book or an earlier version the DOI would be that of another work.
_OWN = {"self", ""}
_NO_WORKS = _lazy("That file holds no works. Bring an ORCID record, or the list of works of one.")

_CODE = re.compile(r"put-code\"?\s*[:=]\s*\"?(\d{1,18})")


def read_orcid(text: str) -> Read:
    """Every work of an ORCID file. What it calls private comes in, and isn't shown.

    Raises Invalid when the file can't be read, is an answer that holds no works, or holds more than we read at once.
    """
    document = _document(text)
    read, lines = Read(), _lines(text)
    for entry in _entries(document):
        if len(read.works) + len(read.problems) == MOST_WORKS:
            raise Invalid(_("That record has more than 5,000 works."))
        if not isinstance(entry, dict):
            read.refuse(1, json.dumps(entry), _("That is no work of an ORCID record."))
            continue
        work = _work(entry, lines.get(_text(entry.get("put-code")), 1))
        if work.title or work.doi:
            read.works.append(work)
        else:
            read.refuse(work.line, _beginning(entry), _("It has neither a title nor a DOI."))
    return read


def _document(text: str) -> Any:
    try:
        document = as_json(text) if text.lstrip().startswith("<") else json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise Invalid(
            _("That file breaks off, or isn’t what its beginning says (line %(line)s).") % {"line": line}
            if line
            else _("That file breaks off, or isn’t what its beginning says.")
        ) from error
    if isinstance(document, dict) and "response-code" in document:
        said = _text(document.get("user-message")) or _text(document.get("developer-message"))
        raise Invalid(_("ORCID didn’t give a record: %(said)s") % {"said": said[:200]})
    return document


def _entries(document: Any) -> list[Any]:
    """The works of whichever answer it is. Raises Invalid for a file that holds something else."""
    found = document
    for inside in ("activities-summary", "works"):
        if isinstance(found, dict) and inside in found:
            found = found[inside] or {"group": []}
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        if "bulk" in found:
            return [one.get("work", one) if isinstance(one, dict) else one for one in _list(found["bulk"])]
        if "work" in found:
            return _list(found["work"])
        if "group" in found or str(found.get("path", "")).endswith("/works"):
            return [_preferred(group) for group in _list(found.get("group"))]
        if "title" in found:
            return [found]
    raise Invalid(str(_NO_WORKS))


def _preferred(group: Any) -> Any:
    """Of the versions of a work the one that its owner prefers."""
    versions = _list(group.get("work-summary")) if isinstance(group, dict) else []
    return max(versions, key=_preference) if versions else group


def _preference(version: Any) -> int:
    index = _text(version.get("display-index")) if isinstance(version, dict) else ""
    return int(index) if index.isascii() and index.isdigit() and len(index) < 9 else 0


def _work(entry: dict[str, Any], line: int) -> Work:
    title = entry.get("title")
    words = title if isinstance(title, dict) else {"title": title}
    name, more = _text(words.get("title")), _text(words.get("subtitle"))
    people = [_text(one.get("credit-name")) for one in _dicts(entry.get("contributors"), "contributor")]
    date = entry.get("publication-date")
    return complete(
        Work(
            line=line,
            title=f"{name}: {more}" if name and more else name or _text(words.get("translated-title")),
            authors=[name for name in people if name],
            year=year_in(_text(date.get("year"))) if isinstance(date, dict) else None,
            venue=_text(entry.get("journal-title")),
            kind=_KINDS.get(_text(entry.get("type")).lower().replace("_", "-"), Kind.OTHER),
            doi=_own_doi(entry),
            url=_text(entry.get("url")),
            shown=_text(entry.get("visibility")).lower() not in {"private", "limited"},
        )
    )


def _own_doi(entry: dict[str, Any]) -> str:
    for one in _dicts(entry.get("external-ids"), "external-id"):
        if _text(one.get("external-id-type")).lower() != "doi":
            continue
        if _text(one.get("external-id-relationship")).lower() in _OWN and (
            doi := doi_of(_text(one.get("external-id-value"))) or doi_of(_text(one.get("external-id-url")))
        ):
            return doi
    # Some name it as the address only.
    address = _text(entry.get("url"))
    return doi_of(address) if "doi.org/" in address else ""


def _text(thing: Any) -> str:
    """ORCID says a word as "word" or as {"value": "word"}."""
    if isinstance(thing, dict):
        thing = thing.get("value")
    return str(thing).strip() if isinstance(thing, str | int) and not isinstance(thing, bool) else ""


def _list(thing: Any) -> list[Any]:
    if thing is None or thing == "":
        return []
    return thing if isinstance(thing, list) else [thing]


def _dicts(holder: Any, name: str) -> list[dict[str, Any]]:
    inside = _list(holder.get(name)) if isinstance(holder, dict) else []
    return [one for one in inside if isinstance(one, dict)]


def _lines(text: str) -> dict[str, int]:
    """Where each work stands in the file, by its number there."""
    lines: dict[str, int] = {}
    line, place = 1, 0
    for found in _CODE.finditer(text):
        line += text.count("\n", place, found.start())
        place = found.start()
        lines.setdefault(found[1], line)
    return lines


def _beginning(entry: dict[str, Any]) -> str:
    said = {name: value for name in ("type", "put-code", "path") if (value := _text(entry.get(name)))}
    return json.dumps(said or entry, ensure_ascii=False)[:400]
