"""Production ranks like the benchmark: the same history as rows and as the benchmark's records, the same order."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import many_happened
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing.index import reading
from slashmentor.together.routing.index.held import the_index
from slashmentor.together.routing.index.rebuilding import rebuild
from slashmentor.together.routing.past import past
from slashmentor.together.routing.ranking.protocol import replay
from slashmentor.together.routing.ranking.ranker import Model, Ranker
from tests.cast import a_community, a_member

START, LENGTH = 40, 52
BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)
FIELDS = {
    "groups": "group ring homomorphism kernel sylow subgroup quotient abelian",
    "graphs": "graph vertex edge colouring planar matching degree tree",
    "proofs": "axiom proof set ordinal forcing model cardinal choice",
}


def said(chance, field, length):
    """Mostly words of the field, some of others."""
    own, every = FIELDS[field].split(), " ".join(FIELDS.values()).split()
    return " ".join(chance.choice(own if chance.random() < 0.7 else every) for _word in range(length))


def plan():
    """Three questions in two days, each with when it is answered by whom, in the order in which all of it happens."""
    chance = random.Random(7)
    deeds = []
    for number in range(LENGTH):
        field, at = chance.choice(list(FIELDS)), BEGINNING + timedelta(hours=16 * number)
        deeds.append((at, "ask", number, chance.randrange(12), field, said(chance, field, 25)))
        for member in chance.sample(range(12), 3):
            later = timedelta(hours=chance.choice([1, 5, 30, 200]), minutes=number)
            deeds.append((at + later, "answer", number, member, field, said(chance, field, 20)))
    return sorted(deeds)


@pytest.fixture
def members(db):
    return [a_member(f"member-{number}") for number in range(12)]


def in_production(members):
    """The order of all members for each question from START on, as it came in; the rebuild was right before."""
    community = a_community("mathematics")
    asked, orders = {}, []
    for at, deed, number, who, field, words in plan():
        if deed == "answer":
            if members[who].pk != asked[number].author_id:
                write(community, members[who], at, words, question=asked[number])
            continue
        if number == START:
            rebuild(now=at)
            run_waiting(now=at)
        topics = [field, f"{field}-{number % 3}"]
        asked[number] = write(community, members[who], at, words, title=words[:60], topic_names=topics)
        if number >= START:
            orders.append(order(asked[number]))
    return orders


def write(community, by, at, words, **more):
    """As the actions do, as far as the index looks."""
    kind = Entry.Kind.ANSWER if "question" in more else Entry.Kind.QUESTION
    entry = Entry.objects.create(
        kind=kind, community=community, author=by, body_html=words, created_at=at, active_at=at, **more
    )
    verb = "question.answered" if "question" in more else "question.asked"
    many_happened(verb, [(by, entry, at, {})], told=False)
    return entry


def order(question):
    bag = reading.bags([question.pk])[question.pk]
    with the_index() as index:
        asked = index.see(question.pk, bag, question.topic_names)
        ranked = index.best(asked, most=20, without={question.author_id})
    return [one.member for one in ranked]


def in_the_benchmark():
    ranker = Ranker(Model.shipped("live"))
    history = list(past())
    return [
        [one.member for one in ranker.suggest(trial.figures, trial.asked, trial.allowed, trial.now, most=20)]
        for trial in replay(history, START, LENGTH, live=True)
    ]


def test_production_ranks_like_the_benchmark(members):
    production = in_production(members)
    measured = in_the_benchmark()
    assert min(len(ranked) for ranked in measured) >= 9  # the benchmark knows those with five answers
    assert [
        [member for member in ranked if member in set(known)]
        for ranked, known in zip(production, measured, strict=True)
    ] == measured
