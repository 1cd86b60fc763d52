import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from slashmentor.commons.topics.actions import decide_synonym, suggest_description, suggest_synonym
from slashmentor.commons.topics.models import Synonym, Topic
from slashmentor.commons.topics.queries import find_suggested
from slashmentor.commons.topics.rules import can_decide_description, can_decide_synonym, decidable
from tests.cast import GENEROUS, NOON, a_community, a_member

WORDS = {"summary": "How reviews work.", "wiki": "Ask about *reviews*."}
NUMBERS = {**GENEROUS, "may.synonyms": 1}


@pytest.fixture
def community(db):
    return a_community("academia", numbers=NUMBERS)


@pytest.fixture
def elsewhere(db):
    return a_community("elsewhere", numbers={**NUMBERS, "may.approve_wikis": 1})


def browser(member):
    client = Client()
    client.force_login(member)
    return client


def suggest(community, by, *, topics, names):
    for number in range(max(topics, names)):
        topic = Topic.objects.create(name=f"{community.slug}-{Topic.objects.count()}", created_at=NOON)
        if number < topics:
            suggest_description(topic, community=community, by=by, now=NOON, **WORDS)
        if number < names:
            suggest_synonym(topic, name=f"also-{topic.name}", community=community, by=by, now=NOON)


def test_moderators_read_how_much_waits_for_topics_in_their_communities(community, elsewhere, mo, emmy):
    suggest(community, emmy, topics=3, names=1)
    suggest(elsewhere, emmy, topics=1, names=0)
    decided = suggest_synonym(
        Topic.objects.all()[0], name="reviewing", community=community, by=emmy, now=NOON
    )
    decide_synonym(decided, by=mo, approves=False, now=NOON)
    words = browser(mo).get("/moderation").content.decode()
    assert '<a href="/topics/suggested?in=academia">3 descriptions of topics</a>' in words
    assert '<a href="/topics/suggested?in=academia">1 other name of a topic</a>' in words
    assert '<h2 id="s1">Suggested for topics</h2><span class="quiet small">4</span>' in words
    assert "in=elsewhere" not in words


def test_what_a_moderator_suggested_waits_for_others(community, mo):
    suggest(community, mo, topics=1, names=1)
    assert "/topics/suggested" not in browser(mo).get("/moderation").content.decode()


def test_the_page_shows_what_waits_in_one_community(community, elsewhere, emmy, mo):
    suggest(elsewhere, emmy, topics=1, names=1)
    suggest(community, emmy, topics=1, names=1)
    words = browser(mo).get("/topics/suggested?in=academia").content.decode()
    assert ("“also-academia-1”" in words, "“also-elsewhere-0”" in words) == (True, False)
    assert (words.count("/topics/descriptions/"), words.count("elsewhere")) == (1, 0)
    assert browser(mo).get("/topics/suggested?in=nowhere").status_code == 404


def test_the_inbox_costs_the_same_for_one_suggestion_and_for_a_hundred(community, mo, emmy):
    counts = []
    for number in (1, 50):
        suggest(community, emmy, topics=number, names=number)
        here = browser(mo)
        here.get("/moderation")
        with CaptureQueriesContext(connection) as asked:
            here.get("/moderation")
        counts.append(len(asked))
    assert counts == [9, 9]


def test_the_page_costs_the_same_for_one_suggestion_and_for_thirty(community, mo, emmy):
    counts = []
    for number in (1, 29):
        suggest(community, emmy, topics=number, names=number)
        here = browser(mo)
        with CaptureQueriesContext(connection) as asked:
            shown = here.get("/topics/suggested").content.decode()
        counts.append((shown.count("Approve</button>"), len(asked)))
    assert counts == [(2, 6), (60, 6)]


@pytest.mark.parametrize("who", ["emmy", "mo", "eve", "host"])
def test_the_page_offers_what_the_rules_allow(community, elsewhere, mo, emmy, eve, who):
    members = {"emmy": emmy, "mo": mo, "eve": eve, "host": a_member("hana", is_staff=True)}
    for here in (community, elsewhere):
        for by in (emmy, mo):
            suggest(here, by, topics=1, names=1)
    Synonym.objects.filter(community=elsewhere).update(community=None)
    by, (descriptions, synonyms) = members[who], find_suggested()
    assert decidable(by, [*descriptions, *synonyms]) == {
        *(row for row in descriptions if can_decide_description.test(by, row)),
        *(row for row in synonyms if can_decide_synonym.test(by, row)),
    }
