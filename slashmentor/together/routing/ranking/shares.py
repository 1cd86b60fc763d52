"""What part of the whole each signal is. Plain Python: a page that says it does without numpy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights.json")
BEGINS = {"activity": "active", "topics": "topics", "profile": "profile", "similar": "similar"}
MOST = 3.0  # times what was learned: the highest factor

Record = Mapping[str, Mapping[str, float]]  # as ``ranker.Model.record``


def shipped() -> Record:
    """The weights that come along, for figures that are live."""
    record: Record = json.loads(WEIGHTS.read_text(encoding="utf-8"))["live"]
    return record


def shares(record: Record, factors: Mapping[str, float]) -> dict[str, float]:
    """Signal → its part of the whole, 0 to 1 and 1 together: how far it moves a score between two candidates as far
    apart as they usually are. Numbers of one signal go hand in hand, so theirs are added up. All 0 when nothing counts.
    """
    sizes = {signal: max(_size(record, signal) * factors.get(signal, 1.0), 0.0) for signal in BEGINS}
    return {signal: size / (sum(sizes.values()) or 1.0) for signal, size in sizes.items()}


def parts(shares: Mapping[str, float], of: int) -> dict[str, int]:
    """The shares as whole parts ``of`` so many, that add up: the largest remainders are rounded up."""
    found = {signal: int(of * share) for signal, share in shares.items()}
    left = of - sum(found.values()) if any(shares.values()) else 0
    for signal in sorted(shares, key=lambda signal: found[signal] - of * shares[signal])[:left]:
        found[signal] += 1
    return found


def _size(record: Record, signal: str) -> float:
    """Its numbers are named by a word of theirs and a half-life: ``active_30``."""
    return sum(
        each["weight"] * each["spread"]
        for name, each in record.items()
        if name.partition("_")[0] == BEGINS[signal]
    )
