"""What schema.org says of a person, as JSON-LD or as microdata, read by extruct."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from ...words import State
from .html import Document

MOST_ITEMS = 8  # scripts, and pieces of microdata
LONGEST = 60_000  # characters of each; longer ones aren't read
DEEPEST, MOST_NODES = 8, 500
_PERSON = re.compile(r"^(https?://schema\.org/)?(Person|ProfilePage)$")
# The other way round than we say it (taking/schema_org.py).
_STATES = {
    "InStock": State.OPEN,
    "OnlineOnly": State.OPEN,
    "LimitedAvailability": State.UNKNOWN,
    "BackOrder": State.WAITING,
    "PreOrder": State.WAITING,
    "SoldOut": State.FULL,
    "OutOfStock": State.PAUSED,
    "Discontinued": State.ENDED,
}


def said(document: Document) -> dict[str, Any]:
    """In the words of mentor.json; {} without a person."""
    people = [one for one in _nodes(_items(document)) if _is(one, "Person") and _text(one.get("name"))]
    if not people:
        return {}
    person = people[0]
    found: dict[str, Any] = {
        "name": _text(person.get("name")),
        "line": ", ".join(
            filter(
                None,
                [_text(person.get("jobTitle")), _text(person.get("affiliation") or person.get("worksFor"))],
            )
        ),
        "lede": _text(person.get("description")),
        "topics": _texts(person.get("knowsAbout")),
        "languages": _texts(person.get("knowsLanguage")),
        "seeks": [_text(one.get("itemOffered")) for one in _dicts(person.get("seeks"))],
        "availability": _availability(person),
    }
    return {key: value for key, value in found.items() if value}


def _items(document: Document) -> list[Any]:
    """All that the two syntaxes say, as plain data; whatever is broken says nothing."""
    # Only jobs read pages: whoever serves them needn't load the parsers.
    from extruct.jsonld import JsonLdExtractor
    from extruct.w3cmicrodata import MicrodataExtractor

    found: list[Any] = []
    for piece in _pieces(document):
        reader = JsonLdExtractor() if piece.tag == "script" else MicrodataExtractor()
        try:
            found += reader.extract_items(_alone(piece), base_url=document.base)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError, etree.LxmlError):
            continue
    return [_plain(one) for one in found]


def _pieces(document: Document) -> Iterator[lxml_html.HtmlElement]:
    scripts = [
        one
        for one in document.root.iter("script")
        if one.get("type", "")[:60].strip().lower() == "application/ld+json"
        and len(one.text or "") <= LONGEST
    ]
    for script in scripts[:MOST_ITEMS]:
        script.set("type", "application/ld+json")
        yield script
    items = (
        one
        for one in document.root.iter(etree.Element)
        if "itemscope" in one.attrib and _PERSON.match(one.get("itemtype", "").strip())
    )
    number = 0
    for item in items:
        # Of one in another, the outer one says it.
        if number == MOST_ITEMS:
            return
        if not any(
            "itemscope" in above.attrib and _PERSON.match(above.get("itemtype", ""))
            for above in item.iterancestors()
        ):
            number += 1
            yield item


def _alone(piece: lxml_html.HtmlElement) -> lxml_html.HtmlElement:
    """The piece as a document of its own, no larger and no deeper than is read, and without what leads back to itself.

    The reader of microdata goes down by calling itself. Where Python stops that, lxml leaves its expressions locked, and
    whatever reads the next page in this process waits for ever.
    """
    text = etree.tostring(piece, encoding="unicode", method="html", with_tail=False)
    root = lxml_html.document_fromstring(text[: LONGEST + 1000])
    for one in root.iter(etree.Element):
        if "itemref" in one.attrib:
            del one.attrib["itemref"]
        if "itemscope" in one.attrib and _depth(one) > DEEPEST:
            del one.attrib["itemscope"]
    return root


def _depth(item: lxml_html.HtmlElement) -> int:
    """How many items it stands in."""
    return sum("itemscope" in above.attrib for above in item.iterancestors())


def _plain(item: Any, depth: int = 0) -> Any:
    """Microdata in the shape of JSON-LD."""
    if depth > DEEPEST:
        return None
    if isinstance(item, list):
        return [_plain(one, depth + 1) for one in item[:MOST_NODES]]
    if isinstance(item, dict) and "properties" in item and "type" in item:
        return {"@type": item["type"], **(_plain(item["properties"], depth + 1) or {})}
    if isinstance(item, dict):
        return {key: _plain(value, depth + 1) for key, value in list(item.items())[:MOST_NODES]}
    return item


def _nodes(items: list[Any]) -> Iterator[dict[str, Any]]:
    """Every object in it, the outer ones first; only so many."""
    waiting, number = [(item, 0) for item in items], 0
    while waiting and number < MOST_NODES:
        (item, depth), *waiting = waiting
        number += 1
        if isinstance(item, dict):
            yield item
            inner = [*item.values()]
        else:
            inner = item if isinstance(item, list) else []
        if depth < DEEPEST:
            waiting += [(one, depth + 1) for one in inner[:50] if isinstance(one, dict | list)]


def _availability(person: dict[str, Any]) -> dict[str, Any]:
    """Of what they offer, whatever is about mentoring; {} when that isn't said."""
    for offer in _dicts(person.get("makesOffer")):
        if "mentor" not in str(offer)[:5000].lower():
            continue
        state = _STATES.get(_text(offer.get("availability")).rpartition("/")[2])
        if state is None:
            continue
        level = next(iter(_dicts(offer.get("inventoryLevel"))), {})
        found: dict[str, Any] = {
            "open": _number(level.get("value")),
            "places": _number(level.get("maxValue")),
        }
        back = _day(offer.get("availabilityStarts"))
        if state == State.PAUSED and back is not None:
            state, found["away_until"] = State.AWAY, (back - timedelta(days=1)).isoformat()
        found["until"] = _text(offer.get("availabilityEnds"))[:10]
        return {"state": state.value, **found}
    return {}


def _is(item: dict[str, Any], kind: str) -> bool:
    return any(one.rpartition("/")[2] == kind for one in _texts(item.get("@type")))


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for one in values[:100] if (text := _text(one))]


def _text(value: Any) -> str:
    """The text of it; of a thing its name."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("alternateName")
    return " ".join(value[:20_000].split()) if isinstance(value, str) else ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value])[:50] if isinstance(one, dict)]


def _number(value: Any) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None
