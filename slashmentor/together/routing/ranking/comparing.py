"""What other weights would have done: two or more weightings of one model, on the same questions of one history.

Measured as ``bench`` measures, online: learned from what was known before the last fifth, then question by question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .bench import NothingToMeasureError
from .fitting import adapt
from .history import Question, known_at
from .protocol import TRAINING_SHARE, candidates_at, replay
from .ranker import Model, Ranker
from .tally import Tally, with_errors
from .weighing import weighed

LEARNED = 0.5  # how far it is, of 1, when the weights are learned

Told = Callable[[float], None]


def compare(
    history: Sequence[Question],
    factors: Mapping[str, Mapping[str, float]],
    *,
    adapting: bool = True,
    told: Told,
) -> dict[str, object]:
    """``questions`` measured and ``candidates``; for each name in ``factors`` what ``Tally.figures`` says; ``lead``:
    by how much the first name's MRR is above the last one's, question by question, with its error.

    ``adapting``: to this history, else with the shipped weights. ``told`` hears how far it is, 0 to 1. Raises NothingToMeasureError.
    """
    start = int(len(history) * TRAINING_SHARE)
    candidates = candidates_at(history, start) if start else []
    if not candidates:
        raise NothingToMeasureError
    learned = Model.shipped("live")
    if adapting:
        learned = adapt(known_at(history, start), learned, live=True)
    told(LEARNED)
    rankers = {name: Ranker(weighed(learned, each)) for name, each in factors.items()}
    tallies = {name: Tally() for name in factors}
    for nth, trial in enumerate(replay(history, start, len(history), live=True), start=1):
        for name, ranker in rankers.items():
            tallies[name].add(trial, ranker.scores(trial.figures, trial.asked, trial.rows, trial.now))
        told(LEARNED + (1 - LEARNED) * nth / (len(history) - start))
    first, *_, last = [1 / np.array(tally.ranks) for tally in tallies.values()]
    if not len(first):
        raise NothingToMeasureError
    return {
        "questions": len(first),
        "candidates": len(candidates),
        "lead": with_errors({"mrr": first - last}),
        **{name: tally.figures(len(candidates)) for name, tally in tallies.items()},
    }
