"""One import at a time."""

import contextlib
import fcntl
from collections.abc import Iterator

from django.conf import settings

from slashmentor.base.errors import ForPeople


class AnotherRuns(ForPeople):
    """Another process of this instance brings something in right now."""


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the lock that every import takes; it goes with the process, however that ends. Raises AnotherRuns."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "import.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AnotherRuns("Another import is running. Please wait until it has ended.") from error
        yield
