"""Being told of new mentors: a feed for everybody, searches that members keep, and a door to somebody unthought of."""

from datetime import timedelta

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety import actions as safety
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.directory import saving
from slashmentor.parts.mentors.directory.asked import asked_by
from slashmentor.parts.mentors.models import SavedSearch
from tests.cast import NOON, a_member, a_mentor_page

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(response):
    return [entry.findtext(f"{ATOM}title") for entry in fromstring(response.content).iter(f"{ATOM}entry")]


def older(response):
    return [
        link.get("href")
        for link in fromstring(response.content).findall(f"{ATOM}link")
        if link.get("rel") == "next"
    ]


# --- the feed ---
def test_a_feed_has_the_newest_first_and_is_for_any_topic(client, listed):
    listed("Old", published_at=NOON - timedelta(days=9), topics=["statistics"])
    listed("New", published_at=NOON, topics=["ethics"])
    listed("Paused", paused=True)
    assert titles(client.get("/mentors.atom")) == ["New", "Old"]
    assert titles(client.get("/mentors.atom?topic=statistics")) == ["Old"]
    assert titles(client.get("/mentors.atom?topic=cooking")) == []


def test_a_feed_goes_on_where_it_ended(client, listed):
    for number in range(35):
        listed(f"Mentor {number}", published_at=NOON - timedelta(days=number // 2))
    first = client.get("/mentors.atom")
    second = client.get(older(first)[0])
    assert len(titles(first)) == 30
    assert titles(second) == [f"Mentor {number}" for number in (31, 30, 33, 32, 34)]
    assert older(second) == []


def test_a_feed_says_members_no_more_than_visitors(enter, ada, emmy, offer):
    safety.block(ada, by=emmy, now=NOON)
    assert titles(enter(ada).get("/mentors.atom")) == ["Emmy Brandt, Faculty"]


@pytest.mark.parametrize("before", ["x", "1", "-", "1-2-3", "²-1", "9" * 30 + "-1"])
def test_a_feed_goes_on_from_nowhere_else(client, db, before):
    assert client.get(f"/mentors.atom?before={before}").status_code == 404


# --- the random door ---
def test_the_door_leads_to_somebody_open(client, offer, ada):
    other = a_mentor_page(ada, lede="I know what a second year is like.")
    actions.pause(other, by=ada, now=NOON)
    answer = client.get("/mentors/random")
    assert (answer.status_code, answer["Location"]) == (302, "/@emmy/mentor")
    assert "no-store" in answer["Cache-Control"]


def test_the_door_leads_to_somebody_outside_my_own_topics(enter, ada, offer):
    a_mentor_page(ada, lede="I know what a second year is like.", gives=["statistics"])
    zadie = a_member("zadie")
    a_mentor_page(zadie, lede="Ask me about leaving academia.", gives=["leaving-academia"])
    places = {enter(ada).get("/mentors/random")["Location"] for _time in range(8)}
    assert places == {"/@zadie/mentor"}


def test_the_door_leads_never_to_myself_nor_to_whom_a_block_keeps_apart(enter, ada, emmy, offer):
    a_mentor_page(ada, lede="I know what a second year is like.")
    safety.block(ada, by=emmy, now=NOON)
    assert enter(ada).get("/mentors/random")["Location"] == "/mentors"


def test_the_door_stays_here(client, listed):
    listed("Elsewhere")
    assert client.get("/mentors/random")["Location"] == "/mentors"


# --- kept searches ---
def told():
    return [
        (happening.about.query, happening.data["listings"])
        for happening in Happening.objects.filter(verb="mentors.found").order_by("pk")
    ]


def keep(member, query):
    return saving.save_search(asked_by(query), by=member, now=NOON)


def test_searches_tell_of_those_who_came_since_once(ada, listed):
    listed("Before", topics=["statistics"])
    keep(ada, "topic=statistics")
    assert look() == []
    new = listed("New", topics=["statistics"])
    listed("Other", topics=["ethics"])
    assert look() == [("topic=statistics", [new.pk])]
    assert look() == [("topic=statistics", [new.pk])]  # and not again


def look():
    saving.tell_of_new_mentors(now=NOON)
    return told()


def test_whoever_only_changes_is_not_new(ada, emmy, offer):
    keep(ada, "topic=statistics")
    actions.take_place(offer, now=NOON)
    assert look() == []


def test_all_that_was_asked_for_has_to_fit(ada, listed):
    keep(ada, "q=reviews&topic=statistics&language=de&hours=1&zone=UTC")
    fits = {"topics": ["statistics"], "words": "reviews", "languages": ["de"], "week_1": 0b11 << 10}
    listed("Words", **{**fits, "words": "figures"})
    listed("Topic", **{**fits, "topics": ["ethics"]})
    listed("Language", **{**fits, "languages": ["en"]})
    listed("Hours", **{**fits, "week_1": 1})
    new = listed("Fits", **fits)
    assert [found for _query, found in look()] == [[new.pk]]


def test_not_of_oneself_nor_of_whom_a_block_keeps_apart(ada, emmy):
    keep(ada, "")
    safety.block(emmy, by=ada, now=NOON)
    a_mentor_page(ada, lede="I know what a second year is like.")
    a_mentor_page(emmy)
    assert look() == []


def test_the_same_search_is_kept_once(ada):
    keep(ada, "topic=ethics&topic=statistics")
    keep(ada, "topic=statistics&topic=ethics")
    assert SavedSearch.objects.get().query == "topic=ethics&topic=statistics"


def test_there_is_an_end_to_them(ada):
    for number in range(saving.MOST):
        keep(ada, f"topic=t{number}")
    with pytest.raises(Invalid):
        keep(ada, "topic=one-more")


def test_visitors_have_no_searches(client, db):
    assert client.get("/mentors/searches").status_code == 302
    with pytest.raises(Refused):
        keep(None, "topic=statistics")


def test_on_the_page_they_are_kept_found_again_and_forgotten(enter, ada, listed):
    browser = enter(ada)
    listed("Somebody", topics=["statistics"])
    assert "Tell me of new ones" in browser.get("/mentors?topic=statistics").content.decode()
    browser.post("/mentors/searches", {"query": "topic=statistics&language=de&nonsense=1"})
    html = browser.get("/mentors/searches").content.decode()
    assert "/mentors?topic=statistics&amp;language=de" in html
    assert "statistics, Deutsch" in html
    browser.post("/mentors/searches", {"forget": SavedSearch.objects.get().pk})
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("wrong", ["", "x", "²", "99999999999999999999", "\0"])
def test_what_is_not_mine_can_not_be_forgotten(enter, ada, emmy, wrong):
    kept = keep(emmy, "topic=statistics")
    assert enter(ada).post("/mentors/searches", {"forget": wrong}).status_code == 404
    assert enter(ada).post("/mentors/searches", {"forget": kept.pk}).status_code == 404
    assert SavedSearch.objects.count() == 1


def test_a_search_is_kept_whatever_is_sent(enter, ada):
    for query in (
        "\0",
        "x" * 100_000,
        "topic=" + "a" * 3000,
        "&".join(f"topic=t{n}" for n in range(999)),
        "q=%00%ff",
    ):
        assert enter(ada).post("/mentors/searches", {"query": query}).status_code == 302
    assert SavedSearch.objects.filter(at__lte=timezone.now()).count() <= 3
