from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slashmentor.together.routing.ranking.baselines import baselines
from slashmentor.together.routing.ranking.bench import NothingToMeasureError, measure_history
from slashmentor.together.routing.ranking.figures import Figures
from slashmentor.together.routing.ranking.history import Answer, Question
from slashmentor.together.routing.ranking.places import TOP, Places
from slashmentor.together.routing.ranking.protocol import candidates_at, replay
from slashmentor.together.routing.ranking.speed import measure_speed
from slashmentor.together.routing.ranking.tally import Tally, gini, with_errors
from slashmentor.together.routing.ranking.text import TextModel, bag_of
from slashmentor.together.routing.tests.made_up import changed, history, trials

BASELINES = ("popularity", "recent", "topics", "bm25", "combined")
MEASURED = {"mrr", "hit@5", "hit@20", "se_mrr", "se_hit@5", "se_hit@20", "load_gini"}


@pytest.fixture(scope="module")
def measured():
    return measure_history(history(), told=lambda _: None)


def _question(n, *members, known=None, asker=99):
    answers = tuple(Answer(member, known or n) for member in members)
    return Question(n, float(n), "", "", (), asker, answers)


def _trial(relevant, rows):
    """Row numbers stand for members; `relevant` are those who answered."""
    answered = np.zeros(max(rows) + 1, dtype=np.bool_)
    answered[list(relevant)] = True
    return SimpleNamespace(rows=np.array(rows), relevant=answered)


def test_candidates_have_five_answers_known_before_the_first_test_question():
    known = [_question(n, 1, 2) for n in range(4)]
    assert candidates_at([*known, _question(4, 1), _question(5)], 5) == [1]
    assert candidates_at([*known, _question(4, 1, known=5.0), _question(5)], 5) == []


def test_the_first_four_fifths_train_and_the_asker_is_no_candidate():
    questions = [_question(n, 1, 2, asker=2 if n == 9 else 99) for n in range(10)]
    questions[9] = replace(questions[9], answers=(Answer(1, 9.0), Answer(7, 9.0)))
    found = list(replay(questions, 8, 10, live=True))
    assert [[trial.figures.members[row] for row in trial.rows] for trial in found] == [[1, 2], [1]]
    assert [trial.relevant.sum() for trial in found] == [2, 1]


def test_each_baseline_by_hand():
    figures = Figures(TextModel.learn([], size=2))
    rows = figures.rows([1, 2, 3])
    for place, (title, topic, members) in enumerate(
        [("edge cut", "a", [1, 2]), ("pie", "b", [2]), ("pie", "b", [2])]
    ):
        figures.asked(figures.see(bag_of(title, "", ()), (topic,)))
        for member in members:
            figures.answered(place, member, float(place))
    asked = figures.see(bag_of("edge", "", ()), ("a",))
    found = baselines(SimpleNamespace(figures=figures, asked=asked, rows=rows, now=100.0))
    assert tuple(found) == BASELINES
    assert found["popularity"] == pytest.approx([1, 3, 0])
    assert found["recent"] == pytest.approx([0.5, 0.5 + 2**-0.99 + 2**-0.98, 0])
    assert found["topics"] == pytest.approx([np.log1p(3 / 2), np.log1p(3 / 2), 0])
    assert found["bm25"].tolist() == [1, 1, 0]
    plain = sum((found[name] - found[name].mean()) / found[name].std() for name in BASELINES[:-1])
    assert found["combined"] == pytest.approx(plain, abs=1e-5)


def test_a_tally_by_hand():
    tally = Tally()
    rows = list(range(30))
    for answered in ({0}, {6, 9}, {29}, set()):
        tally.add(_trial(answered, rows), -np.arange(30, dtype=np.float32))
    assert tally.ranks == [1, 7, 30]
    found = tally.figures(30)
    assert found["mrr"] == round((1 + 1 / 7 + 1 / 30) / 3, 4)
    assert (found["hit@5"], found["hit@20"]) == (0.3333, 0.6667)
    assert found["se_hit@5"] == 0.3333
    assert found["load_gini"] == round(gini([4] * 5 + [0] * 25), 3)


