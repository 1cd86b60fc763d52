"""Orders members for a question, and says which signal spoke for whom.

A score is the weighted sum of ``signals.NAMES``: the log-odds of being the one who answers. ``weights.json`` holds
the weights that ``train`` made. Same figures, same question: same order (ties go to the lower member id).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .fading import Floats, Rows
from .figures import Asked, Figures
from .signals import NAMES, SIGNALS, SIMILAR_QUESTIONS, measure

WEIGHTS = Path(__file__).with_name("weights.json")
SHORTLIST = 1000  # members measured in full; below that, nobody is left out
SHORTLIST_TOPICS = 200  # of these, those with most answers in each of the question's topics
STEADY = 1  # the half-life by which the shortlist is drawn: the middle one


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``reasons``: signal → how much it lifts this member above the average of those ranked, in log-odds; with
    ``listed``, how much of the whole is owed to what the profile says. They sum to the score, ``listed`` aside.
    """

    member: int
    score: float
    chance: float  # the logarithm of the chance that they are the one, among those ranked
    reasons: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """``weights`` and ``spread``, (NAMES,) each: what a number counts, and how much it differs among candidates."""

    weights: NDArray[np.float64]
    spread: NDArray[np.float64]

    @classmethod
    def shipped(cls, kind: str) -> Model:
        """``live``: for figures that know of every answer; ``frozen``: for figures nobody has updated for long."""
        return cls.from_record(json.loads(WEIGHTS.read_text(encoding="utf-8"))[kind])

    @classmethod
    def from_record(cls, record: Mapping[str, Mapping[str, float]]) -> Model:
        """As in ``weights.json``: name → weight and spread."""
        return cls(*(np.array([record[name][what] for name in NAMES]) for what in ("weight", "spread")))

    def record(self) -> dict[str, dict[str, float]]:
        numbers = zip(NAMES, self.weights.tolist(), self.spread.tolist(), strict=True)
        return {name: {"weight": weight, "spread": spread} for name, weight, spread in numbers}


class Ranker:
    def __init__(self, model: Model) -> None:
        self.weights: Floats = model.weights.astype(np.float32)

    def scores(self, figures: Figures, question: Asked, rows: Rows, now: float) -> Floats:
        """(rows,)"""
        return np.asarray(measure(figures, question, rows, now) @ self.weights, dtype=np.float32)

    def suggest(
        self, figures: Figures, question: Asked, allowed: NDArray[np.bool_], now: float, *, most: int
    ) -> list[Suggestion]:
        """The best ``most`` of the ``allowed``, (members,): leave out asker, blocked, resting, at their limit."""
        rows = shortlist(figures, question, allowed, now)
        if not len(rows):
            return []
        numbers = measure(figures, question, rows, now)
        spoken = (numbers - numbers.mean(axis=0)) * self.weights
        scores = spoken.sum(axis=1)
        whole = np.logaddexp.reduce(scores.astype(np.float64))
        members = np.array([figures.members[row] for row in rows])
        best = np.lexsort((members, -scores))[:most]
        unlisted = measure(figures, question, rows[best], now, with_listed=False)
        owed = (numbers[best] - unlisted) @ self.weights
        return [
            Suggestion(
                int(members[at]),
                float(scores[at]),
                float(scores[at] - whole),
                _reasons(spoken[at], float(listed)),
            )
            for at, listed in zip(best, owed, strict=True)
        ]


def shortlist(figures: Figures, question: Asked, allowed: NDArray[np.bool_], now: float) -> Rows:
    """Rows worth measuring in full: who answers such questions and lately, who answers in its topics, who answered
    similar ones, and whose profile lists its topics. All of the ``allowed`` when they are few.
    """
    rows = np.flatnonzero(allowed)
    if len(rows) <= SHORTLIST:
        return rows
    everybody = slice(0, len(allowed))
    likely = figures.profiles.values[everybody, STEADY] @ question.vector
    likely *= np.exp2((figures.profiles.moments[everybody] - now) / figures.profiles.half_lives[STEADY])
    likely[~allowed] = -np.inf
    found = [np.argpartition(-likely, SHORTLIST)[:SHORTLIST]]
    for topic in question.topics:
        if topic in figures.topics:
            holders = figures.topics[topic]
            counts = holders.counts.read(slice(0, len(holders.rows)), now)[:, STEADY]
            found.append(np.array(holders.rows)[np.argsort(-counts, kind="stable")[:SHORTLIST_TOPICS]])
        listing = figures.listed_in.get(topic, {})
        most_listed = nsmallest(SHORTLIST_TOPICS, listing, key=lambda row: (-listing[row], row))
        found.append(np.array(most_listed, dtype=np.int64))
    places, _ = figures.similar.best(question.bag, SIMILAR_QUESTIONS, without=question.place)
    found.extend(np.array(figures.answered_by[place], dtype=np.int64) for place in places)
    together = np.unique(np.concatenate(found))
    return together[allowed[together]]


def _reasons(spoken: Floats, listed: float) -> dict[str, float]:
    by_name = dict(zip(NAMES, spoken.tolist(), strict=True))
    return {signal: sum(by_name[name] for name in names) for signal, names in SIGNALS.items()} | {
        "listed": listed
    }
