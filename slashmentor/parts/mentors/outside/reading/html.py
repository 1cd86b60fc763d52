"""A fetched page as a tree, and its text in the characters that were meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as lxml_html

from slashmentor.base.errors import ForPeople
from slashmentor.base.fetch import Fetched
from slashmentor.base.text.characters import tidy

MOST_LINKS = 2000
_PAGES = {"text/html", "application/xhtml+xml", ""}
_SAID_INSIDE = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
# One link of an HTTP header: <https://example.org/@ada>; rel="me"
_IN_HEADER = re.compile(r"<([^<>]{0,2000})>((?:\s*;[^,<]{0,500})?)")
# Whatever stands after these ends browsers show, and libxml2 leaves out.
_ENDS = re.compile(r"</(?:html|body)\s{0,20}>", re.IGNORECASE)
_REL = re.compile(r"""\brel\s*=\s*(?:"([^"]*)"|([\w-]+))""", re.IGNORECASE)


class Unreadable(ForPeople):
    """There is something, and no page that can be read; the sentence says what."""


@dataclass(frozen=True)
class Link:
    """A link of the page: where it leads, as a whole address, and as what."""

    address: str
    rel: frozenset[str]
    kind: str = ""  # the media type, where it says one
    tag: str = ""  # "" in the HTTP header, else a or link


@dataclass(frozen=True)
class Document:
    """The tree, and the address that its links start from."""

    root: lxml_html.HtmlElement
    page: Fetched
    base: str

    def links(self) -> list[Link]:
        """Those of the HTTP header first, then those of the page in their order; only those that say as what."""
        found = list(_header_links(self.page))
        for link in self.root.iter("a", "link"):
            if len(found) >= MOST_LINKS:
                break
            rel = frozenset(link.get("rel", "")[:500].lower().split())
            if rel and "href" in link.attrib:
                kind = link.get("type", "")[:100].partition(";")[0].strip().lower()
                found.append(Link(joined(self.base, link.get("href", "")), rel, kind, str(link.tag)))
        return found

    def meta(self, name: str) -> list[str]:
        """What <meta name=…> says; of property=…, too."""
        said = self.root.iterfind(".//meta[@content]")
        return [one.get("content", "") for one in said if name in (one.get("name"), one.get("property"))]


def document_of(page: Fetched) -> Document:
    """The page as a tree. Raises Unreadable for what is no page of HTML, or has nothing in it."""
    if page.kind not in _PAGES or page.body[:5] == b"%PDF-":
        raise Unreadable(
            _("There is no web page at that address, but a file (%(kind)s).")
            % {"kind": page.kind[:40] or "PDF"}
        )
    text = _ENDS.sub("", tidy(decoded(page)))
    # No network, no entities of its own, no endless depth: libxml2 leaves out what lies deeper than 256.
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        root = lxml_html.document_fromstring(text.encode(errors="replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise Unreadable(_("The page there is empty.")) from error
    base = root.find(".//base[@href]")
    return Document(root, page, joined(page.url, base.get("href", "")) if base is not None else page.url)


def decoded(page: Fetched) -> str:
    """The text in the charset of the header, else of the page itself, else UTF-8, else what browsers take then."""
    if "charset=" in page.headers.get("content-type", "").lower():
        return page.text
    inside = _SAID_INSIDE.search(page.body[:2048])
    for charset in (inside[1].decode() if inside else "utf-8", "utf-8"):
        try:
            return page.body.decode(charset)
        except (LookupError, ValueError):
            continue
    return page.body.decode("cp1252", errors="replace")


def joined(here: str, address: str) -> str:
    """A whole address of one that may be relative; "" for what is none."""
    try:
        return urljoin(here, address.strip()[:2000])
    except ValueError:
        return ""


def text_of(element: lxml_html.HtmlElement, most: int = 2000) -> str:
    """Its words in one line, no more than `most` characters."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 4 * most:
            break
    return " ".join("".join(parts).split())[:most]


def _header_links(page: Fetched) -> Iterator[Link]:
    for address, rest in _IN_HEADER.findall(page.headers.get("link", "")[:20_000]):
        rel = _REL.search(rest)
        if rel:
            yield Link(joined(page.url, address), frozenset((rel[1] or rel[2] or "").lower().split()))
