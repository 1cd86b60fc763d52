"""Pages and streams in one process: `/live/` is asynchronous, everything else is the WSGI application in threads.

A request reaches a thread only when its body is here, whole: slow or broken clients hold no thread, and half a
form is never taken for a whole one.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware

from slashmentor.world.cli.servers import THREADS
from slashmentor.world.live.app import live
from slashmentor.wsgi import application as pages

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# The largest body that is taken; pictures have their own, lower limit (commons/media).
MOST = 20_000_000

# a2wsgi has types of its own for what ASGI calls a scope and a message.
_pages: Any = WSGIMiddleware(cast("Any", pages), workers=THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """One connection; `scope` as ASGI 3 has it."""
    if scope["type"] == "http" and scope["path"].startswith("/live/"):
        await live(scope, receive, send)
    elif scope["type"] == "http":
        await _page(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})


async def _page(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        body = await _whole_body(scope, receive)
    except OverflowError:
        await send(
            {"type": "http.response.start", "status": 413, "headers": [(b"content-type", b"text/plain")]}
        )
        await send({"type": "http.response.body", "body": b"That is too large."})
        return
    if body is None:
        return

    async def replay() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    await _pages(_plain(scope), replay, send)


async def _whole_body(scope: Scope, receive: Receive) -> bytes | None:
    """What the client sent; None when it left before the end, OverflowError when it is too much."""
    names = {name for name, _ in scope["headers"]}
    if not names & {b"content-length", b"transfer-encoding"}:
        return b""
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST:
            raise OverflowError
        if not message.get("more_body"):
            return b"".join(parts)


def _plain(scope: Scope) -> Scope:
    """The request as WSGI can carry it."""
    return {
        **scope,
        # Raw bytes in a query would be an error in the bridge.
        "query_string": quote_from_bytes(scope["query_string"], safe="%&=+;/?:@!$'()*,[]~|").encode(),
        # X_Forwarded_For and X-Forwarded-For are one name in WSGI: who wants to forge a header writes the first.
        "headers": [(name, value) for name, value in scope["headers"] if b"_" not in name],
    }
