"""A small community that never was, for the ranking's tests."""

import random
from dataclasses import replace
from functools import cache
from itertools import islice

import numpy as np

from slashmentor.together.routing.ranking.history import Answer, Question
from slashmentor.together.routing.ranking.protocol import replay
from slashmentor.together.routing.ranking.ranker import Model, Ranker

FIELDS = {
    "groups": "group ring homomorphism kernel sylow",
    "graphs": "graph vertex edge colouring planar",
    "proofs": "axiom proof set ordinal forcing",
}
LENGTH, START = 150, 120
RANKER = Ranker(Model.shipped("live"))


@cache
def history():
    """150 questions in three fields; members 1 to 12 answer, each in one field (by id modulo 3), some late."""
    chance = random.Random(4)
    questions = []
    for n in range(LENGTH):
        field = chance.randrange(3)
        topic, said = list(FIELDS.items())[field]
        asked = 10.0 * n
        answerers = chance.sample([m for m in range(1, 13) if m % 3 == field], 2)
        answers = tuple(Answer(m, asked + chance.choice([1, 5, 40, 500]), said) for m in answerers)
        asker = chance.choice([20, 21, *[m for m in range(1, 13) if m not in answerers]])
        title = " ".join(chance.sample(said.split(), 3))
        questions.append(Question(n, asked, title, "", (topic,), asker, answers))
    return questions


def changed(questions, change, *, of=slice(None)):
    """With `change` made to every answer of those questions; None takes it out."""
    touched = range(len(questions))[of]
    return [
        replace(question, answers=tuple(filter(None, map(change, question.answers))))
        if n in touched
        else question
        for n, question in enumerate(questions)
    ]


def trials(questions, *, live=True, most=None):
    return islice(replay(questions, START, len(questions), live=live), most)


def scores(questions, *, live, most=None):
    """Everybody's score for each test question; equal nowhere by chance."""
    return [
        RANKER.scores(trial.figures, trial.asked, trial.rows, trial.now)
        for trial in trials(questions, live=live, most=most)
    ]


def same(one, two):
    return len(one) == len(two) and all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def suggested(trial, *, most=5, allowed=None):
    allowed = trial.allowed if allowed is None else allowed
    return RANKER.suggest(trial.figures, trial.asked, allowed, trial.now, most=most)