def test_one_question_has_no_standard_error():
    assert with_errors({"mrr": np.array([0.5])}) == {"mrr": 0.5, "se_mrr": None}


@pytest.mark.parametrize(
    ("amounts", "found"),
    [([1, 1, 1, 1], 0), ([0, 0, 0, 4], 0.75), ([1, 3], 0.25), ([7], 0), ([0, 0], 0), ([], 0)],
)
def test_gini_by_hand(amounts, found):
    assert gini(amounts) == pytest.approx(found)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30), st.integers(1, 9))
def test_gini_lies_between_none_and_all_whatever_the_unit(amounts, times):
    assert 0 <= gini(amounts) <= 1
    assert gini([times * amount for amount in amounts]) == pytest.approx(gini(amounts), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(2, 6), st.booleans())
def test_nobody_stands_on_top_more_often_than_their_places_in_any_window(seed, cap, window, spare):
    chance, members = np.random.default_rng(seed), TOP * (window + 1)
    places, tops = Places(cap, window), []
    for _ in range(3 * window):
        scores = (3 * chance.normal(size=members) - np.arange(members)).astype(np.float32)
        order = places.order(np.arange(members), scores, spare=spare)
        assert sorted(order.tolist()) == list(range(members))
        tops.append(order[:TOP].tolist())
    for start in range(2 * window + 1):
        shown = Counter(row for top in tops[start : start + window] for row in top)
        assert max(shown.values()) <= cap


def test_without_keeping_the_first_questions_take_the_places_and_then_others_come():
    places = Places(1, 3)
    scores = -np.arange(12, dtype=np.float32)
    tops = [places.order(np.arange(12), scores, spare=False)[:TOP].tolist() for _ in range(4)]
    assert tops == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9], [10, 11, 0, 1, 2], [0, 1, 2, 3, 4]]


def test_the_bench_finds_who_answers(measured):
    for protocol in ("frozen", "online"):
        assert measured[protocol]["hit@5"] > 0.9
        assert measured[protocol]["mrr"] > measured[protocol]["baselines"]["popularity"]["mrr"]


def test_the_bench_measures_what_the_contract_names(measured):
    assert set(measured) == {"frozen", "online", "ms_per_question", "train_seconds"}
    for protocol in ("frozen", "online"):
        for figures in (measured[protocol], measured[protocol]["capped"]):
            assert set(figures) >= {*MEASURED, "baselines"}
            assert tuple(figures["baselines"]) == BASELINES
            assert all(set(each) == MEASURED for each in figures["baselines"].values())


def test_a_cap_spreads_the_top_places(measured):
    for protocol in ("frozen", "online"):
        assert measured[protocol]["capped"]["load_gini"] <= measured[protocol]["load_gini"]


@pytest.mark.parametrize(
    "questions",
    [[], history()[:1], history()[:20], changed(history(), lambda _: None)],
    ids=["empty", "one question", "nobody with five answers", "no answers"],
)
def test_a_history_too_short_to_measure(questions):
    with pytest.raises(NothingToMeasureError):
        measure_history(questions, told=lambda _: None)


def test_a_tally_leaves_out_questions_that_no_candidate_answered():
    trial = next(trials(history()))
    tally = Tally()
    unanswered = replace(trial, relevant=np.zeros_like(trial.relevant))
    tally.add(unanswered, np.zeros(len(trial.rows), dtype=np.float32))
    assert tally.ranks == []
    assert sum(tally.shown.values()) == TOP


def test_speed_is_measured_at_any_size():
    found = measure_speed(60, 40, told=lambda _: None)
    assert set(found) == {
        "words_seconds", "learn_seconds", "tell_seconds", "profiles_seconds",
        "answer_p50_ms", "answer_p99_ms", "rank_p50_ms", "rank_p95_ms",
    }  # fmt: skip
