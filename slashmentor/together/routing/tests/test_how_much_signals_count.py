import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.together.routing.ranking.ranker import Model
from slashmentor.together.routing.ranking.shares import BEGINS, parts, shares, shipped
from slashmentor.together.routing.ranking.signals import NAMES, SIGNALS
from slashmentor.together.routing.ranking.weighing import weighed

LEARNED = Model.shipped("live")


def of(model, signal):
    return model.weights[[NAMES.index(name) for name in SIGNALS[signal]]]


def test_a_factor_multiplies_every_weight_of_its_signal_and_no_other():
    found = weighed(LEARNED, {"topics": 2.5, "similar": 0})
    assert np.array_equal(of(found, "topics"), 2.5 * of(LEARNED, "topics"))
    assert not of(found, "similar").any()
    assert np.array_equal(of(found, "activity"), of(LEARNED, "activity"))
    assert np.array_equal(found.spread, LEARNED.spread)


@pytest.mark.parametrize(("sent", "counts"), [(math.nan, 1), (math.inf, 1), (-1, 0), (1e9, 3), (3, 3)])
def test_no_factor_turns_a_ranking_upside_down_or_into_nothing(sent, counts):
    assert np.array_equal(of(weighed(LEARNED, {"topics": sent}), "topics"), counts * of(LEARNED, "topics"))


def test_a_page_knows_the_signals_of_the_ranking_without_loading_it():
    grouped = {
        signal: [name for name in NAMES if name.partition("_")[0] == begins]
        for signal, begins in BEGINS.items()
    }
    assert grouped == SIGNALS
    assert shipped() == LEARNED.record()


def test_the_parts_make_a_whole_and_follow_the_factors():
    usual, more = shares(shipped(), {}), shares(shipped(), {"topics": 3, "activity": 0})
    assert sum(usual.values()) == pytest.approx(1)
    assert more["activity"] == 0
    assert more["topics"] / more["similar"] == pytest.approx(3 * usual["topics"] / usual["similar"])
    assert shares(shipped(), dict.fromkeys(SIGNALS, 0)) == dict.fromkeys(SIGNALS, 0)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6), st.integers(1, 100))
def test_whole_parts_add_up_and_none_is_off_by_one(sizes, of):
    given_shares = {str(number): size / (sum(sizes) or 1) for number, size in enumerate(sizes)}
    found = parts(given_shares, of)
    assert sum(found.values()) == (of if any(sizes) else 0)
    assert all(abs(found[name] - of * share) < 1 + 1e-6 for name, share in given_shares.items())
