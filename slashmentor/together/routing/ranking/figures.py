"""What is known of every member, live: an answer changes a few rows, in well under a millisecond.

The clock ticks once for each question asked (production: see ``README.md``); half-lives are in ticks. A member's
answers count by when they became known, once a question. Nothing here looks ahead: the figures are what has been
told so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .fading import FadingSums, Floats, Rows
from .similar import SimilarQuestions
from .text import Bag, TextModel

FOREVER = 1e9
ACTIVITY_HALF_LIVES = (30.0, 100.0, 300.0, FOREVER)
TOPIC_HALF_LIVES = (300.0, 1000.0, FOREVER)
PROFILE_HALF_LIVES = (150.0, 600.0, 1500.0)
ANSWER_WEIGHT = 0.6  # of an answer's own words, beside those of its question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the figures see it; ``vector`` is the text model's, (size,); ``place`` its number, when the figures
    remember it already: it isn't similar to itself.
    """

    topics: tuple[str, ...]
    bag: Bag
    vector: Floats
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a profile says (topics listed, publications, endorsements), as answers a member might have given.

    ``answers``: how many, and it doesn't fade; ``topics``: topic → how many of them; ``vector``: (size,), the text
    model's for the profile's words and titles of publications.
    """

    answers: float
    topics: Mapping[str, float]
    vector: Floats


@dataclass(slots=True)
class Holders:
    """Who answered in one topic: member rows in order of their first answer there, and the fading counts."""

    rows: list[int] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    counts: FadingSums = field(default_factory=lambda: FadingSums(TOPIC_HALF_LIVES))
    total: FadingSums = field(default_factory=lambda: FadingSums(TOPIC_HALF_LIVES))

    def add(self, row: int, now: float) -> None:
        if row not in self.places:
            self.places[row] = len(self.rows)
            self.rows.append(row)
            self.counts.make_room(len(self.rows))
            self.total.make_room(1)
        self.counts.add(self.places[row], 1.0, now)
        self.total.add(0, 1.0, now)


class Figures:
    """Members and questions are numbered in the order in which they were first told of."""

    def __init__(self, text: TextModel) -> None:
        self.text = text
        self.members: list[int] = []
        self.row_of: dict[int, int] = {}
        self.answers = FadingSums(ACTIVITY_HALF_LIVES)
        self.profiles = FadingSums(PROFILE_HALF_LIVES, (text.size,))
        self.topics: dict[str, Holders] = {}
        self.listed: dict[int, Listed] = {}
        self.listed_in: dict[str, dict[int, float]] = {}
        self.similar = SimilarQuestions()
        self.questions: list[Asked] = []
        self.answered_by: list[list[int]] = []

    def see(self, bag: Bag, topics: Iterable[str]) -> Asked:
        """Takes a question's measure without remembering it."""
        return Asked(tuple(dict.fromkeys(topics)), bag, self.text.vector(bag))

    def asked(self, question: Asked) -> int:
        """Remembers a question; its number is what ``answered`` wants."""
        self.similar.add(question.bag)
        self.questions.append(question)
        self.answered_by.append([])
        return len(self.questions) - 1

    def answered(self, place: int, member: int, now: float, bag: Bag | None = None) -> None:
        """``member`` answered the question numbered ``place``, with the words of ``bag``; a second answer to it
        changes nothing.
        """
        row = self.row(member)
        if row in self.answered_by[place]:
            return
        question = self.questions[place]
        self.answered_by[place].append(row)
        self.answers.add(row, 1.0, now)
        said = self.text.vector(bag) * ANSWER_WEIGHT if bag else 0.0
        self.profiles.add(row, question.vector + said, now)
        for topic in question.topics:
            self.topics.setdefault(topic, Holders()).add(row, now)

    def list_expertise(self, member: int, listed: Listed) -> None:
        """Replaces what the member's profile said before."""
        row = self.row(member)
        for topic in self.listed[row].topics if row in self.listed else ():
            del self.listed_in[topic][row]
        self.listed[row] = listed
        for topic, answers in listed.topics.items():
            self.listed_in.setdefault(topic, {})[row] = answers

    def row(self, member: int) -> int:
        if member not in self.row_of:
            self.row_of[member] = len(self.members)
            self.members.append(member)
            self.answers.make_room(len(self.members))
            self.profiles.make_room(len(self.members))
        return self.row_of[member]

    def rows(self, members: Iterable[int]) -> Rows:
        return np.array([self.row(member) for member in members], dtype=np.int64)

    def positions(self, rows: Rows) -> NDArray[np.int64]:
        """(members,): where each row stands in ``rows``, −1 for those not in it."""
        positions = np.full(len(self.members), -1, dtype=np.int64)
        positions[rows] = np.arange(len(rows))
        return positions
