"""What happened, in order: questions, and when each answer to them became known.

``reading`` reads them from a file; production builds the same records from its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Answer:
    """``known`` is the moment from which a ranking may count it: an id, or seconds since 1970."""

    member: int
    known: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """``asked`` is on the same scale as ``Answer.known``, and no answer is known before it; self-answers are left out
    of ``answers``.
    """

    id: int
    asked: float
    title: str
    body: str
    topics: tuple[str, ...]
    asker: int | None
    answers: tuple[Answer, ...]

    @property
    def answerers(self) -> frozenset[int]:
        return frozenset(answer.member for answer in self.answers)


def answers_in_order(questions: Sequence[Question]) -> list[tuple[int, Answer]]:
    """Every answer with the position of its question, as they became known."""
    found = [(place, answer) for place, question in enumerate(questions) for answer in question.answers]
    return sorted(found, key=lambda pair: (pair[1].known, pair[0], pair[1].member))


def known_at(questions: Sequence[Question], place: int) -> list[Question]:
    """The history as it stood when the question at ``place`` was asked: those before it, with answers known by then."""
    moment = questions[place].asked
    return [
        replace(question, answers=tuple(answer for answer in question.answers if answer.known < moment))
        for question in questions[:place]
    ]
