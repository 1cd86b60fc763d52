"""Which topics a publication is about: by words, the same every time, and never more than a few."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from slashmentor.commons.publications.matching import LEAST, MOST_TOPICS, Described, Vocabulary

FILL = [Described(1000 + one, f"filler-{word}", f"Filler {word}") for one, word in enumerate(
    f"{a}{b}{c}" for a in "bdfgklmnpr" for b in "aeiou" for c in "stvwxz"
)]  # fmt: skip
TOPICS = [
    Described(
        1, "lichens", "Lichen Ecology", ["lichen mapping", "air quality"], "Where lichens grow, and why."
    ),
    Described(2, "glaciers", "Glaciers and Ice Cores", ["ice cores", "mass balance"]),
    Described(3, "peer-review", "Peer Review", ["referee reports"], "Judging manuscripts for journals."),
    *FILL,
]
WORLD = Vocabulary(TOPICS)
WORDS = [
    "lichen",
    "mapping",
    "ice",
    "cores",
    "glaciers",
    "peer",
    "review",
    "the",
    "of",
    "2019",
    "roofs",
    "bas",
    "dev",
]


def about(title, keywords=(), venue=""):
    return [topic for topic, _weight in WORLD.about(title, keywords, venue)]


@pytest.mark.parametrize(
    ("title", "keywords", "venue", "found"),
    [
        ("Mapping lichens on roofs", [], "", [1]),
        ("LICHÉNS: a slow map of air quality", [], "", [1]),
        ("A slow map", ["lichen mapping"], "", [1]),
        ("Ice cores of small glaciers", [], "", [2]),
        ("Who writes referee reports?", [], "", [3]),
        ("Reviewing among peers", [], "", [3]),
        ("Among peers", [], "", []),
        ("A slow map", [], "Journal of Lichen Ecology", [1]),
        ("A slow map", [], "Journal of Lichens", []),
        ("On roofs", [], "", []),
        ("", [], "", []),
        ("2019", ["of", "the"], "The", []),
    ],
)
def test_what_words_say(title, keywords, venue, found):
    assert about(title, keywords, venue) == found


def test_the_surest_comes_first_and_all_are_sure_enough():
    found = WORLD.about("Lichens and lichen ecology", ["ice cores"])
    assert [topic for topic, _ in found] == [1, 2]
    assert 1 > found[0][1] > found[1][1] >= LEAST


def test_an_empty_vocabulary_finds_nothing():
    assert Vocabulary([]).about("Lichens") == []


titles = some.lists(some.sampled_from(WORDS), max_size=40).map(" ".join)


@settings(deadline=None)
@given(titles, some.lists(titles, max_size=30), titles, some.randoms(use_true_random=False))
def test_it_depends_on_nothing_but_the_words_and_gives_a_few(title, keywords, venue, chance):
    found = WORLD.about(title, keywords, venue)
    shuffled = TOPICS[:]
    random.Random(chance.random()).shuffle(shuffled)
    assert Vocabulary(shuffled).about(title, keywords, venue) == found
    assert len(found) <= MOST_TOPICS
    assert found == sorted(found, key=lambda one: (-one[1], one[0]))
    assert all(LEAST <= weight < 1 for _topic, weight in found)


@settings(deadline=None)
@given(some.text(max_size=300), some.lists(some.text(max_size=40), max_size=5), some.text(max_size=60))
def test_nothing_makes_it_fail(title, keywords, venue):
    assert len(WORLD.about(title, keywords, venue)) <= MOST_TOPICS


@pytest.mark.parametrize("title", ["lichen " * 400_000, "x" * 2_000_000, "ice-cores," * 200_000])
def test_a_monstrous_title_is_read_as_far_as_a_title_goes(title):
    assert len(WORLD.about(title, [title] * 50, title)) <= MOST_TOPICS
