"""Whom a wave reaches: the rules alone, on facts that queries/reach.py reads. Same facts, same people.

A question is brought to few, first to those it fits best, and to nobody who doesn't want it, hasn't room for it, or
is asleep. Who waits with other questions already comes later than they would otherwise.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from .quiet import is_quiet
from .week import Week

BUSY = 0.7  # by how much the first questions that somebody has at hand lower their score
NEIGHBOURS = 0.0  # the score of an expert of a topic beside the question's


@dataclass(frozen=True)
class Wave:
    """So many are told at once; then nobody for so long. `wide`: also neighbours of the topics, and other communities."""

    most: int
    pause: timedelta
    wide: bool = False


WAVES = (
    Wave(3, timedelta(hours=6)),
    Wave(5, timedelta(hours=24)),
    Wave(8, timedelta(0), wide=True),
)


@dataclass(frozen=True)
class Candidate:
    """A member whom a question may fit: how well (log-odds), and the facts that say so."""

    member_id: int
    score: float
    facts: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Reach:
    """What decides whether a member can be told of a question now, and how soon it is their turn."""

    is_here: bool = True  # an account that is open, claimed, and nowhere suspended that matters
    belongs: bool = True  # to the question's community
    time_zone: str = "UTC"
    at_hand: int = 0  # questions brought to them this week that still wait for an answer
    week: Week = field(default_factory=Week)

    def may_be_told(self, *, wide: bool, now: datetime) -> bool:
        week = self.week
        return (
            self.is_here
            and (self.belongs or wide)
            and week.is_asked
            and week.left > 0
            and not week.rests(now)
            and not is_quiet(week.quiet_from, week.quiet_until, time_zone=self.time_zone, now=now)
        )


def lowered(score: float, at_hand: int) -> float:
    """The score of somebody who has so many questions at hand."""
    return score - BUSY * math.log1p(at_hand)


def reached(
    fitting: Iterable[Candidate],
    neighbours: Iterable[Candidate],
    reaches: Mapping[int, Reach],
    *,
    wave: Wave,
    now: datetime,
) -> list[Candidate]:
    """Whom this wave tells, best first, at most `wave.most`. Nobody of whom `reaches` knows nothing.

    Half of a wide wave is for neighbours of the topics, as far as there are any: those whom the question itself fits
    were asked before.
    """

    def best(found: Iterable[Candidate], without: set[int]) -> list[Candidate]:
        can = {
            one.member_id: one
            for one in found
            if one.member_id not in without
            and (reach := reaches.get(one.member_id)) is not None
            and reach.may_be_told(wide=wave.wide, now=now)
        }
        return sorted(
            can.values(),
            key=lambda one: (-lowered(one.score, reaches[one.member_id].at_hand), one.member_id),
        )

    fitting = list(fitting)
    known = {one.member_id for one in fitting}
    aside = best(neighbours, known)[: wave.most // 2] if wave.wide else []
    first = best(fitting, set())[: wave.most - len(aside)]
    return [*first, *aside]
