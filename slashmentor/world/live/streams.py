"""The open streams of this process, and the one loop that looks for all of them what is new."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import Error as DatabaseError

from slashmentor.world.live import looking
from slashmentor.world.live.looking import Reader

logger = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

# How often we look, in seconds: what is new arrives, and what was taken back ends, within about this time.
EVERY = 1.0
# A browser opens one for each tab that is looked at; more than this is a program.
MOST_OF_A_MEMBER = 6
# What one process holds; one UPDATE of a count costs the same for all of them.
MOST = 2000


class Full(Exception):
    """There are as many streams as we hold, of this member or of all."""


class Stream:
    """One open tab. `changed` wakes who writes to it: there is something to say, or it has ended."""

    def __init__(self, reader: Reader, unread: int) -> None:
        self.reader = reader
        self.unread = unread
        self.ended = False
        self.changed = asyncio.Event()

    def tell(self, unread: int) -> None:
        if unread != self.unread:
            self.unread = unread
            self.changed.set()

    def end(self) -> None:
        self.ended = True
        self.changed.set()


class Streams:
    """All streams of a process. Everything here runs in its event loop, but for the database, which has a thread."""

    def __init__(self) -> None:
        self._open: set[Stream] = set()
        self._of: Counter[int] = Counter()
        self._loop: asyncio.Task[None] | None = None
        # One thread, so one connection, however many streams there are.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live")

    async def ask(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function that uses the database, in its thread."""
        running = asyncio.get_running_loop()
        return await running.run_in_executor(
            self._thread, lambda: looking.with_connection(function, *args, **kwargs)
        )

    def join(self, reader: Reader, unread: int) -> Stream:
        """A new stream for this reader; `leave` it in any case. Raises Full."""
        if len(self._open) >= MOST or self._of[reader.member_id] >= MOST_OF_A_MEMBER:
            raise Full
        stream = Stream(reader, unread)
        self._open.add(stream)
        self._of[reader.member_id] += 1
        if self._loop is None or self._loop.done():
            self._loop = asyncio.create_task(self._look_on())
        return stream

    def leave(self, stream: Stream) -> None:
        if stream in self._open:
            self._open.remove(stream)
            self._of[stream.reader.member_id] -= 1
            if not self._of[stream.reader.member_id]:
                del self._of[stream.reader.member_id]

    def end_all(self) -> None:
        """The process ends: let go of everybody, so that nothing has to wait for them. They come back by themselves."""
        for stream in self._open:
            stream.end()

    async def _look_on(self) -> None:
        """Until nobody is here."""
        while True:
            while self._open:
                await asyncio.sleep(EVERY)
                await self._look()
            await self.ask(looking.let_go)
            if not self._open:  # somebody may have come in the meantime, and found this loop running
                return

    async def _look(self) -> None:
        readers = {stream.reader for stream in self._open}
        try:
            found = await self.ask(looking.look, readers)
        except DatabaseError as error:
            # Away for a moment, as pages are too; nothing can be changed meanwhile either.
            logger.warning("the database can't be asked for the streams: %s", str(error).strip())
            return
        for stream in self._open:
            if stream.reader in found:
                stream.tell(found[stream.reader])
            elif stream.reader in readers:
                stream.end()
