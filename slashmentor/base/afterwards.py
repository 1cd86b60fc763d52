"""Writing down a little later what was only remembered while a page was made, in a thread of its own.

What is remembered is lost with a process that is killed; so it is for what hurts nobody then, like who read what.
"""

import atexit
import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connection, connections

logger = logging.getLogger(__name__)


class Afterwards:
    """Calls `write` within `seconds` of `soon()`, one thread at a time, and once more when the process ends.

    `waits` tells whether there is anything to write. When the database refuses, `lost` says so in the log and
    `forget`, if there is one, is called: no reason to disturb anything else.
    """

    def __init__(
        self,
        write: Callable[[], object],
        *,
        seconds: float,
        waits: Callable[[], bool],
        lost: str,
        forget: Callable[[], None] | None = None,
    ) -> None:
        self._write, self._seconds, self._waits, self._lost, self._forget = (
            write,
            seconds,
            waits,
            lost,
            forget,
        )
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        atexit.register(self._at_exit)

    def soon(self) -> None:
        """Let a thread write down what waits, unless one is about to."""
        # Another connection could not see what a transaction of ours has not committed (only tests read in one).
        if connection.in_atomic_block:
            return
        with self._lock:
            if self._timer is not None and self._timer.is_alive():
                return
            self._timer = threading.Timer(self._seconds, self._write_and_close)
            self._timer.daemon = True
            self._timer.start()

    def _write_and_close(self) -> None:
        try:
            self._write()
        except DatabaseError:
            if self._forget is not None:
                self._forget()
            logger.warning(self._lost, exc_info=True)
        finally:
            connections.close_all()

    def _at_exit(self) -> None:
        if self._waits() and not connection.in_atomic_block:
            self._write_and_close()
