"""What a DOI's registry answers: one work in CSL JSON (Crossref, DataCite and the others that doi.org leads to)."""

import json
from typing import Any

from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.models import Kind
from slashmentor.commons.publications.reading.doi import doi_of
from slashmentor.commons.publications.works import Work, complete, year_in

ACCEPT = "application/vnd.citationstyles.csl+json, application/json;q=0.5"

_KINDS = {
    "article-journal": Kind.ARTICLE,
    "article-magazine": Kind.ARTICLE,
    "article-newspaper": Kind.ARTICLE,
    "journal-article": Kind.ARTICLE,
    "review": Kind.ARTICLE,
    "paper-conference": Kind.CONFERENCE,
    "proceedings-article": Kind.CONFERENCE,
    "chapter": Kind.CHAPTER,
    "book-chapter": Kind.CHAPTER,
    "entry-encyclopedia": Kind.CHAPTER,
    "book": Kind.BOOK,
    "monograph": Kind.BOOK,
    "edited-book": Kind.BOOK,
    "thesis": Kind.THESIS,
    "dissertation": Kind.THESIS,
    "report": Kind.REPORT,
    "article": Kind.PREPRINT,
    "posted-content": Kind.PREPRINT,
    "dataset": Kind.DATA,
    "software": Kind.SOFTWARE,
}


def read_csl(text: str) -> Work:
    """The work that the answer describes. Raises Invalid when it describes none."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("The registry of that DOI gave no description of a work.")) from error
    if not isinstance(said, dict) or not _first(said.get("title")):
        raise Invalid(_("The registry of that DOI gave no description of a work."))
    title, subtitle = _first(said.get("title")), _first(said.get("subtitle"))
    return complete(
        Work(
            line=1,
            title=title if not subtitle or subtitle in title else f"{title}: {subtitle}",
            authors=[name for one in _list(said.get("author")) if (name := _name(one))],
            year=_year(said),
            venue=_first(said.get("container-title")) or _first(said.get("publisher")),
            kind=_KINDS.get(_first(said.get("type")), Kind.OTHER),
            doi=doi_of(_first(said.get("DOI"))),
            url=_first(said.get("URL")),
            keywords=_words(said.get("keyword"))
            or _words(said.get("subject"))
            or _words(said.get("categories")),
        )
    )


def _year(said: dict[str, Any]) -> int | None:
    for name in ("issued", "published", "published-print", "published-online", "created"):
        date = said.get(name)
        if isinstance(date, dict):
            parts = _list(date.get("date-parts"))
            year = year_in(_first(_list(parts[0])[:1]) if parts else _first(date.get("raw")))
            if year:
                return year
    return None


def _name(person: Any) -> str:
    if not isinstance(person, dict):
        return ""
    whole = _first(person.get("literal")) or _first(person.get("name"))
    return whole or " ".join(part for key in ("given", "family") if (part := _first(person.get(key))))


def _words(thing: Any) -> list[str]:
    if isinstance(thing, str):
        return thing.replace(";", ",").split(",")
    return [word for one in _list(thing) if (word := _first(one))]


def _first(thing: Any) -> str:
    """Crossref's own JSON says ["word"] where CSL says "word"."""
    if isinstance(thing, list):
        thing = thing[0] if thing else ""
    return str(thing).strip() if isinstance(thing, str | int) and not isinstance(thing, bool) else ""


def _list(thing: Any) -> list[Any]:
    return thing if isinstance(thing, list) else []
