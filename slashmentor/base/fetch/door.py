"""One fetch: look the host up, check every address, go to the checked one, read to the end or the limit."""

import asyncio
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlencode

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from slashmentor import __version__
from slashmentor.base.fetch.addresses import Address, is_public, resolve
from slashmentor.base.fetch.errors import (
    Forbidden,
    NotFetched,
    NotThere,
    TooLarge,
    TooSlow,
    Unchanged,
    Unreachable,
)

LONGEST_URL = 2000
_REDIRECTS = {301, 302, 303, 307, 308}
_REPEATING = {307, 308}  # with the same method and body
_ADDRESSES_TRIED = 4


@dataclass(frozen=True)
class Fetched:
    """What came: the address that it came from in the end, and its body as text and bytes."""

    url: str
    headers: Mapping[str, str]  # several of one name are joined by commas
    body: bytes

    @property
    def kind(self) -> str:
        """The media type: text/html."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body in the charset that it says, else UTF-8; what isn't in it is replaced."""
        _kind, _mark, said = self.headers.get("content-type", "").lower().partition("charset=")
        charset = said.partition(";")[0].strip(" \"'")
        try:
            return self.body.decode(charset or "utf-8", errors="replace")
        except (LookupError, ValueError):
            return self.body.decode("utf-8", errors="replace")


@dataclass(frozen=True)
class Door:
    """How far fetches go. `OUTSIDE` is the one that jobs use; only tests make others, which reach their own servers."""

    seconds: float = 10  # for all of it: names, redirects, reading
    most_bytes: int = 1_000_000  # after decompression
    most_redirects: int = 3
    ports: frozenset[int] | None = frozenset({80, 443})  # None: any
    allows: Callable[[Address], bool] = is_public
    resolve: Callable[[str, float], list[Address]] = resolve

    def fetch(
        self,
        url: str,
        *,
        accept: str = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
        etag: str = "",
    ) -> Fetched:
        """GET a page of the open web. Raises NotFetched (one of its kinds) with a sentence.

        With the `etag` that the page had before, Unchanged when it is still that one.
        Not inside an event loop: it runs one of its own, whose deadline ends whatever the other side does.
        """
        known = {"If-None-Match": etag} if etag else {}
        return asyncio.run(self._in_time(url, _Asked("GET", {"Accept": accept, **known})))

    def send(self, url: str, form: Mapping[str, str]) -> Fetched:
        """POST a form to a place of the open web; what it answers, when that is a success. Raises NotFetched.

        Only redirects that say to send it again there are followed (307, 308).
        """
        headers = {"Accept": "*/*", "Content-Type": "application/x-www-form-urlencoded"}
        return asyncio.run(self._in_time(url, _Asked("POST", headers, urlencode(form).encode())))

    async def _in_time(self, url: str, asked: "_Asked") -> Fetched:
        end = time.monotonic() + self.seconds
        try:
            async with asyncio.timeout(self.seconds):
                return await self._follow(url, asked, end)
        except TimeoutError as error:
            raise TooSlow from error
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, zlib.error) as error:
            raise Unreachable from error

    async def _follow(self, url: str, asked: "_Asked", end: float) -> Fetched:
        there = checked(url)
        for _hop in range(self.most_redirects + 1):
            status, headers, body = await self._once(there, asked, end)
            if status in asked.redirects and "location" in headers:
                there = checked(str(there.join(headers["location"])))
                continue
            if status == httpx.codes.NOT_MODIFIED and "If-None-Match" in asked.headers:
                raise Unchanged
            if not asked.is_answered(status):
                raise NotThere(status)
            return Fetched(str(there.copy_with(fragment=None)), headers, body)
        raise Unreachable(_("That address leads on and on, and to no page."))

    async def _once(self, url: httpx.URL, asked: "_Asked", end: float) -> tuple[int, httpx.Headers, bytes]:
        """One request to one of the host's checked addresses; the next one where nobody answers."""
        port = url.port or (443 if url.scheme == "https" else 80)
        if self.ports is not None and port not in self.ports:
            raise Forbidden
        nobody: NotFetched = Unreachable()
        for address in self._addresses(url.raw_host.decode("ascii"), end)[:_ADDRESSES_TRIED]:
            transport = httpx.AsyncHTTPTransport(verify=_trusted(), trust_env=False, http2=False)
            async with transport:
                try:
                    response = await transport.handle_async_request(_request(url, address, asked))
                except httpx.ConnectError as error:
                    nobody = Unreachable()
                    nobody.__cause__ = error
                    continue
                if response.status_code in _REDIRECTS | {httpx.codes.NOT_MODIFIED}:
                    return response.status_code, response.headers, b""
                return response.status_code, response.headers, await self._read(response)
        raise nobody

    def _addresses(self, host: str, end: float) -> list[Address]:
        """Those of the host, all of them checked: of a host that is here and there at once, none is tried."""
        try:
            found = [ip_address(host)]
        except ValueError:
            found = self.resolve(host, end - time.monotonic())
        if not found:
            raise Unreachable
        if not all(self.allows(address) for address in found):
            raise Forbidden
        return found

    async def _read(self, response: httpx.Response) -> bytes:
        """The body, unpacked; never more in memory than the limit and one piece."""
        unpack = _unpacker(response.headers.get("content-encoding", "identity").strip().lower())
        body = bytearray()
        async for piece in response.stream:  # type: ignore[union-attr]
            body += unpack(piece, self.most_bytes - len(body) + 1)
            if len(body) > self.most_bytes:
                raise TooLarge
        return bytes(body)


@dataclass(frozen=True)
class _Asked:
    """What one request says beyond its address."""

    method: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def redirects(self) -> set[int]:
        return _REDIRECTS if self.method == "GET" else _REPEATING

    def is_answered(self, status: int) -> bool:
        return status == httpx.codes.OK if self.method == "GET" else status in range(200, 300)


def checked(url: str) -> httpx.URL:
    """An address of the web: http or https, a host, no password inside. Raises Forbidden."""
    if len(url) > LONGEST_URL:
        raise Forbidden
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Forbidden from error
    if parsed.scheme not in {"http", "https"} or not parsed.host or parsed.userinfo:
        raise Forbidden
    return parsed


def _request(url: httpx.URL, address: Address, asked: _Asked) -> httpx.Request:
    """To the address that was checked, and no other; the host's name goes along in Host and in TLS."""
    return httpx.Request(
        asked.method,
        url.copy_with(host=str(address), fragment=None),
        content=asked.body or None,
        headers={
            "Host": url.netloc.decode("ascii"),
            "User-Agent": f"Slashmentor/{__version__} (+{settings.SITE_URL}/about)",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **asked.headers,
        },
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def _unpacker(coding: str) -> Callable[[bytes, int], bytes]:
    """Undoes a content coding piece by piece, and stops at the given length, so that no bomb goes off."""
    if coding in {"", "identity"}:
        return lambda piece, _most: piece
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise Unreachable
    # 32: gzip or zlib, whichever its beginning says.
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    return lambda piece, most: packed.decompress(packed.unconsumed_tail + piece, most)


@cache
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context()


OUTSIDE = Door()
