"""The registry: whoever knows what shows that somebody knows a topic says so in words."""

import pytest

from slashmentor.commons.topics import evidence as registry
from slashmentor.commons.topics.evidence import Evidence, evidence, evidence_of, strongest_on, weight_of


@pytest.fixture(autouse=True)
def _none_yet(monkeypatch):
    monkeypatch.setattr(registry, "_sources", [])


def gives(*facts):
    """SQL of these facts about those who are asked about: a member, a topic, a number."""
    rows = " UNION ALL ".join(
        f"SELECT {one} AS m, {topic} AS t, '[{number}]' AS f" for one, topic, number in facts
    )
    return lambda members, topics: f"SELECT * FROM ({rows}) AS r WHERE m IN ({members}) AND t IN ({topics})"


def says(word):
    return lambda number: Evidence(f"{number} {word}", number / 2, "/@emmy/publications")


@pytest.mark.django_db
def test_all_that_shows_it_stands_together_in_order(django_assert_num_queries):
    evidence("thanks", order=20, facts=gives((1, 7, 2)))(says("thanks"))
    evidence("papers", order=10, facts=gives((1, 7, 5), (2, 7, 3), (4, 7, 1), (1, 8, 1)))(says("papers"))
    with django_assert_num_queries(1):
        found = evidence_of([1, 2, 3], [7])
    assert {pair: [one.words for one in shown] for pair, shown in found.items()} == {
        (1, 7): ["5 papers", "2 thanks"],
        (2, 7): ["3 papers"],
    }
    assert weight_of(found[1, 7]) == 3.5


@pytest.mark.django_db
def test_the_same_name_again_replaces_it():
    for word in ("papers", "works"):
        evidence("papers", facts=gives((1, 7, 1)))(says(word))
    assert [one.words for one in evidence_of([1], [7])[1, 7]] == ["1 works"]


def test_nobody_is_asked_about_nothing():
    assert (evidence_of([1], [7]), evidence_of([], [7])) == ({}, {})
    evidence("papers", facts=gives((1, 7, 1)))(says("papers"))
    assert (evidence_of([], [7]), evidence_of([1], [])) == ({}, {})


def test_who_shows_most_on_a_topic():
    evidence("thanks", facts=gives())(says("thanks"))
    evidence("papers", facts=gives(), strongest=lambda *_: {1: 2.0, 2: 1.0, 3: 2.0})(says("papers"))
    evidence("answers", facts=gives(), strongest=lambda *_: {2: 5.0})(says("answers"))
    assert list(strongest_on(7, most=2).items()) == [(2, 6.0), (1, 2.0)]
