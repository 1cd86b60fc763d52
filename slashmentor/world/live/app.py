"""`/live/me`: a stream that tells a member's open tab how much is unread, as it changes.

An ASGI application without Django's request cycle, which costs too much for hundreds of open tabs. A page's script
(base/pages, js/live.js) listens; where there is no stream (too many, none at this host) it asks each minute.

    event: unread
    data: 3
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import parse_cookie

from slashmentor.world.live.looking import reader_of
from slashmentor.world.live.streams import Full, Stream, Streams

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# A comment after so much silence: servers in between close what says nothing for a minute, often for half of one.
KEEP_ALIVE = 15.0
# A reader who takes nothing for so long is gone, whatever their connection says.
PATIENCE = 20.0
# What a browser waits before it connects again, in milliseconds.
RETRY = 3000

streams = Streams()


async def live(scope: Scope, receive: Receive, send: Send) -> None:
    """One connection; `scope` as ASGI 3 has it."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1000})
    elif scope["path"] != "/live/me":
        await _refuse(send, 404)
    elif scope["method"] != "GET":
        await _refuse(send, 405, (b"allow", b"GET"))
    else:
        await _me(scope, receive, send)


async def _me(scope: Scope, receive: Receive, send: Send) -> None:
    session_key = _session_key(scope)
    try:
        found = await streams.ask(reader_of, session_key) if session_key else None
    except DatabaseError:
        await _refuse(send, 503, (b"retry-after", b"5"))
        return
    if found is None:
        await _refuse(send, 401)
        return
    try:
        stream = streams.join(*found)
    except Full:
        await _refuse(send, 429, (b"retry-after", b"60"))
        return
    listening = asyncio.create_task(_end_when_left(receive, stream))
    try:
        # A reader who is gone, or stuck.
        with suppress(OSError, TimeoutError):
            await _tell(stream, send)
    finally:
        streams.leave(stream)
        listening.cancel()


async def _tell(stream: Stream, send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", b"text/event-stream; charset=utf-8"),
                (b"cache-control", b"private, no-store"),
                (b"x-accel-buffering", b"no"),  # nginx would keep it until its buffer is full
                (b"x-content-type-options", b"nosniff"),
            ],
        }
    )
    said = stream.unread
    await _say(send, f"retry: {RETRY}\nevent: unread\ndata: {said}\n\n")
    while not stream.ended:
        try:
            async with asyncio.timeout(KEEP_ALIVE):
                await stream.changed.wait()
        except TimeoutError:
            await _say(send, ":\n\n")
            continue
        stream.changed.clear()
        if not stream.ended and stream.unread != said:
            said = stream.unread
            await _say(send, f"event: unread\ndata: {said}\n\n")
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _say(send: Send, text: str) -> None:
    async with asyncio.timeout(PATIENCE):
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _end_when_left(receive: Receive, stream: Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def _refuse(send: Send, status: int, *headers: tuple[bytes, bytes]) -> None:
    plain = [
        (b"content-type", b"text/plain"),
        (b"content-length", b"0"),
        (b"cache-control", b"private, no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": [*plain, *headers]})
    await send({"type": "http.response.body", "body": b""})


async def _lifespan(receive: Receive, send: Send) -> None:
    """For servers that run this application alone."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            streams.end_all()
            return


def _session_key(scope: Scope) -> str:
    """The session cookie's value, "" without one."""
    for name, value in scope["headers"]:
        if name == b"cookie" and len(value) <= 8192:
            key = str(parse_cookie(value.decode("latin-1")).get(settings.SESSION_COOKIE_NAME, ""))
            return key if key.isascii() and key.isalnum() and len(key) <= 40 else ""
    return ""
