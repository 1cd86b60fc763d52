"""The index of the process it stands in: read once, then kept right by what happens.

with the_index() as index:
    index.best(question, …)
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from ..models import Learned
from ..ranking.protocol import VECTOR_SIZE
from ..ranking.text import TextModel
from . import following, learning, weighing
from .own import Index

_lock = threading.RLock()
_held: Index | None = None


@contextmanager
def the_index() -> Iterator[Index]:
    """The one of this process, brought up to date; nobody else is in it meanwhile."""
    global _held  # noqa: PLW0603 - a process has one
    with _lock:
        row = Learned.objects.filter(state=Learned.State.IN_USE).values_list("pk", "weights").first()
        learned_id, weights = row or (None, {})
        if _held is not None and _held.learned_id == learned_id and not _held.is_stale:
            following.catch_up(_held)
        if _held is None or _held.learned_id != learned_id or _held.is_stale:
            _held = None  # not two of them in memory
            made = Index(learned_id, learning.text_of(learned_id) if learned_id else _no_text())
            made.load()
            _held = made
        _held.weigh(weights, weighing.newest_factors())
        yield _held


def forget() -> None:
    """The next one begins anew."""
    global _held  # noqa: PLW0603
    with _lock:
        _held = None
        learning.text_of.cache_clear()


def _no_text() -> TextModel:
    """Until something was learned: words are alike only where they are the same."""
    return TextModel({}, np.zeros(0, np.float32), np.zeros((0, VECTOR_SIZE), np.float32))
