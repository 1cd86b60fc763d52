"""Keeps finished pages for visitors, and finished parts of pages for everybody.

The rules, so that nobody ever gets a page that was made for somebody else:

- A whole page is kept only for plain GETs of readers without a session, a waiting message or a token, and
  only if making it set no cookie and asked for no CSRF token.
- Its key is host, path, sorted query and language, and what the caller adds. Whatever else a page depends
  on belongs into the caller's `key` or `version`.
- What is kept carries its version. The caller reads the version now (one tiny query), and anything kept
  under another version is made anew. So a change is seen at once, in all processes.
- A part (`cached_fragment`) is shared by members too, so it must say nothing about its reader.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from itertools import zip_longest
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language
from markupsafe import Markup

from slashmentor.base.pages import gzipped

LONGEST = 600  # seconds: versions say what is fresh, this only frees memory
BIGGEST = 512_000  # bytes of one page
LONGEST_QUERY = 200  # characters; longer ones are made up by machines, and would push real pages out
SMALLEST_GZIPPED = 1_000

try:
    RELEASE = version_of(__name__.partition(".")[0])
except PackageNotFoundError:  # run from a checkout without being installed
    RELEASE = ""


class Kept(NamedTuple):
    """A page in pieces: between two of them stands what `fill` gives for the place."""

    version: str
    content_type: str
    pieces: tuple[bytes, ...]
    places: tuple[str, ...]
    deflated: tuple[bytes, ...]


def cached_page(
    request: HttpRequest,
    key: str,
    version: object,
    make: Callable[[], HttpResponse],
    *,
    fill: Mapping[str, object] | None = None,
    seconds: int = LONGEST,
) -> HttpResponse:
    """The page that `make` makes, from the cache where that is allowed (rules above).

    `version` is anything whose `str` changes when the page does. `fill` replaces placeholders on the way
    out, for figures that change more often than the page: `{"<!--views-->": "1,204"}` (its values are
    escaped unless they are Markup). Answers 304 to a browser that still has this very page.
    """
    texts = {place: str(Markup.escape(value)).encode() for place, value in (fill or {}).items()}
    if not is_shareable(request):
        return _filled(make(), texts)
    name = _name(request, key, *sorted(texts))
    marked = f"{RELEASE}:{version}"
    kept: Kept | None = cache.get(name)
    if kept is None or kept.version != marked:
        response = make()
        kept = _keep(request, response, marked, texts)
        if kept is None:
            return _filled(response, texts)
        cache.set(name, kept, min(seconds, LONGEST))
    return _answer(request, name, kept, texts)


def cached_fragment(key: str, version: object, make: Callable[[], str], *, seconds: int = LONGEST) -> Markup:
    """The markup that `make` makes, kept for all readers under key, language and version.

    `make` has to give safe HTML (a rendered template) that is the same for every reader.
    """
    name = "part:" + _digest(key, get_language() or "")
    marked = f"{RELEASE}:{version}"
    kept: tuple[str, str] | None = cache.get(name)
    if kept is None or kept[0] != marked:
        kept = (marked, str(make()))
        if len(kept[1]) <= BIGGEST:
            cache.set(name, kept, min(seconds, LONGEST))
    return Markup(kept[1])  # noqa: S704 - made by `make`, which promises safe HTML


def is_shareable(request: HttpRequest) -> bool:
    """Whether this reader is nobody in particular, so that they may get what another visitor got."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and "HX-Request" not in request.headers
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _name(request: HttpRequest, *key: str) -> str:
    query = "&".join(sorted(request.META.get("QUERY_STRING", "").split("&")))
    return "page:" + _digest(*key, request.get_host(), request.path, query, get_language() or "")


def _digest(*parts: str) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:40]


def _keep(
    request: HttpRequest, response: HttpResponse, version: str, texts: Mapping[str, bytes]
) -> Kept | None:
    """The response as it may be kept; None when it is an error, too big, or somebody's own."""
    session = getattr(request, "session", None)
    if (
        response.status_code != 200
        or response.streaming
        or response.cookies
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
        or (session is not None and session.modified)
        or getattr(getattr(request, "_messages", None), "used", False)
        or "private" in response.headers.get("Cache-Control", "")
        or len(response.content) > BIGGEST
    ):
        return None
    pieces, places = _parted(bytes(response.content), texts)
    small = len(response.content) < SMALLEST_GZIPPED
    return Kept(
        version,
        response.headers["Content-Type"],
        pieces,
        places,
        () if small else tuple(gzipped.deflated(piece) for piece in pieces),
    )


def _answer(request: HttpRequest, name: str, kept: Kept, texts: Mapping[str, bytes]) -> HttpResponse:
    etag = f'W/"{_digest(name, kept.version, *(text.decode() for text in texts.values()))}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        between = [texts[place] for place in kept.places]
        body = _joined(kept.pieces, between)
        if kept.deflated and "gzip" in request.headers.get("Accept-Encoding", ""):
            # Safe to compress (BREACH): a page for everybody holds no secret.
            body = gzipped.joined(kept.deflated, between, body)
            response = HttpResponse(body, content_type=kept.content_type)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(body, content_type=kept.content_type)
    response.headers["ETag"] = etag
    # Ask each time: the version is cheap to check, and an edited answer must not stay old for a minute.
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Language", "Accept-Encoding", "HX-Request"))
    return response


def _filled(response: HttpResponse, texts: Mapping[str, bytes]) -> HttpResponse:
    if texts and not response.streaming:
        pieces, places = _parted(bytes(response.content), texts)
        response.content = _joined(pieces, [texts[place] for place in places])
    return response


def _parted(body: bytes, texts: Mapping[str, bytes]) -> tuple[tuple[bytes, ...], tuple[str, ...]]:
    """The body's pieces, and the places between them, in order."""
    if not texts:
        return (body,), ()
    found = re.split(b"(" + b"|".join(re.escape(place.encode()) for place in texts) + b")", body)
    return tuple(found[::2]), tuple(place.decode() for place in found[1::2])


def _joined(pieces: Sequence[bytes], between: Sequence[bytes]) -> bytes:
    return b"".join(bit for pair in zip_longest(pieces, between, fillvalue=b"") for bit in pair)
