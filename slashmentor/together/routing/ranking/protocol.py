"""The measured past, replayed (``contract.md``, "Routing data"): frozen, where nothing after the first test
question is known, and live, where each question finds what was known when it was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fading import Rows
from .figures import Asked, Figures
from .history import Question, answers_in_order
from .text import TextModel, bag_of

TRAINING_SHARE = 0.8
LEAST_ANSWERS = 5
VECTOR_SIZE = 100


@dataclass(frozen=True, slots=True)
class Trial:
    """One test question: who may be ranked and who of them answered, (members,) each."""

    question: Question
    asked: Asked
    now: float
    figures: Figures
    allowed: NDArray[np.bool_]
    relevant: NDArray[np.bool_]

    @property
    def rows(self) -> Rows:
        return np.flatnonzero(self.allowed)


def replay(
    history: Sequence[Question], start: int, end: int, *, live: bool, size: int = VECTOR_SIZE
) -> Iterator[Trial]:
    """The questions from ``start`` to ``end`` as trials, after those before as training. The figures are the same
    object all along: look at a trial before asking for the next.
    """
    bags = [bag_of(q.title, q.body, q.topics) for q in history[:end]]
    figures = Figures(TextModel.learn(bags[:start], size=size))
    candidates = candidates_at(history, start)
    figures.rows(candidates)
    told = _Teller(history, figures)
    for place in range(start):
        told.until(history[place].asked, now=place)
        figures.asked(figures.see(bags[place], history[place].topics))
    told.until(history[start].asked, now=start)
    for place in range(start, end):
        question = history[place]
        if live:
            told.until(question.asked, now=place)
        asked = figures.see(bags[place], question.topics)
        allowed = np.zeros(len(figures.members), dtype=np.bool_)
        allowed[[figures.row(member) for member in candidates if member != question.asker]] = True
        relevant = np.zeros_like(allowed)
        relevant[[figures.row_of[member] for member in question.answerers if member in figures.row_of]] = True
        relevant &= allowed
        yield Trial(question, asked, float(place if live else start), figures, allowed, relevant)
        if live:
            figures.asked(asked)


def candidates_at(history: Sequence[Question], start: int) -> list[int]:
    """Members with five answers known before the question at ``start``; rising, so that ties fall the same way."""
    moment = history[start].asked
    counts = Counter(a.member for q in history[:start] for a in q.answers if a.known < moment)
    return sorted(member for member, answers in counts.items() if answers >= LEAST_ANSWERS)


class _Teller:
    """Tells the figures of each answer once, when it is known."""

    def __init__(self, history: Sequence[Question], figures: Figures) -> None:
        self.answers = answers_in_order(history)
        self.figures = figures
        self.told = 0

    def until(self, moment: float, *, now: float) -> None:
        while self.told < len(self.answers) and self.answers[self.told][1].known < moment:
            place, answer = self.answers[self.told]
            self.figures.answered(place, answer.member, now, bag_of("", answer.text, ()))
            self.told += 1
