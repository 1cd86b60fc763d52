"""Fits the weights of ``signals.NAMES``: a conditional logit over all candidates, on blocks that mimic the test.

A block takes a history as it stood at some share of its length, and asks who answered the quarter that followed. A
question's likelihood is that of naming one of its answerers at random (McFadden 1974; the top-one form of ListNet,
Cao et al. 2007), against every candidate, less a penalty for leaving the weights one started from. Newton's method,
exact and deterministic.

``train`` fits the weights that are shipped, on several communities together; ``adapt`` lets one community's own past
correct them, the more the longer it is (an empirical-Bayes prior: Morris 1983).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .history import Question
from .protocol import replay
from .ranker import Model, shortlist
from .signals import measure

STARTS = (0.31, 0.375, 0.45, 0.54, 0.64, 0.80)  # shares of a history
LATER = 1.25  # a block ends here, in shares of what came before: the test's share of its history
MOST = 1500  # questions of a block that are measured; of more, evenly spread ones
LOYALTY = 2000.0  # how many questions it takes for a community's own past to weigh like the shipped weights
STEPS = 50
PRECISE = 1e-5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Block:
    """Questions one after another: ``numbers`` (rows, NAMES), centred within each question; ``answered`` (rows,):
    1/answerers, so that a question's sum is 1; ``firsts`` (questions,): where each begins; what a question weighs.
    """

    numbers: NDArray[np.float32]
    answered: NDArray[np.float32]
    firsts: NDArray[np.int64]
    weight: float


def adapt(known: Sequence[Question], model: Model, *, live: bool) -> Model:
    """The model as corrected by a community's own past: questions with the answers known by now, and nothing else."""
    return replace(model, weights=fit(blocks(known, live=live), model.weights, model.spread, LOYALTY))


def blocks(known: Sequence[Question], *, live: bool, weight: float = 1.0) -> list[Block]:
    found = (_block(known, share, live=live, weight=weight) for share in STARTS)
    return [block for block in found if block is not None]


def fit(learned: Sequence[Block], start: Floats, spread: Floats, penalty: float) -> Floats:
    """(NAMES,): the likeliest weights, where leaving ``start`` by one, on numbers scaled by ``spread``, costs half of
    ``penalty``.
    """
    prior = start * spread
    weights = prior
    loss, slope, bend = _likelihood(learned, weights, spread)
    for _ in range(STEPS):
        step = np.linalg.solve(bend + penalty * np.eye(len(weights)), slope - penalty * (weights - prior))
        while np.abs(step).max() > PRECISE:
            tried = weights + step
            after, slope, bend = _likelihood(learned, tried, spread)
            after += penalty / 2 * float((tried - prior) @ (tried - prior))
            if after <= loss:
                weights, loss = tried, after
                break
            step /= 2
        else:
            break
    return np.asarray(weights / spread, dtype=np.float64)


def _likelihood(learned: Sequence[Block], weights: Floats, spread: Floats) -> tuple[float, Floats, Floats]:
    """Less the log-likelihood, its slope upwards (NAMES,) and its curvature (NAMES, NAMES)."""
    size = len(weights)
    loss, slope, bend = 0.0, np.zeros(size), np.zeros((size, size))
    for block in learned:
        scaled = (block.numbers / spread).astype(np.float32)
        lengths = np.diff(block.firsts, append=len(scaled))
        scores = scaled @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, block.firsts), lengths)
        odds = np.exp(scores)
        sums = np.add.reduceat(odds, block.firsts)
        chances = (odds / np.repeat(sums, lengths)).astype(np.float32)
        weighed = chances[:, None] * scaled
        expected = np.add.reduceat(weighed, block.firsts, axis=0)  # (questions, NAMES)
        loss -= block.weight * float(block.answered @ scores - np.log(sums).sum())
        slope += block.weight * (scaled.T @ (block.answered - chances))
        bend += block.weight * (scaled.T @ weighed - expected.T @ expected)
    return loss, slope, bend


def _block(known: Sequence[Question], share: float, *, live: bool, weight: float) -> Block | None:
    start, end = int(len(known) * share), int(len(known) * share * LATER)
    if start == end:
        return None
    every = -(-(end - start) // MOST)
    numbers, answered = [], []
    for nth, trial in enumerate(replay(known, start, end, live=live)):
        if nth % every or not trial.relevant.any():
            continue
        rows = shortlist(trial.figures, trial.asked, trial.allowed, trial.now)
        relevant = trial.relevant[rows].astype(np.float32)
        if relevant.any():
            found = measure(trial.figures, trial.asked, rows, trial.now)
            numbers.append(found - found.mean(axis=0))
            answered.append(relevant / relevant.sum())
    if not answered:
        return None
    firsts = np.cumsum([0, *map(len, answered[:-1])])
    return Block(np.concatenate(numbers), np.concatenate(answered), firsts, weight)
