"""Joining the movement: what one reads, who is on the wall, how many they are, and a button for one's own site."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slashmentor.commons.safety import actions as safety
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.joining.buttons import LOOKS
from slashmentor.parts.mentors.joining.queries import ON_THE_WALL, figures, on_the_wall
from slashmentor.parts.mentors.models import Listing
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page

HERE = "http://127.0.0.1:8000"


def a_listing(number, **fields):
    """A page elsewhere."""
    return Listing.objects.create(
        **{
            "source": "outside",
            "url": f"https://site{number}.example/mentor",
            "name": f"Mentor {number}",
            "languages": ["fr"],
            "zone": "Europe/Paris",
            "published_at": NOON - timedelta(days=number),
            "changed_at": NOON,
            "version": actions.next_version(),
            **fields,
        }
    )


# --- the page ---


def test_a_visitor_signs_up_and_comes_to_the_form(client, db):
    text = client.get("/mentors/join").text
    assert 'href="/accounts/signup/?next=%2Fsettings%2Fmentor"' in text
    assert 'href="/mentors/join/page"' in text


def test_a_member_comes_to_the_form(enter, ada):
    assert 'class="btn go" href="/settings/mentor"' in enter(ada).get("/mentors/join").text


def test_whoever_joined_is_led_to_their_page_and_so_is_their_button(enter, emmy, offer):
    text = enter(emmy).get("/mentors/join").text
    assert 'class="btn go" href="/@emmy/mentor"' in text
    assert f"&lt;a href=&#34;{HERE}/@emmy/mentor&#34; rel=&#34;me&#34;&gt;" in text


def test_the_button_of_others_leads_here(client, db):
    text = client.get("/mentors/join").text
    assert f"&lt;a href=&#34;{HERE}/mentors/join&#34; rel=&#34;mentor&#34;&gt;" in text
    assert "rel=&#34;me&#34;" not in text


def test_an_empty_wall_says_so(client, db):
    text = client.get("/mentors/join").text
    assert "Nobody yet" in text
    assert "<dd>0</dd>" in text


def test_a_page_that_was_kept_is_made_anew_for_whoever_joins(client, emmy):
    assert "Emmy Brandt" not in client.get("/mentors/join").text
    a_mentor_page(emmy)
    assert "Emmy Brandt" in client.get("/mentors/join").text


def test_as_many_queries_for_one_as_for_many(client, enter, ada, emmy, django_assert_num_queries):
    a_mentor_page(emmy)
    with CaptureQueriesContext(connection) as one:
        client.get("/mentors/join")
    for number in range(40):
        a_listing(number)
    cache.clear()
    with django_assert_num_queries(len(one)):
        client.get("/mentors/join")
    assert len(one) <= 6
    with django_assert_num_queries(1):
        client.get("/mentors/join")


# --- the wall ---


def test_the_newest_are_on_the_wall(offer):
    for number in range(1, ON_THE_WALL + 5):
        a_listing(number)
    wall = on_the_wall(None)
    assert len(wall) == ON_THE_WALL
    assert (wall[0].name, wall[0].url, wall[0].where) == ("Emmy Brandt", "/@emmy/mentor", "")
    assert (wall[1].name, wall[1].where, wall[1].initials) == ("Mentor 1", "site1.example", "M1")


@pytest.mark.parametrize(
    "changes",
    [{"gone": True}, {"paused": True}],
)
def test_who_left_or_rests_is_not_on_it(db, changes):
    a_listing(1, **changes)
    assert on_the_wall(None) == []


def test_who_does_not_want_to_be_found_by_search_engines_is_not_on_it(emmy):
    a_mentor_page(emmy, **{**AN_OFFER, "indexable": False})
    a_listing(1)
    assert [one.name for one in on_the_wall(None)] == ["Mentor 1"]


@pytest.mark.parametrize("who", ["ada", "emmy"])
def test_a_block_holds_on_the_wall_both_ways(ada, emmy, offer, who):
    blocker, blocked = (ada, emmy) if who == "ada" else (emmy, ada)
    a_listing(1)
    safety.block(blocked, by=blocker, now=NOON)
    assert [one.name for one in on_the_wall(ada)] == ["Mentor 1"]
    assert len(on_the_wall(None)) == len(on_the_wall(a_member("bo"))) == 2


# --- figures ---


def test_figures_count_who_is_where(offer):
    a_listing(1)
    a_listing(2, source="instance", instance="https://a.example", languages=["en", "pl"])
    a_listing(3, source="instance", instance="https://a.example", zone="")
    a_listing(4, gone=True, languages=["ja"])
    found = figures(1, now=NOON)
    assert (found.here, found.outside, found.elsewhere, found.instances) == (1, 1, 2, 1)
    assert (found.languages, found.zones, found.mentors) == (4, 2, 4)


def test_months_without_anybody_count_as_none(offer):
    a_listing(1, published_at=NOON - timedelta(days=70))
    a_listing(2, published_at=NOON - timedelta(days=500))
    months = figures(1, now=NOON).months
    assert [one.joined for one in months] == [0] * 8 + [1, 0, 0, 1]
    assert (str(months[0].month), str(months[-1].month)) == ("2025-04-01", "2026-03-01")


def test_figures_are_counted_anew_when_the_directory_changes(offer, emmy):
    assert figures(1, now=NOON).here == 1
    actions.withdraw(offer, by=emmy, now=NOON)
    assert (figures(1, now=NOON).here, figures(2, now=NOON).here) == (1, 0)


# --- buttons ---


@pytest.mark.parametrize("look", LOOKS)
def test_any_site_may_show_a_button(client, enter, ada, look, db):
    for reader in (client, enter(ada)):
        answer = reader.get(f"/mentors/join/buttons/{look}.svg")
        assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, max-age=2592000, immutable"
        assert "Cookie" not in answer.get("Vary", "")
        picture = ET.fromstring(answer.content)
        assert (picture.get("height"), picture.get("aria-label")) == ("32", "/mentor: I offer mentoring")
        assert len(answer.content) < 5000


@pytest.mark.parametrize("look", ["pink", "LIGHT", "light.svg", "..", "a" * 300])
def test_there_are_no_other_looks(client, db, look):
    assert client.get(f"/mentors/join/buttons/{look}.svg").status_code == 404


def test_a_name_with_marks_in_it_stays_words(client, emmy):
    emmy.name = '<b>"Emmy"</b>'
    emmy.save()
    a_mentor_page(emmy, **AN_OFFER)
    text = client.get("/mentors/join").text
    assert "<b>" + '"Emmy"' not in text
    assert "&lt;b&gt;&#34;Emmy&#34;&lt;/b&gt;" in text
