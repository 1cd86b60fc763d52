"""What the ranking is measured against: four plain signals and the sum of their z-scores, on the same figures."""

from __future__ import annotations

import numpy as np

from .fading import Floats, Rows
from .protocol import Trial
from .signals import SIMILAR_QUESTIONS

EVER, RECENT = -1, 1  # of the activity half-lives: no fading, 100 questions
NAMES = ("popularity", "recent", "topics", "bm25", "combined")


def baselines(trial: Trial) -> dict[str, Floats]:
    """Name → (rows,): answers so far; answers fading over 100 questions; answers in the question's topics, each
    topic by its rarity; BM25 of the most similar questions that the member answered; the plain sum.
    """
    figures, rows = trial.figures, trial.rows
    active = figures.answers.read(rows, trial.now)
    found = {
        "popularity": active[:, EVER],
        "recent": active[:, RECENT],
        "topics": _topics(trial, rows),
        "bm25": _similar(trial, rows),
    }
    found["combined"] = np.sum([_standard(scores) for scores in found.values()], axis=0, dtype=np.float32)
    return found


def _topics(trial: Trial, rows: Rows) -> Floats:
    counts = np.zeros(len(trial.figures.members), dtype=np.float32)
    for topic in trial.asked.topics:
        if topic in trial.figures.topics:
            holders = trial.figures.topics[topic]
            answers = holders.counts.read(slice(0, len(holders.rows)), trial.now)[:, EVER]
            counts[holders.rows] += answers * np.log1p(len(trial.figures.questions) / answers.sum())
    return counts[rows]


def _similar(trial: Trial, rows: Rows) -> Floats:
    sums = np.zeros(len(trial.figures.members), dtype=np.float32)
    for place, score in zip(*trial.figures.similar.best(trial.asked.bag, SIMILAR_QUESTIONS), strict=True):
        sums[trial.figures.answered_by[place]] += score
    return sums[rows]


def _standard(scores: Floats) -> Floats:
    spread = float(scores.std())
    return np.asarray((scores - scores.mean()) / (spread or 1.0), dtype=np.float32)
