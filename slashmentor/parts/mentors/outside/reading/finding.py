"""One page read: by whichever of its languages says most, the others filling in what that one leaves out."""

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from slashmentor.base.fetch import Fetched

from ...models import OutsidePage
from ...taking.reading import NoMentor, Read, read_document
from . import h_card, plain, schema
from .html import Document, Link, document_of

# What the page says in a <meta> of this name shows whose it is.
META = "mentor-proof"
_OURS = {"me", "mentor"}

Format = OutsidePage.Format


@dataclass(frozen=True)
class Found:
    """What one page says: of whom, who it links to as its own, and where more is."""

    url: str
    format: Format
    read: Read | None  # None: nobody is named
    links: tuple[str, ...]  # with rel="me" or rel="mentor"
    codes: frozenset[str]
    linked: str  # the address of its mentor.json, or ""
    endpoint: str  # where it takes webmentions, or ""


def read(page: Fetched) -> Found:
    """Raises Unreadable for what is no page."""
    document = document_of(page)
    links = document.links()
    said = [
        (Format.H_CARD, h_card.said(document)),
        (Format.SCHEMA, schema.said(document)),
        (Format.PLAIN, plain.said(document)),
    ]
    named = next((kind for kind, one in said if one.get("name")), Format.PLAIN)
    whole: dict[str, Any] = {}
    for kind, one in reversed(said):
        # Beside what says it properly, guesses from a title are worth nothing.
        if kind != Format.PLAIN or named == Format.PLAIN:
            whole.update(one)
    return Found(
        url=page.url,
        format=named,
        read=_read(whole, page.url),
        links=tuple(link.address for link in links if link.rel & _OURS),
        codes=frozenset(code.strip()[:40] for code in document.meta(META)[:20]),
        linked=_linked(links),
        endpoint=_endpoint(document, links),
    )


def with_document(found: Found, answer: Fetched) -> Found:
    """The same with what the page's mentor.json says, where it says something; else as it was."""
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        return found
    said = _read(data, found.url)
    return found if said is None else replace(found, format=Format.MENTOR_JSON, read=said)


def _read(data: Any, url: str) -> Read | None:
    """In our words. The address is that of the page, whatever it says of itself, and it has no name here."""
    if not isinstance(data, dict):
        return None
    try:
        return read_document({**data, "url": url, "handle": ""})
    except NoMentor:
        return None


def _linked(links: list[Link]) -> str:
    """The likeliest of the page's JSON: many programs link to some that is about something else."""
    likely = [
        link
        for link in links
        if (link.kind == "application/json" and link.rel & {"alternate", "mentor"})
        or ("mentor" in link.rel and _path(link).endswith(".json"))
    ]
    likely.sort(key=lambda link: (not _path(link).endswith("mentor.json"), "mentor" not in link.rel))
    return likely[0].address if likely else ""


def _endpoint(document: Document, links: list[Link]) -> str:
    """In the order of the specification: HTTP header, then <link> and <a> as they come. An empty one is the page."""
    found = next((link for link in links if "webmention" in link.rel), None)
    return "" if found is None else found.address or document.page.url


def _path(link: Link) -> str:
    try:
        return urlsplit(link.address).path.lower()
    except ValueError:
        return ""
