"""Reads a history from JSON lines (``contract.md``, "Routing data"): a question with its answers each."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path

from .history import Answer, Question

LONGEST = 16_000_000  # characters in a line; more isn't a question
LARGEST = 2**53  # ids up to here keep their order as floats

Row = dict[str, object]


class Unreadable(Exception):
    """The text says what is wrong with the file and where, for the person who named it."""


def read_history(path: Path) -> list[Question]:
    """The questions of a ``.jsonl`` or ``.jsonl.xz`` file, in time order. Raises Unreadable.

    By dates where every question and answer has one, else all of it by ids: one scale, so that nothing is known
    too early.
    """
    rows = list(_rows(path))
    dated = all(_dated(row) and all(_dated(answer) for answer in _answers(row)) for row in rows)
    questions = [_question(row, dated=dated) for row in rows]
    return sorted(questions, key=lambda question: (question.asked, question.id))


def _rows(path: Path) -> Iterator[Row]:
    number = 0
    try:
        with (
            lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8")
        ) as lines:
            while line := lines.readline(LONGEST):
                number += 1
                if line.strip():
                    yield _row(line)
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {error.strerror or error}.") from error
    except (lzma.LZMAError, EOFError) as error:
        raise Unreadable(f"{path} isn't a whole .xz file.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path} isn't text in UTF-8 (after line {number}).") from error
    except Unreadable as error:
        raise Unreadable(f"{path}, line {number}: {error}.") from error


def _row(line: str) -> Row:
    """Raises Unreadable, its text a sentence without its end, for what isn't a question."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable("this isn't JSON") from None
    if not isinstance(row, dict):
        raise Unreadable("this isn't a question")
    _id(row, "qid")
    _id(row, "asker", or_none=True)
    _moment(row)
    for name in ("title", "body"):
        _text(row, name)
    tags = row.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise Unreadable("“tags” should be a list of words")
    for answer in _answers(row):
        _id(answer, "aid")
        _id(answer, "user", or_none=True)
        _moment(answer)
        _text(answer, "text")
    return row


def _answers(row: Row) -> list[Row]:
    answers = row.get("answers") or []
    if not isinstance(answers, list) or not all(isinstance(answer, dict) for answer in answers):
        raise Unreadable("“answers” should be a list of objects")
    return answers


def _question(row: Row, *, dated: bool) -> Question:
    asked = _moment(row) if dated else _id(row, "qid")
    asker = _id(row, "asker", or_none=True)
    tags = row.get("tags") or []
    assert asked is not None
    assert isinstance(tags, list)
    return Question(
        id=_id(row, "qid") or 0,
        asked=asked,
        title=_text(row, "title"),
        body=_text(row, "body"),
        topics=tuple(dict.fromkeys(tags)),
        asker=asker,
        answers=tuple(
            Answer(member, max(known, asked), _text(answer, "text"))
            for answer in _answers(row)
            if (member := _id(answer, "user", or_none=True)) is not None
            and member != asker
            and (known := _moment(answer) if dated else _id(answer, "aid")) is not None
        ),
    )


def _dated(row: Row) -> bool:
    return row.get("created") is not None


def _id(row: Row, name: str, *, or_none: bool = False) -> int | None:
    found = row.get(name)
    if found is None and or_none:
        return None
    if not isinstance(found, int) or isinstance(found, bool) or abs(found) >= LARGEST:
        raise Unreadable(f"“{name}” should be a whole number")
    return found


def _text(row: Row, name: str) -> str:
    found = row.get(name)
    if found is not None and not isinstance(found, str):
        raise Unreadable(f"“{name}” should be text")
    return found or ""


def _moment(row: Row) -> float | None:
    """Seconds since 1970; a moment without a zone is UTC, as in Stack Exchange's dumps. None without a date."""
    found = row.get("created")
    if found is None:
        return None
    if isinstance(found, int | float) and not isinstance(found, bool) and isfinite(found):
        return float(found)
    try:
        read = datetime.fromisoformat(str(found))
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        raise Unreadable("“created” should be a date") from None
