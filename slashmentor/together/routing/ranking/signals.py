"""For a question and some members, the numbers that a ranking weighs. All are logarithms or cosines, so they mean
the same in a community of a hundred and of a hundred thousand, and their weighted sum is a log-odds.

activity  active_30 … _ever    ln(0.05 + answers, fading)
topics    topics_300 … _ever   ln(0.01 + Σ over the question's topics of (member's answers / (everybody's + 3)))
profile   profile_150 … _1500  cosine of the question's vector and the fading sum of those the member answered
similar   similar              ln(0.1 + Σ BM25, as shares of the best, of those of the 100 most similar questions
                               that the member answered)

What a profile lists enters as answers that don't fade (``figures.Listed``), in the first three.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .fading import Floats, Rows
from .figures import (
    ACTIVITY_HALF_LIVES,
    FOREVER,
    PROFILE_HALF_LIVES,
    TOPIC_HALF_LIVES,
    Asked,
    Figures,
    Holders,
)

SIMILAR_QUESTIONS = 100
LEAST_ACTIVITY, LEAST_TOPICS, LEAST_SIMILAR = 0.05, 0.01, 0.1  # what "none" counts as
TOPIC_PRIOR = 3.0  # answers by nobody in each topic, so that a first answer in a new topic isn't everything
PROFILE_PRIOR = 0.3  # added to the length of a member's sum, so that one faded answer isn't a whole profile


def _names(word: str, half_lives: tuple[float, ...]) -> list[str]:
    return [f"{word}_{'ever' if life == FOREVER else f'{life:.0f}'}" for life in half_lives]


SIGNALS: dict[str, list[str]] = {
    "activity": _names("active", ACTIVITY_HALF_LIVES),
    "topics": _names("topics", TOPIC_HALF_LIVES),
    "profile": _names("profile", PROFILE_HALF_LIVES),
    "similar": ["similar"],
}
NAMES: list[str] = [name for names in SIGNALS.values() for name in names]


def measure(figures: Figures, question: Asked, rows: Rows, now: float, *, with_listed: bool = True) -> Floats:
    """(rows, NAMES); ``with_listed=False`` leaves out what profiles say."""
    positions = figures.positions(rows)
    listing_members = enumerate(rows.tolist()) if with_listed and figures.listed else ()
    listed = [(position, figures.listed[row]) for position, row in listing_members if row in figures.listed]
    answers = figures.answers.read(rows, now)
    shares = np.zeros((len(rows), len(TOPIC_HALF_LIVES)), dtype=np.float32)
    sums = figures.profiles.values[rows] * figures.profiles.faded(rows, now)[:, :, None]
    if listed:
        at = [position for position, _ in listed]
        worth = np.array([profile.answers for _, profile in listed], dtype=np.float32)[:, None]
        answers[at] += worth
        sums[at] += (worth * np.stack([profile.vector for _, profile in listed]))[:, None, :]
    for topic in question.topics:
        holders = figures.topics.get(topic) or Holders()
        everybody = (
            holders.total.read(slice(0, 1), now)
            if holders.rows
            else np.zeros((1, shares.shape[1]), np.float32)
        )
        _add(
            shares,
            positions[holders.rows],
            holders.counts.read(slice(0, len(holders.rows)), now) / (everybody + TOPIC_PRIOR),
        )
        if with_listed and topic in figures.listed_in:
            listing = figures.listed_in[topic]
            amounts = np.array(list(listing.values()), dtype=np.float32)[:, None]
            _add(shares, positions[list(listing)], amounts / (everybody + TOPIC_PRIOR))
    cosines = (sums @ question.vector) / (np.sqrt(np.einsum("rhs,rhs->rh", sums, sums)) + PROFILE_PRIOR)
    similar = np.zeros(len(rows), dtype=np.float32)
    found = figures.similar.best(question.bag, SIMILAR_QUESTIONS, without=question.place)
    for place, score in zip(*found, strict=True):
        similar[_among(positions, figures.answered_by[place])] += score
    return np.hstack(
        [
            np.log(LEAST_ACTIVITY + answers),
            np.log(LEAST_TOPICS + shares),
            cosines,
            np.log(LEAST_SIMILAR + similar)[:, None],
        ]
    ).astype(np.float32)


def _add(to: Floats, positions: NDArray[np.int64], amounts: Floats) -> None:
    """Adds each amount at its position; −1 is nobody. A position comes once at most."""
    there = positions >= 0
    to[positions[there]] += amounts[there]


def _among(positions: NDArray[np.int64], rows: list[int]) -> NDArray[np.int64]:
    found = positions[rows]
    return found[found >= 0]
