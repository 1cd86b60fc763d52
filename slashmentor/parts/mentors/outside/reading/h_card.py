"""What an h-card says (microformats.org), read by mf2py."""

from typing import Any

from lxml import etree
from lxml import html as lxml_html

from slashmentor.commons.people.linking_back import place_of

from .html import Document

MOST_CARDS = 5
LONGEST = 60_000  # characters of one card's HTML; of more, the beginning is read
MOST_VALUES = 40


def said(document: Document) -> dict[str, Any]:
    """In the words of mentor.json; {} without a card that names somebody."""
    cards = [properties for card in _cards(document) if (properties := _properties(card, document))]
    mine = place_of(document.page.url)
    # The card that says that it is this page's (“representative”), else the first.
    card = next((one for one in cards if mine in map(place_of, _texts(one, "uid", "url"))), None) or next(
        iter(cards), None
    )
    if card is None:
        return {}
    line = [*_texts(card, "job-title")[:1], *_texts(card, "org")[:1]]
    found: dict[str, Any] = {
        "name": _texts(card, "name")[0],
        "line": ", ".join(line),
        "lede": " ".join(_texts(card, "note", "summary")[:1]),
        "topics": _texts(card, "category"),
        "languages": _texts(card, "x-language", "language") or [document.root.get("lang", "")],
    }
    state = _texts(card, "x-state")
    if state:
        found["availability"] = {"state": state[0]}
    return {key: value for key, value in found.items() if value}


def _cards(document: Document) -> list[lxml_html.HtmlElement]:
    """The first few cards that lie in no other one; also the older vcard."""
    found: list[lxml_html.HtmlElement] = []
    for element in document.root.iter(etree.Element):
        classes = element.get("class", "")[:500].split()
        if ("h-card" in classes or "vcard" in classes) and not any(
            above in found for above in element.iterancestors()
        ):
            found.append(element)
            if len(found) == MOST_CARDS:
                break
    return found


def _properties(card: lxml_html.HtmlElement, document: Document) -> dict[str, Any]:
    """What the parser makes of it; {} when it names nobody."""
    # Only jobs read pages: whoever serves them needn't load the parser.
    import mf2py

    text = etree.tostring(card, encoding="unicode", method="html", with_tail=False)[:LONGEST]
    try:
        parsed = mf2py.parse(doc=text, url=document.base, html_parser="lxml")
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return {}  # what the parser trips over says nothing
    for item in parsed["items"][:1]:
        properties: dict[str, Any] = item.get("properties", {})
        if "h-card" in item.get("type", ()) and _texts(properties, "name"):
            return properties
    return {}


def _texts(properties: dict[str, Any], *names: str) -> list[str]:
    """The values of the first of these properties that has some, each as text: a card in a card is its own name."""
    for name in names:
        values = properties.get(name, [])[:MOST_VALUES]
        texts = [value.get("value", "") if isinstance(value, dict) else value for value in values]
        texts = [" ".join(text.split()) for text in texts if isinstance(text, str) and text.strip()]
        if texts:
            return texts
    return []
