from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slashmentor.together.routing.ranking.figures import Figures, Listed
from slashmentor.together.routing.ranking.fitting import adapt
from slashmentor.together.routing.ranking.history import known_at
from slashmentor.together.routing.ranking.ranker import SHORTLIST, Model, shortlist
from slashmentor.together.routing.ranking.signals import NAMES, measure
from slashmentor.together.routing.ranking.text import TextModel, bag_of
from slashmentor.together.routing.tests.made_up import (
    FIELDS,
    RANKER,
    START,
    changed,
    history,
    same,
    scores,
    suggested,
    trials,
)

WORDS = sorted({word for words in FIELDS.values() for word in words.split()})


@pytest.fixture(scope="module")
def trial():
    """The first one about graphs; tests that tell its figures something take `fresh`."""
    return _about_graphs()


@pytest.fixture
def fresh():
    return _about_graphs()


def _about_graphs():
    return next(trial for trial in trials(history()) if trial.question.topics == ("graphs",))


def test_those_who_answer_in_the_field_come_first(trial):
    assert [found.member % 3 for found in suggested(trial, most=3)] == [1, 1, 1]


def test_an_asker_is_never_ranked_for_their_own_question():
    for trial in trials(history()):
        assert trial.question.asker not in [trial.figures.members[row] for row in trial.rows]


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_only_the_allowed_are_suggested_once_each_best_first_and_the_same_again(trial, data):
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=12, max_size=12)))
    most = data.draw(st.integers(0, 14))
    title = " ".join(data.draw(st.lists(st.sampled_from([*WORDS, "unheard"]), max_size=5)))
    topics = data.draw(st.lists(st.sampled_from([*FIELDS, "new"]), max_size=3))
    asked = trial.figures.see(bag_of(title, "", topics), topics)
    found = suggested(replace(trial, asked=asked), most=most, allowed=allowed)
    members = [each.member for each in found]
    assert set(members) <= {trial.figures.members[row] for row in np.flatnonzero(allowed)}
    assert len(members) == len(set(members)) == min(most, allowed.sum())
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert suggested(replace(trial, asked=asked), most=most, allowed=allowed) == found


def test_nobody_allowed_is_nobody_suggested(trial):
    assert suggested(trial, allowed=np.zeros_like(trial.allowed)) == []


def test_suggestions_come_in_the_order_that_the_bench_measures(trial):
    ranked = trial.rows[np.argsort(-RANKER.scores(trial.figures, trial.asked, trial.rows, trial.now))]
    assert [found.member for found in suggested(trial)] == [trial.figures.members[row] for row in ranked[:5]]


def test_reasons_add_up_to_the_score(trial):
    for found in suggested(trial, most=12):
        total = sum(lift for signal, lift in found.reasons.items() if signal != "listed")
        assert total == pytest.approx(found.score, abs=1e-4)


@pytest.mark.parametrize(("live", "moment"), [(True, START + 10), (False, START)])
def test_answers_that_become_known_later_change_nothing(live, moment):
    then = history()[moment].asked
    rewritten = changed(
        history(), lambda a: a if a.known < then else replace(a, member=99, text="other words")
    )
    before = None if not live else 11
    assert same(scores(history(), live=live, most=before), scores(rewritten, live=live, most=before))


def test_answers_known_by_then_count_when_live_and_not_when_frozen():
    rewritten = changed(history(), lambda a: replace(a, member=1), of=slice(START, START + 10))
    assert not same(scores(history(), live=True), scores(rewritten, live=True))
    assert same(scores(history(), live=False), scores(rewritten, live=False))


def test_weights_adapted_to_a_community_know_nothing_of_its_future():
    then = history()[START].asked
    cut = changed(history(), lambda a: a if a.known < then else None)
    shipped = Model.shipped("live")
    one, two = (adapt(known_at(each, START), shipped, live=True).weights for each in (history(), cut))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, shipped.weights)


def test_a_newcomer_with_a_profile_comes_before_one_without_and_before_strangers_to_the_topic(fresh):
    figures = fresh.figures
    words = figures.text.vector(bag_of("planar graph colouring", "", ("graphs",)))
    figures.list_expertise(50, Listed(1.0, {"graphs": 1.0}, words))
    figures.row(51)
    found = suggested(fresh, most=99, allowed=np.ones(len(figures.members), dtype=np.bool_))
    order = [each.member for each in found]
    strangers = [member for member in range(1, 13) if member % 3 != 1]
    assert order.index(50) < min(order.index(member) for member in (51, *strangers))
    owed = {each.member: each.reasons["listed"] for each in found}
    assert owed[50] > 0
    assert owed[51] == 0


def test_a_profile_listed_anew_replaces_what_it_said(fresh):
    figures = fresh.figures
    nothing = np.zeros(figures.text.size, dtype=np.float32)
    figures.list_expertise(50, Listed(1.0, {"graphs": 1.0, "proofs": 1.0}, nothing))
    figures.list_expertise(50, Listed(1.0, {"groups": 0.5}, nothing))
    row = figures.row(50)
    assert figures.listed_in == {"graphs": {}, "proofs": {}, "groups": {row: 0.5}}


def test_a_first_answer_changes_the_ranking_at_once_and_a_second_to_the_same_question_nothing(fresh):
    figures = fresh.figures
    row = np.array([figures.row(60)])
    place = figures.asked(fresh.asked)
    before = measure(figures, fresh.asked, row, fresh.now)
    figures.answered(place, 60, fresh.now)
    after = measure(figures, fresh.asked, row, fresh.now)
    assert (after > before).all(), dict(zip(NAMES, (after - before)[0], strict=True))
    figures.answered(place, 60, fresh.now)
    assert np.array_equal(after, measure(figures, fresh.asked, row, fresh.now))


def test_an_empty_community_suggests_nobody_and_a_first_member_is_found():
    figures = Figures(TextModel.learn([], size=3))
    asked = figures.see(bag_of("anything", "", ("new",)), ("new",))
    assert RANKER.suggest(figures, asked, np.ones(0, dtype=np.bool_), 0.0, most=3) == []
    figures.row(1)
    assert [
        each.member for each in RANKER.suggest(figures, asked, np.ones(1, dtype=np.bool_), 0.0, most=3)
    ] == [1]


def test_of_very_many_members_the_shortlist_keeps_those_with_a_trace_in_the_question(fresh):
    figures = fresh.figures
    figures.rows(range(1000, 1000 + 2 * SHORTLIST))
    nothing = np.zeros(figures.text.size, dtype=np.float32)
    figures.list_expertise(2999, Listed(1.0, {"graphs": 0.5}, nothing))
    allowed = np.ones(len(figures.members), dtype=np.bool_)
    allowed[figures.row(1)] = False
    rows = shortlist(figures, fresh.asked, allowed, fresh.now)
    kept = {figures.members[row] for row in rows}
    assert {4, 7, 10, 2999} <= kept
    assert 1 not in kept
    assert len(rows) < len(figures.members)
