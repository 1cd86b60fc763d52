"""A question's words as a short dense vector: tf-idf, then latent semantic analysis, numpy alone.

tf-idf with a logarithmic count as in Salton & Buckley (1988); LSA as in Deerwester et al. (1990), its truncated
SVD found by random projection with power iterations (Halko, Martinsson & Tropp 2011, algorithm 4.4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Bag = Mapping[str, float]

WORD = re.compile(r"[^\W_]{2,}")
STOP_WORDS = frozenset(
    "an the of in on at to for from by with and or not is are was were be been do does did can could would "  # noqa: SIM905 -- a list would fill two screens
    "should may might must will shall has have had it its this that these those there here what which who whom "
    "whose when where why how if as than then so such any some all each every both no nor only own same too very "
    "just but about into over under again more most other you he she we they me him her us them my your his our "
    "their am being having doing".split()
)
TITLE_WEIGHT = 3.0  # a title's word counts like three in the body
TOPIC_WEIGHT = 3.0  # so does a topic, as a term of its own beside the words of its name
POWER_ITERATIONS = 3
OVERSAMPLING = 10  # directions tried beyond those kept, as Halko et al. advise
CHUNK = (
    8_000  # stored terms multiplied at a time: they fit into a processor’s cache, which is five times as fast
)


def words(text: str) -> list[str]:
    """Lower-cased words of two letters and more, a plural's s taken off, stop words left out."""
    return [_singular(word) for word in WORD.findall(text.lower()) if word not in STOP_WORDS]


def bag_of(title: str, body: str, topics: Iterable[str]) -> dict[str, float]:
    """Weighted counts of a text's terms; a topic ``t`` also counts as the term ``#t``."""
    bag: dict[str, float] = {}
    for word in words(title):
        bag[word] = bag.get(word, 0.0) + TITLE_WEIGHT
    for word in words(body):
        bag[word] = bag.get(word, 0.0) + 1.0
    for topic in topics:
        bag[f"#{topic}"] = TOPIC_WEIGHT
        for word in words(topic):
            bag[word] = bag.get(word, 0.0) + 1.0
    return bag


@dataclass(frozen=True, slots=True)
class TextModel:
    """``columns``: term → row of the others; ``idf``: (terms,); ``projection``: (terms, size), orthonormal columns."""

    columns: Mapping[str, int]
    idf: Floats
    projection: Floats

    @classmethod
    def learn(cls, bags: Sequence[Bag], *, size: int) -> TextModel:
        """From the texts so far; a term seen once says nothing of likeness and is left out. Deterministic."""
        counts = Counter(term for bag in bags for term in bag)
        columns = {term: column for column, term in enumerate(sorted(t for t, n in counts.items() if n > 1))}
        seen = np.array([counts[term] for term in columns], dtype=np.float32)
        idf = np.log((len(bags) + 1) / (seen + 0.5)).astype(np.float32)
        rows = [_row(bag, columns, idf) for bag in bags]
        return cls(columns, idf, _leading_directions(rows, len(columns), size))

    @property
    def size(self) -> int:
        return int(self.projection.shape[1])

    def vector(self, bag: Bag) -> Floats:
        """(size,): of length 1, or all zero when no term is known."""
        at, weights = _row(bag, self.columns, self.idf)
        vector = weights @ self.projection[at]
        length = np.linalg.norm(vector)
        return np.asarray(vector / length if length > 0 else vector, dtype=np.float32)


def _row(bag: Bag, columns: Mapping[str, int], idf: Floats) -> tuple[Ints, Floats]:
    """A text's known columns, rising, and their tf-idf: (1 + ln count) · idf, of length 1 together."""
    known = sorted((columns[term], count) for term, count in bag.items() if term in columns)
    at = np.array([column for column, _ in known], dtype=np.int32)
    weights = (1.0 + np.log(np.array([count for _, count in known], dtype=np.float32))) * idf[at]
    length = np.linalg.norm(weights)
    return at, np.asarray(weights / length if length > 0 else weights, dtype=np.float32)


def _leading_directions(rows: Sequence[tuple[Ints, Floats]], width: int, size: int) -> Floats:
    """(width, size): the right singular vectors of the sparse matrix of ``rows``, largest first."""
    directions = np.zeros((width, size), dtype=np.float32)
    if not width:
        return directions
    texts = np.repeat(np.arange(len(rows), dtype=np.int32), [len(at) for at, _ in rows])
    at = np.concatenate([at for at, _ in rows])
    weights = np.concatenate([weights for _, weights in rows])
    by_column = np.argsort(at, kind="stable")
    tried = min(size + OVERSAMPLING, width, len(rows))
    basis = np.random.default_rng(0).standard_normal((width, tried)).astype(np.float32)
    projected = _multiply(texts, at, weights, basis, len(rows))
    for _ in range(POWER_ITERATIONS):
        basis = np.linalg.qr(
            _multiply(at[by_column], texts[by_column], weights[by_column], projected, width)
        )[0]
        projected = np.linalg.qr(_multiply(texts, at, weights, basis, len(rows)))[0]
    small = _multiply(at[by_column], texts[by_column], weights[by_column], projected, width)  # (width, tried)
    left, _, _ = np.linalg.svd(small, full_matrices=False)
    signs = np.sign(
        left[np.argmax(np.abs(left), axis=0), np.arange(left.shape[1])]
    )  # an SVD leaves them open
    directions[:, : min(size, tried)] = (left * signs)[:, :size]
    return directions


def _multiply(to: Ints, of: Ints, weights: Floats, dense: Floats, height: int) -> Floats:
    """out[to[i]] += weights[i] · dense[of[i]], with ``to`` rising: a sparse times a dense matrix."""
    out = np.zeros((height, dense.shape[1]), dtype=np.float32)
    for start in range(0, len(to), CHUNK):
        piece = slice(start, start + CHUNK)
        first = np.flatnonzero(np.diff(to[piece], prepend=-1))
        out[to[piece][first]] += np.add.reduceat(weights[piece, None] * dense[of[piece]], first, axis=0)
    return out


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "su" else word
