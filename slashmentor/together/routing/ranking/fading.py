"""Sums whose parts fade: each part halves every half-life. Exponential decay, kept exactly and lazily, so an
addition costs one row and nothing has to be swept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


class FadingSums:
    """One sum for each row and half-life (in ticks of the caller's clock), of numbers or of vectors.

    ``values``: (rows, half-lives, *shape), as they stood at ``moments``: (rows,).
    """

    def __init__(self, half_lives: Sequence[float], shape: tuple[int, ...] = ()) -> None:
        self.half_lives = np.array(half_lives, dtype=np.float64)
        self.values: Floats = np.zeros((0, len(half_lives), *shape), dtype=np.float32)
        self.moments = np.zeros(0, dtype=np.float64)

    def make_room(self, rows: int) -> None:
        """At least ``rows`` rows; doubles, so that growing is cheap in the long run."""
        if rows > len(self.moments):
            room = max(rows, 2 * len(self.moments), 4)
            values = np.zeros((room, *self.values.shape[1:]), dtype=np.float32)
            values[: len(self.values)] = self.values
            self.values, self.moments = values, np.resize(self.moments, room)

    def add(self, row: int, amount: float | Floats, now: float) -> None:
        faded = np.exp2((self.moments[row] - now) / self.half_lives).astype(np.float32)
        self.values[row] = self.values[row] * faded.reshape(-1, *(1,) * (self.values.ndim - 2)) + amount
        self.moments[row] = now

    def faded(self, rows: Rows | slice, now: float) -> Floats:
        """(rows, half-lives): by how much each row's values have faded since they were last touched."""
        return np.exp2((self.moments[rows, None] - now) / self.half_lives).astype(np.float32)

    def read(self, rows: Rows | slice, now: float) -> Floats:
        """(rows, half-lives) for sums of numbers."""
        return self.values[rows] * self.faded(rows, now)
