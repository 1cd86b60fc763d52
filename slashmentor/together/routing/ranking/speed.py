"""How fast the ranking is at some size, on a made-up history: common and rare words, topics and members, as in life."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .figures import Figures, Listed
from .ranker import Model, Ranker
from .text import Bag, TextModel, bag_of

ANSWERS = 3  # for each question
WORDS, IN_TITLE, VOCABULARY = 70, 10, 60_000  # of a question; of these, in its title; all there are
TOPICS, ALL_TOPICS, LISTED = 3, 4_500, 5  # of a question; all there are; in a profile
PROFILES = 0.2  # of the members have one
TRIALS, SUGGESTED = 200, 20

Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    body: str
    topics: tuple[str, ...]

    def bag(self) -> Bag:
        return bag_of(self.title, self.body, self.topics)


def measure_speed(questions: int, members: int, *, told: Told) -> dict[str, float]:
    """Seconds of each step of a rebuild; milliseconds of an answer and of a ranking of everybody, from its text on.

    ``told`` hears how far it is.
    """
    chance = np.random.default_rng(1)
    texts = _texts(questions, chance)
    told(f"{questions:,} questions, {ANSWERS * questions:,} answers, {members:,} members made up")
    began = time.perf_counter()
    bags = [text.bag() for text in texts]
    bagged = time.perf_counter()
    figures = Figures(TextModel.learn(bags, size=100))
    learned = time.perf_counter()
    told("words learned")
    answering = _tell(figures, texts, bags, members, chance)
    rebuilt = time.perf_counter()
    told("everything told again")
    _list(figures, int(PROFILES * members), chance)
    listed = time.perf_counter()
    ranking = _rank(figures, texts[-TRIALS:], questions)
    return {
        "words_seconds": round(bagged - began, 2),
        "learn_seconds": round(learned - bagged, 2),
        "tell_seconds": round(rebuilt - learned, 2),
        "profiles_seconds": round(listed - rebuilt, 2),
        "answer_p50_ms": _ms(answering, 0.5),
        "answer_p99_ms": _ms(answering, 0.99),
        "rank_p50_ms": _ms(ranking, 0.5),
        "rank_p95_ms": _ms(ranking, 0.95),
    }


def _texts(questions: int, chance: np.random.Generator) -> list[Text]:
    words = np.minimum(chance.zipf(1.25, (questions, WORDS)), VOCABULARY).tolist()
    topics = np.minimum(chance.zipf(1.35, (questions, TOPICS)), ALL_TOPICS).tolist()
    return [
        Text(
            " ".join(f"w{n}x" for n in said[:IN_TITLE]),
            " ".join(f"w{n}x" for n in said[IN_TITLE:]),
            tuple(f"t{n}" for n in sorted(set(about))),
        )
        for said, about in zip(words, topics, strict=True)
    ]


def _tell(
    figures: Figures, texts: Sequence[Text], bags: Sequence[Bag], members: int, chance: np.random.Generator
) -> list[float]:
    """How long each answer took."""
    everybody = chance.permutation(members)
    figures.rows(range(members))
    spent = []
    for place, (bag, text) in enumerate(zip(bags, texts, strict=True)):
        figures.asked(figures.see(bag, text.topics))
        for member in everybody[np.minimum(chance.zipf(1.3, ANSWERS), members) - 1].tolist():
            before = time.perf_counter()
            figures.answered(place, member, float(place))
            spent.append(time.perf_counter() - before)
    return spent


def _list(figures: Figures, profiles: int, chance: np.random.Generator) -> None:
    for member in range(profiles):
        topics = {f"t{n}": 0.5 for n in np.minimum(chance.zipf(1.35, LISTED), ALL_TOPICS).tolist()}
        vector = figures.questions[int(chance.integers(len(figures.questions)))].vector
        figures.list_expertise(member, Listed(1.0, topics, vector))


def _rank(figures: Figures, texts: Sequence[Text], now: float) -> list[float]:
    ranker = Ranker(Model.shipped("live"))
    allowed = np.ones(len(figures.members), dtype=np.bool_)
    spent = []
    for text in texts:
        before = time.perf_counter()
        ranker.suggest(figures, figures.see(text.bag(), text.topics), allowed, now, most=SUGGESTED)
        spent.append(time.perf_counter() - before)
    return spent


def _ms(spent: Sequence[float], share: float) -> float:
    return round(1000 * float(np.quantile(spent, share)), 3)
