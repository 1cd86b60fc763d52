"""How much each signal counts: as it was learned, and as a host lets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

import numpy as np

from .ranker import Model
from .shares import MOST
from .signals import NAMES, SIGNALS


def weighed(model: Model, factors: Mapping[str, float]) -> Model:
    """The model with the weights of each signal times its factor, 0 to ``MOST``; as learned without one."""
    by_name = {name: _factor(factors.get(signal, 1.0)) for signal, names in SIGNALS.items() for name in names}
    return replace(model, weights=model.weights * np.array([by_name[name] for name in NAMES]))


def _factor(value: float) -> float:
    return min(max(value, 0.0), MOST) if isfinite(value) else 1.0
