"""The ranking and its baselines on the last fifth of a history, in both protocols, free and under a cap."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from .baselines import NAMES as BASELINES
from .baselines import baselines
from .fitting import adapt
from .history import Question, known_at
from .places import Places
from .protocol import TRAINING_SHARE, Trial, candidates_at, replay
from .ranker import Model, Ranker
from .tally import Measured, Tally, with_errors
from .text import bag_of

CAP, WINDOW = (
    5,
    13,
)  # top places for a person among any 13 questions: about a week (contract.md, "Routing data")
OURS = "ours"
EVERY = 200  # questions between two words about how far it is

Told = Callable[[str], None]


class NothingToMeasureError(Exception):
    """No test question was answered by anybody who could have been found."""


@dataclass
class Run:
    """One protocol, while it is measured."""

    candidates: int
    free: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in (OURS, *BASELINES)})
    capped: dict[str, Tally] = field(
        default_factory=lambda: {
            name: Tally(Places(CAP, WINDOW), spare=name == OURS) for name in (OURS, *BASELINES)
        }
    )
    spent: list[float] = field(default_factory=list)
    train_seconds: float = 0.0

    def record(self) -> dict[str, object]:
        """The contract's figures of one protocol; ``lead``: by how much MRR is above each baseline's, in pairs."""
        ours = 1 / np.array(self.free[OURS].ranks)
        leads = {name: with_errors({"mrr": ours - 1 / np.array(self.free[name].ranks)}) for name in BASELINES}
        return {
            **self._figures(self.free),
            "capped": self._figures(self.capped),
            "lead": leads,
            "questions": len(ours),
            "candidates": self.candidates,
            "ms_per_question": self.ms_per_question,
            "train_seconds": self.train_seconds,
        }

    @property
    def ms_per_question(self) -> float:
        """From its text to everybody's score, on average."""
        return round(1000 * float(np.mean(self.spent)), 2)

    def _figures(self, tallies: dict[str, Tally]) -> dict[str, object]:
        found: dict[str, Measured] = {name: each.figures(self.candidates) for name, each in tallies.items()}
        return {**found.pop(OURS), "baselines": found}


def measure_history(history: Sequence[Question], *, told: Told) -> dict[str, object]:
    """``{"frozen": {…}, "online": {…}, "ms_per_question", "train_seconds"}``, the latter two of the dearer protocol.

    ``told`` hears how far it is. Raises NothingToMeasureError.
    """
    runs = {kind: _run(history, kind, told=told) for kind in ("frozen", "online")}
    return {
        **{kind: run.record() for kind, run in runs.items()},
        "ms_per_question": max(run.ms_per_question for run in runs.values()),
        "train_seconds": max(run.train_seconds for run in runs.values()),
    }


def _run(history: Sequence[Question], kind: str, *, told: Told) -> Run:
    live, start = kind == "online", int(len(history) * TRAINING_SHARE)
    candidates = candidates_at(history, start) if history else []
    if not candidates:
        raise NothingToMeasureError
    told(f"{kind}: learning from {start:,} questions")
    run = Run(len(candidates))
    began = time.perf_counter()
    ranker = Ranker(adapt(known_at(history, start), Model.shipped("live" if live else "frozen"), live=live))
    for nth, trial in enumerate(replay(history, start, len(history), live=live)):
        run.train_seconds = run.train_seconds or round(time.perf_counter() - began, 2)
        _measure(run, ranker, trial)
        if (nth + 1) % EVERY == 0 or nth + 1 == len(history) - start:
            told(f"{kind}: {nth + 1:,} of {len(history) - start:,} questions ranked")
    if not run.free[OURS].ranks:
        raise NothingToMeasureError
    return run


def _measure(run: Run, ranker: Ranker, trial: Trial) -> None:
    before = time.perf_counter()
    question = trial.question
    bag = bag_of(question.title, question.body, question.topics)
    asked = trial.figures.see(bag, question.topics)
    scores = ranker.scores(trial.figures, asked, trial.rows, trial.now)
    run.spent.append(time.perf_counter() - before)
    for name, found in {OURS: scores, **baselines(trial)}.items():
        run.free[name].add(trial, found)
        run.capped[name].add(trial, found)
