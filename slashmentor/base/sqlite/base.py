import random
import sqlite3
import time

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.utils import OperationalError

SHORTEST, LONGEST = 0.001, 0.006  # seconds between two tries


class DatabaseWrapper(SQLite):
    """SQLite that takes its writers in turn.

    SQLite's own waiting sleeps longer with each try, up to a tenth of a second, so that under load whoever came
    last gets the lock and whoever waited longest meets “database is locked” in the end: of 16 processes
    writing without a pause some starved for 20 seconds (tests/reliability/crowd.py). Here everybody who waits
    tries as often as everybody else, for as long as the `timeout` of the settings says.
    """

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5.0))
        self._busy_timeout(0)
        try:
            self._begin(deadline=time.monotonic() + patience)
        finally:
            self._busy_timeout(patience)

    def _begin(self, *, deadline: float) -> None:
        while True:
            try:
                super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs miss it
            except OperationalError as error:
                if not _is_busy(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(SHORTEST, LONGEST))  # noqa: S311 no secret depends on it
            else:
                return

    def _busy_timeout(self, seconds: float) -> None:
        # On the connection itself: this is no query of a page, and shouldn't be counted as one.
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _is_busy(error: OperationalError) -> bool:
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_BUSY
