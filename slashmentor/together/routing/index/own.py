"""An index in memory: the ranking's figures, and what leads from this instance's rows to them (`held.py` has it)."""

from collections.abc import Collection

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from slashmentor.commons.people.models import Member

from ..ranking.amending import Told, tell_many
from ..ranking.fading import Floats
from ..ranking.figures import Asked, Figures
from ..ranking.ranker import Model, Ranker, Suggestion
from ..ranking.signals import SIMILAR_QUESTIONS
from ..ranking.text import TextModel
from . import profiles, reading, weighing
from .clock import Clock
from .packing import unpack_counts
from .standing import Standing, stand

STANDINGS = 1_000  # questions whose ranking is remembered
FRESH = 20.0  # ticks for which it is


class Index:
    """The figures, and what leads from this instance's rows to them.

    Questions have places in the order in which they were asked. The newest ones wait (`_new`) until another one or an
    answer comes, so that a question is ranked among those before it, as in the measured past.
    """

    def __init__(self, learned_id: int | None, text: TextModel) -> None:
        self.learned_id = learned_id
        self.figures = Figures(text)
        self.clock = Clock()
        self.in_use = Ranker(Model.shipped("live"))
        self.place_of: dict[int, int] = {}
        self.ids: list[int] = []
        self.asked_at: list[float] = []
        self.seen: set[int] = set()  # happenings
        self.is_stale = False
        self._new: dict[int, tuple[Asked, float]] = {}
        self._away: NDArray[np.bool_] = np.zeros(0, np.bool_)  # by row: can't be suggested
        self._standings: dict[int, Standing] = {}
        self._weighed: object = None

    # --- reading it all ---

    def load(self) -> None:
        """From nothing, as if everything had been told when it happened. Portion by portion."""
        self.seen = reading.newest()
        for some in reading.portions(reading.read_questions(), 2_000):
            found = reading.words(self.learned_id, [one.id for one in some], self.figures.text)
            vectors = reading.vectors_of(found, self.figures.text.size)
            self.figures.similar.add_many([unpack_counts(one.bag) for one in found])
            for one, vector in zip(some, vectors, strict=True):
                self.figures.questions.append(Asked(one.topics, {}, vector))  # its words are in `similar`
                self.figures.answered_by.append([])
                self._remember(one.id, one.at)
        told: set[tuple[int, int]] = set()
        for some_answers in reading.portions(reading.read_answers(), 20_000):
            self._tell(some_answers, told)
        profiles.list_all(self.figures)

    def _tell(self, answers: list[reading.Answered], told: set[tuple[int, int]]) -> None:
        first: list[reading.Answered] = []
        for one in answers:
            if one.question in self.place_of and (one.question, one.member) not in told:
                told.add((one.question, one.member))
                first.append(one)
        if not first:
            return
        places = [self.place_of[one.question] for one in first]
        said = np.concatenate(
            [self._vectors([one.id for one in some]) for some in reading.portions(first, 2_000)]
        )
        moments = [self.known(one) for one in first]
        rows = self.figures.rows(one.member for one in first)
        tell_many(
            self.figures, Told(np.array(places), rows, np.array(moments), said), max(self.clock.now, *moments)
        )

    def _vectors(self, ids: list[int]) -> Floats:
        found = reading.words(self.learned_id, ids, self.figures.text)
        return reading.vectors_of(found, self.figures.text.size)

    # --- questions ---

    def add(self, question: reading.Asked, bag: dict[str, float]) -> None:
        """One that came in, in the order of coming."""
        self._new[question.id] = (self.figures.see(bag, question.topics), question.at)

    def settle(self, before: int | None = None) -> None:
        """Those that wait become part of the figures, up to this one."""
        for question_id in list(self._new):
            if question_id == before:
                return
            asked, at = self._new.pop(question_id)
            self.figures.asked(asked)
            self._remember(question_id, at)

    def _remember(self, question_id: int, at: float) -> None:
        self.place_of[question_id] = len(self.ids)
        self.ids.append(question_id)
        self.asked_at.append(at)
        self.clock.tick(at)

    def knows(self, question_id: int) -> bool:
        return question_id in self.place_of or question_id in self._new

    def known(self, answer: reading.Answered) -> float:
        """What the clock showed when an answer was given; not before its question was asked."""
        return self.clock.at(max(answer.at, self.asked_at[self.place_of[answer.question]]))

    def see(self, question_id: int, bag: dict[str, float], topics: Collection[str]) -> Asked:
        """A question as it reads now."""
        self.settle(before=question_id)
        seen = self.figures.see(bag, topics)
        return Asked(seen.topics, seen.bag, seen.vector, self.place_of.get(question_id))

    # --- who ---

    def allowed(self, without: Collection[int]) -> NDArray[np.bool_]:
        """(members,): those who can be suggested."""
        self._look_who_is_away()
        allowed = ~self._away
        rows = [self.figures.row_of[member] for member in without if member in self.figures.row_of]
        allowed[rows] = False
        return allowed

    def look_again(self, members: Collection[int]) -> None:
        """Whether they can be suggested may have changed."""
        self._look_who_is_away()
        away = _away(members)
        for member in members:
            if member in self.figures.row_of:
                self._away[self.figures.row_of[member]] = member in away

    def _look_who_is_away(self) -> None:
        known, members = len(self._away), self.figures.members
        if known < len(members):
            new = members[known:]
            away = _away(new)
            found = np.fromiter((member in away for member in new), dtype=np.bool_, count=len(new))
            self._away = np.concatenate([self._away, found])

    # --- ranking ---

    def best(self, asked: Asked, *, most: int, without: Collection[int]) -> list[Suggestion]:
        return self.in_use.suggest(self.figures, asked, self.allowed(without), self.clock.now, most=most)

    def standing(self, question_id: int, asked: Asked, *, without: Collection[int]) -> Standing:
        """How everybody stands with a question; remembered for some days' questions."""
        known = self._standings.get(question_id)
        if known is None or known.at < self.clock.now - FRESH:
            known = stand(self.figures, self.in_use, asked, self.allowed(without), self.clock.now)
            if len(self._standings) >= STANDINGS:
                self._standings.pop(next(iter(self._standings)))
            self._standings[question_id] = known
        return known

    def similar_answered(self, asked: Asked, members: Collection[int]) -> dict[int, int]:
        """By member, the question most like this one that they answered."""
        wanted = {self.figures.row_of[member]: member for member in members}
        found: dict[int, int] = {}
        places, _scores = self.figures.similar.best(asked.bag, SIMILAR_QUESTIONS, without=asked.place)
        for place in places.tolist():
            for row in self.figures.answered_by[place]:
                if row in wanted:
                    found.setdefault(wanted[row], self.ids[place])
        return found

    def weigh(self, weights: dict[str, dict[str, float]], factors: dict[str, float]) -> None:
        if self._weighed != (weights, factors):
            self.in_use = weighing.ranker_of(weights, factors)
            self._weighed = (weights, factors)
            self._standings.clear()


def _away(members: Collection[int]) -> set[int]:
    """Who of them is gone, or never was here: of imported names there are thousands."""
    away: set[int] = set()
    for some in reading.portions(list(members), 5_000):
        there = Member.objects.filter(Q(is_active=True, is_claimed=True), pk__in=some)
        away |= set(some) - set(there.values_list("pk", flat=True))
    return away
