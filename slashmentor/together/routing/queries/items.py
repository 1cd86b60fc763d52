"""What stands on the list, whoever found it, and what it is sorted by."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

FRESH = timedelta(days=7)  # a question half as fresh counts 0.7 as much
FIRST = 1.3  # by how much somebody's first question here comes before others
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Item:
    """A question that fits somebody, and the facts that say so (`words.py` turns them into a sentence)."""

    id: int
    title: str
    path: str
    topics: tuple[str, ...]
    answer_count: int
    created_at: datetime
    is_first: bool = False  # its asker's first here
    is_told: bool = False  # they were told of it: it is part of their week already
    facts: tuple[dict[str, Any], ...] = ()


def timeliness(created_at: datetime, *, answer_count: int, is_answered: bool, now: datetime) -> float:
    """1 for a question asked just now that nobody answered; less when it is older or has answers already."""
    age = max((now - created_at) / FRESH, 0)
    waiting = 1.0 if answer_count == 0 else 0.35 if is_answered else 0.6
    return waiting / math.sqrt(1 + age)
