"""What a ranking did over many questions: how far up an answerer stood, and how evenly the top places were spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .fading import Floats
from .places import TOP, Places
from .protocol import Trial

FAR = 20  # of "hit@20"

Measured = dict[str, float | None]


class Tally:
    """Adds up one ranking's trials; with ``places``, under their cap. ``spare``: places are kept for the questions
    that fit somebody best (ours); else first come, first served.
    """

    def __init__(self, places: Places | None = None, *, spare: bool = False) -> None:
        self.places = places
        self.spare = spare
        self.ranks: list[int] = []
        self.shown: Counter[int] = Counter()

    def add(self, trial: Trial, scores: Floats) -> None:
        """``scores`` belong to ``trial.rows``. Every question takes top places; those that no candidate answered have
        no rank.
        """
        if self.places is None:
            order = np.argsort(-scores, kind="stable")
        else:
            order = self.places.order(trial.rows, scores, spare=self.spare)
        self.shown.update(trial.rows[order[:TOP]].tolist())
        if trial.relevant.any():
            self.ranks.append(int(np.argmax(trial.relevant[trial.rows[order]])) + 1)

    def figures(self, candidates: int) -> Measured:
        """``mrr``, ``hit@5``, ``hit@20``, the standard error of each as ``se_…`` (None for a single question), and
        ``load_gini`` of the top places over all ``candidates``.
        """
        ranks = np.array(self.ranks, dtype=np.float64)
        within = {f"hit@{most}": (ranks <= most).astype(np.float64) for most in (TOP, FAR)}
        idle = [0] * (candidates - len(self.shown))
        return with_errors({"mrr": 1 / ranks, **within}) | {
            "load_gini": round(gini([*self.shown.values(), *idle]), 3)
        }


def with_errors(values: Mapping[str, NDArray[np.float64]]) -> Measured:
    """Name → mean, ``se_name`` → its standard error (None where one value can't tell)."""
    means: Measured = {name: round(float(each.mean()), 4) for name, each in values.items()}
    return means | {
        f"se_{name}": round(float(each.std(ddof=1) / np.sqrt(len(each))), 4) if len(each) > 1 else None
        for name, each in values.items()
    }


def gini(amounts: Sequence[float]) -> float:
    """0: all alike, or nothing to share; towards 1: one has all (Gini 1912, by the sorted sum)."""
    rising = np.sort(np.array(amounts, dtype=np.float64))
    places = np.arange(1, len(rising) + 1)
    return float(((2 * places - len(rising) - 1) * rising).sum() / max(len(rising) * rising.sum(), 1e-9))
