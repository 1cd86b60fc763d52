"""Figures made at once from a whole past, and a single answer added late or taken back: all as if each had been told
when it was known. Fading sums allow it, since what each part has come to is known from its age alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fading import FadingSums, Floats, Rows
from .figures import ANSWER_WEIGHT, Figures, Holders

Moments = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """Answers, (answers,) each: the question's number, the member's row, when it was known; ``said``: the answers'
    own vectors, (answers, size). Nobody comes twice with one question.
    """

    places: NDArray[np.int64]
    rows: Rows
    moments: Moments
    said: Floats


def tell_many(figures: Figures, told: Told, now: float) -> None:
    """Tells them all. To be called in portions when they are many: the same in any."""
    vectors = np.stack([figures.questions[place].vector for place in told.places.tolist()])
    _add_many(figures.answers, told.rows, np.ones(len(told.rows), np.float32), told.moments, now)
    _add_many(figures.profiles, told.rows, vectors + ANSWER_WEIGHT * told.said, told.moments, now)
    by_topic: dict[str, tuple[list[int], list[float]]] = {}
    for place, row, moment in zip(
        told.places.tolist(), told.rows.tolist(), told.moments.tolist(), strict=True
    ):
        figures.answered_by[place].append(row)
        for topic in figures.questions[place].topics:
            rows, moments = by_topic.setdefault(topic, ([], []))
            rows.append(row)
            moments.append(moment)
    for topic, (rows, moments) in by_topic.items():
        _hold(figures.topics.setdefault(topic, Holders()), rows, np.array(moments), now)


def tell_late(figures: Figures, place: int, member: int, moment: float, said: Floats) -> None:
    """As ``Figures.answered``, whatever has been told since ``moment``."""
    row = figures.row(member)
    if row in figures.answered_by[place]:
        return
    figures.answered_by[place].append(row)
    _count(figures, place, row, moment, said, sign=1.0)


def take_back(figures: Figures, place: int, member: int, moment: float, said: Floats) -> None:
    """As if the answer that was known at ``moment`` had never been told; nothing when it wasn't."""
    row = figures.row(member)
    if row in figures.answered_by[place]:
        figures.answered_by[place].remove(row)
        _count(figures, place, row, moment, said, sign=-1.0)


def _count(figures: Figures, place: int, row: int, moment: float, said: Floats, *, sign: float) -> None:
    question = figures.questions[place]
    _add_late(figures.answers, row, sign, moment)
    vector = np.asarray(sign * (question.vector + ANSWER_WEIGHT * said), dtype=np.float32)
    _add_late(figures.profiles, row, vector, moment)
    for topic in question.topics:
        holders = figures.topics.setdefault(topic, Holders())
        _make_room(holders, [row])
        _add_late(holders.counts, holders.places[row], sign, moment)
        _add_late(holders.total, 0, sign, moment)


def _hold(holders: Holders, rows: list[int], moments: Moments, now: float) -> None:
    _make_room(holders, rows)
    ones = np.ones(len(rows), np.float32)
    places = np.array([holders.places[row] for row in rows], dtype=np.int64)
    _add_many(holders.counts, places, ones, moments, now)
    _add_many(holders.total, np.zeros(len(rows), np.int64), ones, moments, now)


def _make_room(holders: Holders, rows: list[int]) -> None:
    for row in rows:
        if row not in holders.places:
            holders.places[row] = len(holders.rows)
            holders.rows.append(row)
    holders.counts.make_room(len(holders.rows))
    holders.total.make_room(1)


def _add_late(sums: FadingSums, row: int, amount: float | Floats, moment: float) -> None:
    """``FadingSums.add`` for any moment: what is older than the row's own has faded by now."""
    if moment >= sums.moments[row]:
        sums.add(row, amount, moment)
    else:
        faded = np.exp2((moment - sums.moments[row]) / sums.half_lives).astype(np.float32)
        sums.values[row] += faded.reshape(-1, *(1,) * (sums.values.ndim - 2)) * amount


def _add_many(sums: FadingSums, rows: Rows, amounts: Floats, moments: Moments, now: float) -> None:
    """Many amounts, (many, …), to rows that may come several times; all are brought to ``now``, which isn't earlier
    than any of them.
    """
    order = np.argsort(rows, kind="stable")
    ages = (moments[order] - now)[:, None] / sums.half_lives
    faded = np.exp2(ages).astype(np.float32)  # (many, half-lives)
    there = rows[order]
    starts = np.flatnonzero(np.concatenate([[True], there[1:] != there[:-1]]))
    touched = there[starts]
    before = sums.faded(touched, now)
    vectors = sums.values.ndim > 2
    sums.values[touched] *= before[:, :, None] if vectors else before
    for at in range(len(sums.half_lives)):
        parts = amounts[order] * (faded[:, at, None] if vectors else faded[:, at])
        sums.values[touched, at] += np.add.reduceat(parts, starts, axis=0)
    sums.moments[touched] = now
