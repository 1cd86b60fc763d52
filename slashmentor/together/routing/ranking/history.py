"""What happened, in order: questions, and when each answer to them became known.

Reads the JSON lines of ``contract.md`` ("Routing data"); production builds the same records from its rows.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answer:
    """``known`` is the moment from which a ranking may count it: an id, or seconds since 1970."""

    member: int
    known: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """``asked`` is on the same scale as ``Answer.known``; self-answers are left out of ``answers``."""

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


def read_history(path: Path) -> list[Question]:
    """The questions of a ``.jsonl`` or ``.jsonl.xz`` file, in time order."""
    with (
        lzma.open(path, "rt", encoding="utf-8")
        if path.suffix == ".xz"
        else path.open(encoding="utf-8") as lines
    ):
        rows = [json.loads(line) for line in lines if line.strip()]
    dated = all(row["created"] and all(a["created"] for a in row["answers"]) for row in rows)
    questions = [_question(row, dated=dated) for row in rows]
    return sorted(questions, key=lambda question: (question.asked, question.id))


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


def _question(row: dict[str, object], *, dated: bool) -> Question:
    qid, asker, answers = row["qid"], row["asker"], row["answers"]
    assert isinstance(qid, int)
    assert isinstance(answers, list)
    asked = _seconds(row["created"]) if dated else float(qid)
    return Question(
        id=qid,
        asked=asked,
        title=str(row["title"] or ""),
        body=str(row["body"] or ""),
        topics=tuple(dict.fromkeys(row["tags"])) if isinstance(row["tags"], list) else (),
        asker=asker if isinstance(asker, int) else None,
        answers=tuple(
            Answer(
                a["user"], max(_seconds(a["created"]) if dated else float(a["aid"]), asked), a["text"] or ""
            )
            for a in answers
            if a["user"] is not None and a["user"] != asker
        ),
    )


def _seconds(moment: object) -> float:
    """Since 1970; a moment without a zone is UTC, as in Stack Exchange's dumps."""
    read = datetime.fromisoformat(str(moment))
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
