"""The small picture of where mentors live by the clock: a stroke for each hour beside UTC."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .asked import BAND
from .clocks import FIRST, band_of

HIGH = 54.0  # of the highest stroke, in the picture's own measure
STEP = 10
LEAN = 0.21  # the slash's
MOST_SAID = 3


@dataclass(frozen=True)
class Stroke:
    path: str
    is_chosen: bool


@dataclass(frozen=True)
class ClockMap:
    strokes: list[Stroke]
    sentence: str
    width: int


def clock_map(by_hour: Sequence[int], bands: Sequence[str], own: int | None) -> ClockMap:
    """`by_hour` from the first clock there is; `bands` are chosen; `own` is the hour of whoever looks, None unknown."""
    most = max(*by_hour, 1)
    strokes = []
    for place, count in enumerate(by_hour):
        high = max(HIGH * count / most, 1.5) if count else 0.0
        hour = place + FIRST
        chosen = band_of(hour) in bands if bands else hour == own
        if high:
            strokes.append(Stroke(f"M{place * STEP + 3} 60l{high * LEAN:.1f} {-high:.1f}", chosen))
    return ClockMap(strokes, _sentence(by_hour), len(by_hour) * STEP + 8 + BAND)


def _sentence(by_hour: Sequence[int]) -> str:
    there = sorted((-count, place) for place, count in enumerate(by_hour) if count)
    if not there:
        return _("Nobody said by which clock they live.")
    said = [
        _("%(count)s at %(clock)s")
        % {"count": number_format(-count, force_grouping=True), "clock": _utc(place + FIRST)}
        for count, place in there[:MOST_SAID]
    ]
    text = ", ".join(said)
    if len(there) > MOST_SAID:
        return _("Mentors by their clock, most of them: %(clocks)s") % {"clocks": text}
    return _("Mentors by their clock: %(clocks)s") % {"clocks": text}


def _utc(hour: int) -> str:
    return "UTC" if not hour else f"UTC{'−' if hour < 0 else '+'}{abs(hour)}"
