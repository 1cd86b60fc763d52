"""How everybody stands with a question, kept small: enough to say where one more member would stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..ranking.fading import Floats
from ..ranking.figures import Asked, Figures
from ..ranking.ranker import Ranker, shortlist
from ..ranking.signals import NAMES, SIGNALS, measure

PLACES = 50  # the first ones have numbers


@dataclass(frozen=True, slots=True)
class Standing:
    """Of those who were ranked at `at`: the mean of their numbers (NAMES,), the logarithm of the sum of their odds, and
    the best scores, best first.
    """

    asked: Asked
    at: float
    mean: Floats
    log_sum: float
    best: Floats

    def chance(self, score: float) -> float:
        """The logarithm of the chance that somebody with this score is the one who answers."""
        return min(0.0, score - self.log_sum)

    def place(self, score: float) -> int:
        """From 1; 0 when it isn't among the first."""
        place = int((self.best > score).sum()) + 1
        return place if place <= PLACES else 0


def stand(figures: Figures, ranker: Ranker, asked: Asked, allowed: NDArray[np.bool_], now: float) -> Standing:
    rows = shortlist(figures, asked, allowed, now)
    if not len(rows):
        return Standing(asked, now, np.zeros(len(NAMES), np.float32), 0.0, np.zeros(0, np.float32))
    numbers = measure(figures, asked, rows, now)
    scores = numbers @ ranker.weights
    log_sum = float(np.logaddexp.reduce(scores.astype(np.float64)))
    return Standing(asked, now, numbers.mean(axis=0), log_sum, np.sort(scores)[::-1][:PLACES].copy())


def score_of(figures: Figures, ranker: Ranker, asked: Asked, row: int, now: float) -> float:
    """One member's score for a question."""
    (numbers,) = measure(figures, asked, np.array([row]), now)
    return float(numbers @ ranker.weights)


def reasons_of(
    figures: Figures, ranker: Ranker, standing: Standing, row: int, now: float
) -> dict[str, float]:
    """One member's reasons, as `ranker.Suggestion` gives them."""
    (numbers,) = measure(figures, standing.asked, np.array([row]), now)
    unlisted = numbers
    if row in figures.listed:
        (unlisted,) = measure(figures, standing.asked, np.array([row]), now, with_listed=False)
    spoken = dict(zip(NAMES, ((numbers - standing.mean) * ranker.weights).tolist(), strict=True))
    reasons = {signal: sum(spoken[name] for name in names) for signal, names in SIGNALS.items()}
    return reasons | {"listed": float((numbers - unlisted) @ ranker.weights)}
