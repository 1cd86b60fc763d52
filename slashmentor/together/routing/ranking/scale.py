"""How fast, at the size of the promise: 50,000 questions, 150,000 answers, 100,000 members,
20,000 of them with a profile, all made up.
"""

from __future__ import annotations

import time
from resource import RUSAGE_SELF, getrusage

import numpy as np

from .figures import Figures, Listed
from .ranker import Model, Ranker
from .text import TextModel, bag_of

QUESTIONS, ANSWERS, MEMBERS, PROFILES, TRIALS = 50_000, 3, 100_000, 20_000, 200


def main() -> dict[str, float]:
    chance = np.random.default_rng(1)
    word_numbers = np.minimum(chance.zipf(1.25, (QUESTIONS, 70)), 60_000)
    topic_numbers = np.minimum(chance.zipf(1.35, (QUESTIONS, 3)), 4_500)
    texts = [
        (
            " ".join(f"w{n}x" for n in row[:10]),
            " ".join(f"w{n}x" for n in row[10:]),
            [f"t{n}" for n in set(topics)],
        )
        for row, topics in zip(word_numbers.tolist(), topic_numbers.tolist(), strict=True)
    ]
    everybody = chance.permutation(MEMBERS)
    began = time.perf_counter()
    bags = [bag_of(*text) for text in texts]
    bagged = time.perf_counter()
    model = TextModel.learn(bags, size=100)
    learned = time.perf_counter()
    figures = Figures(model)
    figures.rows(range(MEMBERS))
    answering = []
    for place, (bag, text) in enumerate(zip(bags, texts, strict=True)):
        figures.asked(figures.see(bag, text[2]))
        for member in everybody[np.minimum(chance.zipf(1.3, ANSWERS), MEMBERS) - 1].tolist():
            before = time.perf_counter()
            figures.answered(place, member, float(place))
            answering.append(time.perf_counter() - before)
    rebuilt = time.perf_counter()
    for member in range(PROFILES):
        topics = {f"t{n}": 0.4 for n in np.minimum(chance.zipf(1.35, 5), 4_500).tolist()}
        vector = figures.questions[int(chance.integers(QUESTIONS))].vector
        figures.list_expertise(member, Listed(1.0, topics, vector))
    listed = time.perf_counter()
    ranker = Ranker(Model.shipped("live"))
    allowed = np.ones(MEMBERS, dtype=np.bool_)
    ranking = []
    for text in texts[-TRIALS:]:
        before = time.perf_counter()
        question = figures.see(bag_of(*text), text[2])
        ranker.suggest(figures, question, allowed, float(QUESTIONS), most=20)
        ranking.append(time.perf_counter() - before)
    return {
        "tokens_s": bagged - began,
        "learn_s": learned - bagged,
        "feed_s": rebuilt - learned,
        "profiles_s": listed - rebuilt,
        "answer_p50_ms": 1000 * float(np.median(answering)),
        "answer_p99_ms": 1000 * float(np.quantile(answering, 0.99)),
        "rank_p50_ms": 1000 * float(np.median(ranking)),
        "rank_p95_ms": 1000 * float(np.quantile(ranking, 0.95)),
        "peak_mb": getrusage(RUSAGE_SELF).ru_maxrss / 1024,
    }
