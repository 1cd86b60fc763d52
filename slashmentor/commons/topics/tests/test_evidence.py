"""The registry: whoever knows what shows that somebody knows a topic says so in words."""

import pytest

from slashmentor.commons.topics import evidence as registry
from slashmentor.commons.topics.evidence import Evidence, evidence, evidence_of, strongest_on, weight_of


@pytest.fixture(autouse=True)
def _none_yet(monkeypatch):
    monkeypatch.setattr(registry, "_sources", [])


def gives(found):
    return lambda *_asked: found


PAPERS = Evidence("3 papers", 2.5, "/@emmy/publications")
THANKS = Evidence("thanked by 2", 1.0)


def test_all_that_shows_it_stands_together_in_order():
    evidence("thanks", order=20)(gives({(1, 7): THANKS}))
    evidence("papers", order=10)(gives({(1, 7): PAPERS, (2, 7): PAPERS}))
    assert evidence_of([1, 2, 3], [7]) == {(1, 7): [PAPERS, THANKS], (2, 7): [PAPERS]}
    assert weight_of([PAPERS, THANKS]) == 3.5


def test_the_same_name_again_replaces_it():
    for found in (PAPERS, THANKS):
        evidence("papers")(gives({(1, 7): found}))
    assert evidence_of([1], [7]) == {(1, 7): [THANKS]}


def test_nobody_is_asked_about_nothing():
    asked = []
    evidence("papers")(lambda *_: asked.append(1) or {})
    assert (evidence_of([], [7]), evidence_of([1], []), asked) == ({}, {}, [])


def test_who_shows_most_on_a_topic():
    evidence("thanks")(gives({}))
    evidence("papers", strongest=gives({1: 2.0, 2: 1.0, 3: 2.0}))(gives({}))
    evidence("answers", strongest=gives({2: 5.0}))(gives({}))
    assert list(strongest_on(7, most=2).items()) == [(2, 6.0), (1, 2.0)]
