from datetime import timedelta

import pytest

from slashmentor.together.routing.explaining.words import REASONS
from slashmentor.together.routing.ranking.shares import parts, shares, shipped
from slashmentor.together.routing.ranking.signals import SIGNALS
from slashmentor.together.routing.signal_words import SIGNAL_WORDS, factors_in_words
from slashmentor.together.routing.tuning.actions import tune
from tests.cast import NOON, a_member

DAY = timedelta(days=1)


def shown(client):
    return client.get("/about/routing").text


def test_every_signal_of_the_ranking_has_its_words():
    assert list(SIGNAL_WORDS) == list(SIGNALS)
    assert all(str(words.title) and str(words.says).endswith(".") for words in SIGNAL_WORDS.values())


@pytest.mark.parametrize(
    ("factors", "says"),
    [
        ({}, "As learned"),
        (dict.fromkeys(SIGNALS, 1.0), "As learned"),
        ({"topics": 2.0, "activity": 0.5}, "The same topics × 2, Answering lately × 0.5"),
    ],
)
def test_factors_in_words(factors, says):
    assert factors_in_words(factors) == says


def test_a_visitor_reads_what_counts_and_what_never_does(client, db):
    page = shown(client)
    for words in SIGNAL_WORDS.values():
        assert f"<h3>{words.title}</h3>" in page
    for percent in parts(shares(shipped(), {}), 100).values():
        assert f"counts for {percent} percent" in page
    assert "When a question comes in, 3 people are told; 6 hours later" in page
    assert "Votes, points and badges." in page
    assert "Only you see this" not in page


def test_it_is_linked_where_people_look_for_it(client, db):
    assert client.get("/about").text.count('href="/about/routing"') >= 3  # text, list, footer


def test_it_says_when_hosts_changed_what_counts(client, db):
    assert "The hosts let some of it count otherwise" not in shown(client)
    tune({"topics": 2}, by=a_member("hana", is_staff=True), now=NOON)
    page = shown(client)
    assert "The hosts let some of it count otherwise than it was learned: The same topics × 2" in page


def test_every_kind_of_fact_has_its_words():
    assert set(REASONS) == {"answered", "listed", "published", "endorsed", "similar", "words", "profile"}
