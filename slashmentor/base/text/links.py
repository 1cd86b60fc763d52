"""Which addresses a text may point to, and finding them when they are written bare."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

REL = "nofollow noopener ugc"
"""For links that lead out: no vote for search engines, no hold on our window."""

MAX_HREF = 2_000

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ALLOWED = re.compile(r"(?:https?://[^/\s\\]|mailto:[^\s]|/(?![/\\])|#)", re.IGNORECASE)
_OUTGOING = re.compile(r"https?://", re.IGNORECASE)
_OPENING = {")": "(", "]": "[", "}": "{"}
_BARE = re.compile(r"(?<![\w@/:.-])(?:https?://|www\.)[^\s<>\"“”\ufdd0-\ufdef]+", re.IGNORECASE)


def allowed_href(href: str) -> bool:
    """Say whether a link may lead there: http, https, mailto, a path of ours, a fragment."""
    return len(href) <= MAX_HREF and _ALLOWED.match(href) is not None


def is_outgoing(href: str) -> bool:
    """Say whether the address names a server, so that the link needs `REL`."""
    return _OUTGOING.match(href) is not None


def picture_src(src: str) -> str | None:
    """Return from where a picture may be loaded: our own media or https (http becomes https); None: nowhere."""
    if len(src) > MAX_HREF:
        return None
    if src.startswith("/media/") and ".." not in src:
        return src
    if src[:7].lower() == "http://":
        src = "https://" + src[7:]
    if src.startswith("//"):
        src = "https:" + src
    return src if re.match(r"https://[^/\s\\]", src, re.IGNORECASE) else None


def resolve(href: str, base_url: str) -> str:
    """Return `href` as it is meant on the page `base_url`; empty when it can't be read as an address."""
    href = href.strip()
    if not base_url or href.startswith("#") or (_SCHEME.match(href) and not href.lower().startswith("http")):
        return href
    try:
        return urljoin(base_url, href)
    except ValueError:  # "http://[" and its like
        return ""


def bare_addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and href of the addresses in plain text, without the punctuation that follows them.

    The rule is GitHub's (GFM 6.9): a closing bracket belongs to the address when one opens in it.
    """
    for match in _BARE.finditer(text):
        address = match[0][: MAX_HREF + 1]
        while address:
            last = address[-1]
            unopened = last in _OPENING and address.count(last) > address.count(_OPENING[last])
            if not unopened and last not in "?!.,:;*_~'’":
                break
            address = address[:-1]
        href = address if is_outgoing(address) else f"https://{address}"
        if allowed_href(href) and "." in address:
            yield match.start(), match.start() + len(address), href
