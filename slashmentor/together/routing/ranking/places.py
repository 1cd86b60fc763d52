"""A fair share of the top places: nobody stands in the top five more often than they said, and what they have is
kept for the questions that fit them best.

Somebody who would stand there for ten questions a week and has five places gets the five likeliest ones: their
chance is held against their own recent chances, a reserve price as in online assignment with budgets (Devanur &
Hayes 2009). Counts and chances only, nothing random.
"""

from __future__ import annotations

from collections import Counter, deque

import numpy as np
from numpy.typing import NDArray

from .fading import Floats, Rows

TOP = 5
MEMORY = 8  # windows of questions over which a member's chances are remembered


class Places:
    """``cap`` top places for each member among any ``window`` questions in a row."""

    def __init__(self, cap: int, window: int) -> None:
        self.cap, self.window = cap, window
        self.recent: deque[list[int]] = deque(maxlen=window - 1)
        self.chances: dict[int, deque[tuple[int, float]]] = {}
        self.questions = 0

    def order(self, rows: Rows, scores: Floats, *, spare: bool = True) -> NDArray[np.int64]:
        """Positions in ``rows``, best first: five who have a place left (fewer when fewer have), then all others as they
        come. Takes the places. ``spare=False``: first come, first served, nothing is kept.
        """
        natural = np.argsort(-scores, kind="stable")
        odds = np.exp(np.minimum(scores - scores.max(), 0.0).astype(np.float64))
        chances = odds / odds.sum()
        taken = Counter(row for top in self.recent for row in top)
        top: list[int] = []
        kept: list[int] = []  # have a place, but better questions for it
        for at in natural.tolist():
            if len(top) == TOP:
                break
            row = int(rows[at])
            reserve = self._reserve(row) if spare else 0.0
            self.chances.setdefault(row, deque()).append((self.questions, float(chances[at])))
            if taken[row] < self.cap:
                (top if chances[at] >= reserve else kept).append(at)
        top = sorted([*top, *kept[: TOP - len(top)]], key=lambda at: (-float(scores[at]), at))
        self.questions += 1
        self.recent.append([int(rows[at]) for at in top])
        return np.concatenate([top, natural[~np.isin(natural, top)]]).astype(np.int64)

    def _reserve(self, row: int) -> float:
        """The chance from which a question is worth one of the member's places: 0 when there are places enough."""
        since = self.questions - MEMORY * self.window
        remembered = self.chances.setdefault(row, deque())
        while remembered and remembered[0][0] < since:
            remembered.popleft()
        share = self.cap / self.window * min(self.questions, MEMORY * self.window)
        if len(remembered) <= share or self.questions < self.window:
            return 0.0
        return sorted((chance for _, chance in remembered), reverse=True)[int(share)]
