"""What a page links to, and whether one of its links is meant: for pages that show whose they are."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from slashmentor.base.fetch import Fetched

MOST_LINKS = 5000
# One link of an HTTP header: <https://example.org/@ada>; rel="me"
_IN_HEADER = re.compile(r"<([^<>]{1,2000})>((?:\s*;[^,<]{0,500})?)")
_REL = re.compile(r"""\brel\s*=\s*(?:"([^"]*)"|([\w-]+))""", re.IGNORECASE)


def links_with_rel_me(page: Fetched) -> list[str]:
    """Where the page says that its author is, too: rel="me" of <a>, <link> and the Link header, as whole addresses."""
    in_header = [address for address, rel in _header_links(page) if "me" in rel]
    return [*in_header, *_in_document(page, rel_me=True)]


def all_links(page: Fetched) -> list[str]:
    """Every <a> and <link> of the page, as whole addresses."""
    return list(_in_document(page, rel_me=False))


def leads_to(links: Iterable[str], address: str) -> bool:
    """Whether one of them is this address; http and https, a slash at the end and capitals of the host don't matter."""
    wanted = place_of(address)
    return any(place_of(link) == wanted for link in links)


def place_of(address: str) -> tuple[str, str]:
    """Host and path of an address, to be compared; ("", "") for what is none."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return "", ""
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "", ""
    host = parts.hostname.removeprefix("www.")
    return (host if port in {None, 80, 443} else f"{host}:{port}"), parts.path.rstrip("/").lower()


def _header_links(page: Fetched) -> Iterator[tuple[str, set[str]]]:
    for address, rest in _IN_HEADER.findall(page.headers.get("link", "")):
        rel = _REL.search(rest)
        yield urljoin(page.url, address), set((rel[1] or rel[2]).lower().split()) if rel else set()


def _in_document(page: Fetched, *, rel_me: bool) -> Iterator[str]:
    document = _parsed(page)
    if document is None:
        return
    base = document.find(".//base[@href]")
    here = _joined(page.url, base.get("href", "")) if base is not None else page.url
    for number, link in enumerate(document.iter("a", "link")):
        if number > MOST_LINKS:
            return
        if "href" in link.attrib and (not rel_me or "me" in link.get("rel", "").lower().split()):
            yield _joined(here, link.get("href", ""))


def _joined(here: str, address: str) -> str:
    try:
        return urljoin(here, address.strip())
    except ValueError:
        return ""


def _parsed(page: Fetched) -> lxml_html.HtmlElement | None:
    """The document; None for what is no HTML. No network, no entities of its own, no endless depth."""
    if page.kind not in {"text/html", "application/xhtml+xml", ""} or not page.body.strip():
        return None
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        return lxml_html.document_fromstring(page.text.encode(errors="replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
