"""Figures made at once, late or with something taken back are those of telling one thing after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slashmentor.together.routing.index.clock import A_DAY, Clock
from slashmentor.together.routing.index.packing import (
    pack_bag,
    pack_terms,
    pack_vector,
    unpack_bag,
    unpack_terms,
    unpack_vectors,
)
from slashmentor.together.routing.ranking.amending import Told, take_back, tell_late, tell_many
from slashmentor.together.routing.ranking.figures import Figures
from slashmentor.together.routing.ranking.signals import measure
from slashmentor.together.routing.ranking.similar import SimilarQuestions
from slashmentor.together.routing.ranking.text import TextModel, bag_of

TEXTS = [
    ("graph theory", "trees"),
    ("graph colours", "maps"),
    ("ring theory", "ideals"),
    ("trees", "maps graph"),
]
BAGS = [bag_of("", text, [topic]) for text, topic in TEXTS]
TEXT = TextModel.learn(BAGS, size=3)
SAID = bag_of("", "graph trees maps", ())
# (question, member, when): four questions at 0 to 3, nobody twice with one
ANSWERS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 5), st.integers(4, 400)),
    unique_by=lambda answer: answer[:2],
    min_size=1,
    max_size=12,
).map(lambda answers: sorted(answers, key=lambda answer: answer[2]))


def figures():
    made = Figures(TEXT)
    made.rows(range(1, 6))
    for bag, (_text, topic) in zip(BAGS, TEXTS, strict=True):
        made.asked(made.see(bag, [topic]))
    return made


def one_by_one(answers):
    made = figures()
    for place, member, moment in answers:
        made.answered(place, member, float(moment), SAID)
    return made


def numbers(made):
    """For a new question, all numbers of all members."""
    asked = made.see(bag_of("", "graph maps", ["maps"]), ["maps", "trees"])
    return measure(made, asked, np.arange(5), 500.0)


@settings(deadline=None, max_examples=50)  # numpy’s first call takes its time
@given(ANSWERS)
def test_all_at_once(answers):
    made = figures()
    places, members, moments = (np.array(column) for column in zip(*answers, strict=True))
    said = np.stack([TEXT.vector(SAID)] * len(answers))
    half = len(answers) // 2 or len(answers)
    for some in (slice(0, half), slice(half, None)):  # in portions
        if len(places[some]):
            told = Told(places[some], made.rows(members[some]), moments[some].astype(float), said[some])
            tell_many(made, told, float(moments[some].max()))
    assert numbers(made) == pytest.approx(numbers(one_by_one(answers)), abs=1e-4)


@settings(deadline=None, max_examples=50)  # numpy’s first call takes its time
@given(ANSWERS, st.randoms(use_true_random=False))
def test_in_any_order(answers, chance):
    made = figures()
    shuffled = list(answers)
    chance.shuffle(shuffled)
    for place, member, moment in shuffled:
        tell_late(made, place, member, float(moment), TEXT.vector(SAID))
    assert numbers(made) == pytest.approx(numbers(one_by_one(answers)), abs=1e-3)


@settings(deadline=None, max_examples=50)  # numpy’s first call takes its time
@given(ANSWERS, st.data())
def test_with_one_taken_back(answers, data):
    gone = data.draw(st.sampled_from(answers))
    made = one_by_one(answers)
    take_back(made, gone[0], gone[1], float(gone[2]), TEXT.vector(SAID))
    left = one_by_one([answer for answer in answers if answer != gone])
    assert np.exp(numbers(made)) == pytest.approx(np.exp(numbers(left)), abs=1e-3)


def test_similar_questions_added_at_once():
    one, many = SimilarQuestions(), SimilarQuestions()
    for bag in BAGS:
        one.add(bag)
    for some in (BAGS[:3], BAGS[3:], []):
        many.add_many([(list(bag), np.array(list(bag.values()), np.float32)) for bag in some])
    for bag in BAGS:
        for found, expected in zip(many.best(bag, 3), one.best(bag, 3), strict=True):
            assert found.tolist() == expected.tolist()


def test_a_question_isnt_similar_to_itself():
    similar = SimilarQuestions()
    for bag in BAGS:
        similar.add(bag)
    assert similar.best(BAGS[0], 4)[0][0] == 0
    assert 0 not in similar.best(BAGS[0], 4, without=0)[0]


# --- the clock ---


def test_the_clock_ticks_with_each_question_of_a_quiet_community():
    clock = Clock()
    for day in range(30):
        clock.tick(day * A_DAY)
    assert clock.now == 30.0


def test_it_ticks_four_times_a_day_in_a_busy_one():
    clock = Clock()
    for minute in range(10 * 24 * 60):
        clock.tick(minute * 60.0)
    assert clock.now == pytest.approx(4 + 4 * 10, abs=0.01)


def test_it_tells_what_it_showed_and_never_runs_backwards():
    clock = Clock()
    for moment in (100_000.0, 200_000.0, 150_000.0):
        clock.tick(moment)
    assert [clock.at(moment) for moment in (0.0, 100_000.0, 199_999.0, 200_000.0)] == [0.0, 1.0, 1.0, 3.0]


# --- bytes ---


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.from_regex(r"\A#?[^\W_]{2,9}\Z"), st.integers(1, 60_000).map(float)))
def test_a_bag_comes_out_as_it_went_in(bag):
    assert unpack_bag(pack_bag(bag)) == bag
    assert list(unpack_bag(pack_bag(bag))) == list(bag)


@pytest.mark.parametrize("terms", [[], ["one"], ["#c++", "größe", "zwei"]])
def test_terms_come_out_as_they_went_in(terms):
    assert unpack_terms(pack_terms(terms)) == terms


def test_vectors_come_out_nearly_as_they_went_in():
    vectors = np.array([[0.5, -0.25, 0.1], [0.0, 0.0, 0.0]], np.float32)
    assert unpack_vectors(map(pack_vector, vectors), 3) == pytest.approx(vectors, abs=1e-4)
