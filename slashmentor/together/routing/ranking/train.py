"""How ``weights.json`` was made: on the training years of three communities together (see ``fitting``), so one small
set of weights serves any. The last fifth of each set is never looked at.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .fitting import blocks, fit
from .history import known_at, read_history
from .protocol import TRAINING_SHARE
from .signals import NAMES

SETS = {
    "mathoverflow": 1.0,
    "physics": 1.5,
    "history": 3.0,
}  # a small set's question weighs more, not fully so
PENALTY = 30.0  # in questions, on numbers scaled to spread 1


def train(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """For figures that are live, and for frozen ones: each number's weight, and its spread among candidates."""
    histories = {name: read_history(folder / f"{name}.jsonl.xz") for name in SETS}
    known = {
        name: known_at(history, int(len(history) * TRAINING_SHARE)) for name, history in histories.items()
    }
    made = {}
    for kind in ("live", "frozen"):
        found = [
            b
            for name, weight in SETS.items()
            for b in blocks(known[name], live=kind == "live", weight=weight)
        ]
        squares = sum(np.square(block.numbers).sum(axis=0, dtype=np.float64) for block in found)
        spread = np.sqrt(squares / sum(len(block.numbers) for block in found))
        weights = fit(found, np.zeros(len(NAMES)), spread, PENALTY)
        made[kind] = {
            name: {"weight": round(float(w), 4), "spread": round(float(s), 4)}
            for name, w, s in zip(NAMES, weights, spread, strict=True)
        }
    return made
