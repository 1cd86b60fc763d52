"""The ranking's clock: it ticks with each question asked, but at most four times a day (`ranking/README.md`).

So a community with a hundred questions a day forgets by days, and one with a question a week by questions.
"""

from bisect import bisect_right

A_DAY = 86_400.0
TICKS_A_DAY = 4.0


class Clock:
    """Questions are told in the order in which they were asked, moments are seconds since 1970. It never runs backwards:
    a question whose moment is earlier than the last one's counts as asked right after it.
    """

    def __init__(self) -> None:
        self._moments: list[float] = []
        self._ticks: list[float] = []
        self._saved = TICKS_A_DAY  # ticks that may still be made at once

    @property
    def now(self) -> float:
        return self._ticks[-1] if self._ticks else 0.0

    def tick(self, moment: float) -> None:
        last = self._moments[-1] if self._moments else moment
        moment = max(moment, last)
        self._saved = min(TICKS_A_DAY, self._saved + (moment - last) * TICKS_A_DAY / A_DAY)
        step = min(1.0, self._saved)
        self._saved -= step
        self._ticks.append(self.now + step)
        self._moments.append(moment)

    def at(self, moment: float) -> float:
        """What the clock showed then."""
        place = bisect_right(self._moments, moment)
        return self._ticks[place - 1] if place else 0.0
