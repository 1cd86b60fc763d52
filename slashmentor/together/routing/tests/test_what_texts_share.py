import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.together.routing.ranking.similar import SimilarQuestions
from slashmentor.together.routing.ranking.text import TextModel, bag_of, words

TEXTS = ("red apple pie", "apple pie crust", "graph edge", "graph edge cut")
BAGS = [bag_of(text, "", ()) for text in TEXTS]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("graphs and trees", ["graph", "tree"]),
        ("What is a 2D lattice?", ["2d", "lattice"]),
        ("Gauss, focus", ["gauss", "focus"]),
        ("Größe_élan", ["größe", "élan"]),
        ("a I , …", []),
        ("", []),
    ],
)
def test_words_are_lower_cased_without_small_ones_and_plurals(text, found):
    assert words(text) == found


def test_a_title_and_a_topic_weigh_more_than_the_body():
    assert bag_of("edge", "edge cut", ("planar-graph",)) == {
        "edge": 4.0, "cut": 1.0, "#planar-graph": 3.0, "planar": 1.0, "graph": 1.0,
    }  # fmt: skip


def test_texts_about_the_same_point_the_same_way():
    model = TextModel.learn(BAGS, size=2)
    pie, crust, graph, _ = (model.vector(bag) for bag in BAGS)
    assert pie @ crust > 0.9
    assert abs(pie @ graph) < 0.1


def test_words_never_seen_point_nowhere():
    assert not TextModel.learn(BAGS, size=2).vector(bag_of("unheard of", "", ())).any()


def test_a_model_learned_twice_is_the_same():
    one, two = (TextModel.learn(BAGS, size=2) for _ in range(2))
    assert one.columns == two.columns
    assert np.array_equal(one.projection, two.projection)


@pytest.mark.parametrize("size", [1, 3, 50])
def test_directions_beyond_what_the_texts_hold_are_empty(size):
    model = TextModel.learn(BAGS, size=size)
    assert model.size == size
    assert np.isfinite(model.projection).all()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_has_a_vector_of_length_one_or_none(title, body):
    vector = TextModel.learn(BAGS, size=2).vector(bag_of(title, body, ()))
    assert float(np.linalg.norm(vector)) == pytest.approx(1.0, abs=1e-4) or not vector.any()


def test_like_questions_are_found_best_first_as_shares_of_the_best():
    similar = SimilarQuestions()
    for bag in BAGS:
        similar.add(bag)
    places, shares = similar.best(bag_of("apple pie crust", "", ()), 10)
    assert places.tolist() == [1, 0]
    assert shares[0] == 1.0
    assert 0 < shares[1] < 1


def test_nothing_is_like_a_question_of_unknown_words():
    similar = SimilarQuestions()
    assert similar.best(BAGS[0], 3)[0].tolist() == []
    similar.add(BAGS[0])
    assert similar.best(bag_of("unheard", "", ()), 3)[0].tolist() == []


def test_bm25_by_hand():
    similar = SimilarQuestions()
    similar.add({"edge": 2.0, "cut": 2.0})
    similar.add({"edge": 1.0})
    similar.add({"pie": 1.0})
    places, shares = similar.best({"edge": 1.0}, 5)
    # mean length 2; ln(1 + 1.5/2.5) in common; 2·2.2/(2 + 1.2·(0.25 + 0.75·2)) and 2.2/(1 + 1.2·(0.25 + 0.75/2))
    assert places.tolist() == [1, 0]
    assert shares[1] == pytest.approx((4.4 / 4.1) / (2.2 / 1.75))
