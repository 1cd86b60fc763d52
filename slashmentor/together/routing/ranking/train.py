"""How ``weights.json`` was made: on the training years of three communities together (see ``fitting``), so one small
set of weights serves any. The last fifth of each set is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from .fitting import Block, blocks, fit
from .history import known_at
from .protocol import TRAINING_SHARE
from .reading import read_history
from .signals import NAMES

SETS = {
    "mathoverflow": 1.0,
    "physics": 1.5,
    "history": 3.0,
}  # a small set's question weighs more, not fully so
PENALTY = 30.0  # in questions, on numbers scaled to spread 1
DIGITS = 3  # what comes out alike whatever the order in which a processor adds

Weights = dict[str, dict[str, dict[str, float]]]


def train(folder: Path, *, told: Callable[[str], object]) -> Weights:
    """``live`` and ``frozen`` (see ``ranker.Model.shipped``) → each number's weight, and its spread among candidates.

    ``told`` hears how far it is. Raises Unreadable.
    """
    histories = {name: read_history(folder / f"{name}.jsonl.xz") for name in SETS}
    known = {
        name: known_at(each, int(len(each) * TRAINING_SHARE)) for name, each in histories.items() if each
    }
    made = {}
    for kind in ("live", "frozen"):
        learned: list[Block] = []
        for name, history in known.items():
            learned += blocks(history, live=kind == "live", weight=SETS[name])
            told(f"{kind}: {name} measured")
        made[kind] = _fitted(learned)
    return made


def _fitted(learned: list[Block]) -> dict[str, dict[str, float]]:
    squares = sum(np.square(block.numbers).sum(axis=0, dtype=np.float64) for block in learned)
    spread = np.sqrt(squares / sum(len(block.numbers) for block in learned))
    weights = fit(learned, np.zeros(len(NAMES)), spread, PENALTY)
    return {
        name: {"weight": round(float(weight), DIGITS), "spread": round(float(width), DIGITS)}
        for name, weight, width in zip(NAMES, weights, spread, strict=True)
    }
