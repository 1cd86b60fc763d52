"""What a page says that says nothing to machines: its title, and its first lines."""

import re
from typing import Any

from .html import Document, text_of

LEDE = 400
_LINE = 30  # characters: shorter ones are buttons and bylines
_APART = re.compile(r"\s+[|·•–—»:-]\s+")
_SLASH = re.compile(r"\s*/(mentor|mentoring)\b.*$", re.IGNORECASE)
_NOT_SAID = ("script", "style", "noscript", "template", "nav", "form", "svg", "iframe", "select", "textarea")


def said(document: Document) -> dict[str, Any]:
    """In the words of mentor.json; {} without a title."""
    title = document.root.find(".//title")
    heading = document.root.find(".//h1")
    author = " ".join(document.meta("author")[:1]).strip()
    text = next((text_of(one, 300) for one in (title, heading) if one is not None and text_of(one)), "")
    name = author or _SLASH.sub("", _APART.split(text)[0]).strip() or text
    if not name:
        return {}
    lede = _first_lines(document) or " ".join(document.meta("description")[:1])
    return {"name": name, "lede": lede, "languages": [document.root.get("lang", "")]}


def _first_lines(document: Document) -> str:
    lines: list[str] = []
    for number, one in enumerate(document.root.iter("p", "li", "blockquote")):
        if number > 300 or sum(map(len, lines)) > LEDE:
            break
        if any(above.tag in _NOT_SAID for above in one.iterancestors()):
            continue
        line = text_of(one, LEDE)
        if len(line) >= _LINE:
            lines.append(line)
    whole = " ".join(lines)
    return whole if len(whole) <= LEDE else f"{whole[:LEDE].rpartition(' ')[0].rstrip(' ,;:')}…"
