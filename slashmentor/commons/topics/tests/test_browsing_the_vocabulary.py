"""The tree of the vocabulary, and finding topics by the words of their labels and keywords."""

import re

import pytest

from slashmentor.commons.topics.actions import Term, take_up
from slashmentor.commons.topics.browsing import find_by_words, find_tree
from slashmentor.commons.topics.models import Topic
from tests.cast import NOON

pytestmark = pytest.mark.django_db

TERMS = [
    Term("s:careers", ["careers"], "Careers", "Where one goes."),
    Term("s:job-offers", ["job-offers"], "Negotiating offers", "Yes or no.", ["salary"], "s:careers"),
    Term("s:job-talks", ["job-talks"], "Job talks", "An hour.", ["chalk talk"], "s:careers"),
    Term("s:chalk", ["chalk"], "Chalk", "White.", ["blackboard"], "s:job-talks"),
]


@pytest.fixture(autouse=True)
def _brought(db):
    take_up(TERMS, known={}, now=NOON)


@pytest.fixture
def visitor(client):
    return client


def found(text):
    return [row["name"] for row in find_by_words(text, most=9)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("negotiating", ["job-offers"]),
        ("negot", ["job-offers"]),
        ("Negotiation", ["job-offers"]),
        ("salaries", ["job-offers"]),
        ("chalk", ["chalk", "job-talks"]),
        ("chalk talk", ["job-talks"]),
        ("chalk offers", []),
        ("of", []),
        ("", []),
        ("%\x00", []),
    ],
)
def test_by_words(text, names):
    assert found(text) == names


def test_the_top_of_the_tree_has_what_stands_below_it(topic):
    tree = find_tree()
    [(careers, below)] = tree.branches
    assert (tree.way, careers.in_full, [one.name for one in below]) == (
        [],
        "Careers",
        ["job-offers", "job-talks"],
    )


def test_further_down_one_sees_the_way(visitor):
    page = visitor.get("/topics?at=job-talks").text
    assert re.findall(r'<h1>([^<]+)|/topics/(chalk)"|href="/topics\?at=(\w*)"', page) == [
        ("", "", ""), ("", "", "careers"), ("Job talks", "", ""), ("", "chalk", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("at", ["nope", "%00", "a'--", "<script>", "x" * 3000, "%F0%9F%8C%8D"])
def test_what_isnt_there_has_no_tree(visitor, at):
    assert visitor.get(f"/topics?at={at}").status_code in {400, 404}


def test_a_vocabulary_that_goes_round_ends_all_the_same(visitor):
    """No action makes such a one; a hand in the database could."""
    top, below = Topic.objects.get(name="careers"), Topic.objects.get(name="job-talks")
    Topic.objects.filter(pk=top.pk).update(parent=below)
    for address in ("/topics?at=job-talks", "/topics/careers"):
        assert visitor.get(address).status_code == 200


def test_a_tree_of_a_thousand_takes_as_many_queries_as_one_of_four(visitor, django_assert_num_queries):
    more = [
        Term(f"s:{n}", [f"n{n}"], f"N {n}", broader=f"s:{['careers', 'job-talks'][n % 2]}")
        for n in range(300)
    ]
    take_up(more, known={one.origin: Topic.objects.get(origin=one.origin).pk for one in TERMS}, now=NOON)
    with django_assert_num_queries(3):
        tree = find_tree("careers")
    assert len(tree.branches) == 120
    assert max(len(twigs) for _, twigs in tree.branches) == 40


def test_a_topic_shows_what_is_broader_and_narrower(visitor):
    page = visitor.get("/topics/job-talks").text
    assert "An hour." in page
    assert re.findall(r'<li><a href="/topics/(\w+)">', page) == ["careers", "chalk"]


def test_completion_finds_what_a_topic_is_about(visitor):
    assert visitor.get("/topics/complete?q=negotiating").json() == [
        {"value": "job-offers", "label": "Negotiating offers"}
    ]
    assert visitor.get("/topics/complete?q=chalk").json() == [
        {"value": "chalk", "label": ""},
        {"value": "job-talks", "label": ""},
    ]


def test_the_list_finds_by_words_after_those_that_begin_so(visitor):
    page = visitor.get("/topics?q=chalk").text
    assert re.findall(r'rel="tag">([^<]+)<', page) == ["chalk", "job-talks"]


def test_the_list_without_words_has_what_is_used(visitor, topic):
    assert re.findall(r'rel="tag">([^<]+)<', visitor.get("/topics").text) == ["peer-review"]
