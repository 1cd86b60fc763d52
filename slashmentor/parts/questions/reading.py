"""Counts who reads a question: once for each visitor and day, written together every few seconds.

A page that is only read writes nothing while the reader waits. What is counted waits in this process; when the
process is killed, the readers of the last seconds are not counted, which hurts nobody.
"""

import threading
from collections import Counter
from datetime import date, datetime

from django.db import connection, transaction

from slashmentor.base.afterwards import Afterwards

SECONDS = 5  # between two writes
MOST_WAITING = 20_000
BATCH = 200  # rows of one INSERT: SQLite takes 32,766 parameters

_waiting: set[tuple[int, date, str]] = set()
_lock = threading.Lock()


def read(question_id: int, visitor: str | None, now: datetime) -> None:
    """Remember that this visitor reads this question; counted within a few seconds (`flush` counts at once)."""
    if visitor is None:
        return
    with _lock:
        if len(_waiting) < MOST_WAITING:
            _waiting.add((question_id, now.date(), visitor))
    _writing.soon()


def flush() -> int:
    """Write down everybody who waits to be counted. How many were new today."""
    with _lock:
        taken = sorted(_waiting)
        _waiting.clear()
    counted: Counter[int] = Counter()
    if not taken:
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(0, len(taken), BATCH):
            batch = taken[start : start + BATCH]
            ids = sorted({question for question, _, _ in batch})
            cursor.execute(
                f"SELECT id FROM questions_entry WHERE id IN ({', '.join(['%s'] * len(ids))})",  # noqa: S608
                ids,
            )
            there = {row[0] for row in cursor.fetchall()}
            values = [value for row in batch if row[0] in there for value in row]
            if not values:
                continue
            cursor.execute(
                "INSERT INTO questions_view (question_id, day, visitor) VALUES "  # noqa: S608
                + ", ".join(["(%s, %s, %s)"] * (len(values) // 3))
                + " ON CONFLICT DO NOTHING RETURNING question_id",
                values,
            )
            counted.update(row[0] for row in cursor.fetchall())
        # In the order of their ids, so that two processes never wait for each other crosswise.
        for question_id, readers in sorted(counted.items()):
            cursor.execute(
                "UPDATE questions_entry SET views = views + %s WHERE id = %s", [readers, question_id]
            )
    return counted.total()


def forget() -> None:
    """Count none of those who wait: for tests, whose readers go with their database."""
    with _lock:
        _waiting.clear()


_writing = Afterwards(
    flush, seconds=SECONDS, waits=lambda: bool(_waiting), lost="Readers could not be counted."
)
