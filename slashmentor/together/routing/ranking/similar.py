"""Questions like this one, by their words: Okapi BM25 (Robertson & Zaragoza 2009), over an index that grows.

Best first; equal ones, older first.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .text import Bag

SATURATION = 1.2  # k1: how soon a repeated word stops counting
LENGTH = 0.75  # b: how much a long text is held back
COMMON = 5_000  # a term in more questions than this only costs time

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class SimilarQuestions:
    """Questions are numbered from 0 in the order in which they were added."""

    def __init__(self) -> None:
        self._where: dict[str, array[int]] = {}
        self._counts: dict[str, array[float]] = {}
        self._lengths = array("f")
        self._total = 0.0
        self._last: tuple[Bag, tuple[int, int, int | None], tuple[Places, Floats]] | None = None

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, bag: Bag) -> None:
        place = len(self._lengths)
        for term, count in bag.items():
            self._where.setdefault(term, array("i")).append(place)
            self._counts.setdefault(term, array("f")).append(count)
        length = sum(bag.values())
        self._lengths.append(length)
        self._total += length

    def add_many(self, bags: Sequence[tuple[Sequence[str], NDArray[np.float32]]]) -> None:
        """The same for many questions, each with its terms and their counts: a tenth of the time."""
        first = len(self._lengths)
        numbers: dict[str, int] = {}
        terms = np.array([numbers.setdefault(t, len(numbers)) for bag, _ in bags for t in bag], np.int64)
        if len(terms):
            places = np.repeat(np.arange(first, first + len(bags), dtype=np.int32), [len(b) for b, _ in bags])
            counts = np.concatenate([counts for _, counts in bags]).astype(np.float32)
            order = np.argsort(terms, kind="stable")
            ends = np.cumsum(np.bincount(terms)).tolist()
            where, amounts = places[order].tobytes(), counts[order].tobytes()
            start = 0
            for term, end in zip(numbers, ends, strict=True):  # both numbers take four bytes
                self._where.setdefault(term, array("i")).frombytes(where[4 * start : 4 * end])
                self._counts.setdefault(term, array("f")).frombytes(amounts[4 * start : 4 * end])
                start = end
        for _, counts in bags:
            length = float(counts.sum())
            self._lengths.append(length)
            self._total += length

    def best(self, bag: Bag, most: int, *, without: int | None = None) -> tuple[Places, Floats]:
        """Up to ``most`` questions that share a term, and their scores as shares of the best one's; ``without``: the
        question that is asked about, when it is among them.
        """
        which = (len(self), most, without)
        if self._last is None or self._last[0] is not bag or self._last[1] != which:
            self._last = (
                bag,
                which,
                self._best(bag, most, without),
            )  # one question is asked about several times
        return self._last[2]

    def _best(self, bag: Bag, most: int, without: int | None) -> tuple[Places, Floats]:
        scores = np.zeros(len(self), dtype=np.float64)
        if not len(self):
            return np.zeros(0, np.int64), scores
        lengths = np.frombuffer(self._lengths, dtype=np.float32)
        held_back = SATURATION * (1 - LENGTH + LENGTH * lengths * (len(self) / max(self._total, 1e-9)))
        for term in bag:
            if term in self._where and len(self._where[term]) <= COMMON:
                places = np.frombuffer(self._where[term], dtype=np.int32)
                counts = np.frombuffer(self._counts[term], dtype=np.float32)
                rarity = np.log1p((len(self) - len(places) + 0.5) / (len(places) + 0.5))
                scores[places] += rarity * counts * (SATURATION + 1) / (counts + held_back[places])
        if without is not None:
            scores[without] = 0.0
        if len(scores) > most:
            least = np.partition(scores, -most)[-most]
            found = np.flatnonzero(scores >= max(least, 1e-12))
        else:
            found = np.flatnonzero(scores)
        found = found[np.argsort(-scores[found], kind="stable")][:most]
        return found, scores[found] / scores[found[0]] if len(found) else scores[found]
