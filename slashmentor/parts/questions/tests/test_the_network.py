import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.media.models import Picture
from slashmentor.commons.standing.actions import join
from slashmentor.commons.standing.models import Standing
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.queries.figures import WEEKS, find_figures
from slashmentor.parts.questions.queries.network import find_network
from tests.cast import NOON, a_community, a_member, a_question, an_answer, give_points


def words(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_those_that_one_joined_stand_first(community, question, eve, now):
    quiet = a_community("quiet")
    join(quiet, by=eve, now=now)
    give_points(eve, community, 40)
    assert [
        (place.community.slug, place.asked_this_week, place.reputation, place.joined)
        for place in find_network(eve, now=now + timedelta(days=1))
    ] == [("quiet", 0, 1, True), ("academia", 1, 40, False)]


def test_what_was_asked_before_this_week_is_not_of_it(community, question, now):
    (place,) = find_network(None, now=now + timedelta(days=8))
    assert (place.asked_this_week, place.reputation, place.joined) == (0, None, False)


def test_the_network_in_the_browser(client, community, eve):
    assert 'name="joins"' not in client.get("/communities").content.decode()
    client.force_login(eve)
    assert "Join Academia" in client.get("/communities").content.decode()
    client.post("/c/academia/membership", {"joins": "1", "next": "/communities"})
    assert "You are a member" in words(client, "/communities")


def test_a_community_says_who_looks_after_it(client, community, mo):
    assert "Who looks after it Mo Okonjo" in re.sub(r" MO ", " ", words(client, "/c/academia"))
    Moderator.objects.all().delete()
    cache.clear()
    assert "Who looks after it" not in words(client, "/c/academia")


def test_a_community_s_page_says_what_it_is_and_shows_who_looks_after_it(client, community, mo, now):
    Community.objects.filter(pk=community.pk).update(
        tagline="For everybody", about_html="<p>Of all fields.</p>", origin_url="https://old.example"
    )
    mo.picture = Picture.objects.create(owner=mo, name="mo.webp", width=1, height=1, bytes=1, added_at=now)
    mo.position, mo.affiliation = "Librarian", "Library of Ghent"
    mo.save()
    shown = client.get("/c/academia").content.decode()
    for each in ("For everybody", "<p>Of all fields.</p>", 'href="https://old.example"', "/media/mo.webp"):
        assert each in shown
    assert "Librarian, Library of Ghent" in shown


@pytest.mark.parametrize("communities", [1, 100])
def test_the_network_costs_the_same_for_one_and_for_a_hundred(
    client, db, eve, communities, django_assert_num_queries
):
    for number in range(communities):
        give_points(eve, a_community(f"c{number}"), 5)
    cache.clear()
    with django_assert_num_queries(3):
        client.get("/communities")
    client.force_login(eve)
    with django_assert_num_queries(6):
        client.get("/communities")


# --- my communities ---


def test_my_communities_is_a_lens_on_the_list(client, community, ada, emmy, eve, now):
    there = a_community("chemistry")
    a_question(community, ada, title="Is this one asked in Academia, as I believe?")
    a_question(there, ada, title="Is this one asked in Chemistry, as I believe?")
    join(there, by=eve, now=now)
    client.force_login(eve)
    shown = words(client, "/questions?community=mine")
    assert "asked in Chemistry" in shown
    assert "asked in Academia" not in shown
    assert "Questions in my communities" in shown


def test_without_any_it_says_how_to_get_some(client, community, question, eve):
    client.force_login(eve)
    assert "You have joined no community yet" in words(client, "/questions?community=mine")


def test_a_visitor_has_none(client, community, question):
    assert client.get("/questions?community=mine")["Location"].startswith("/accounts/login/")


def test_a_community_called_mine_has_its_page_still(client, db):
    a_community("mine", name="Mining")
    assert "Mining" in words(client, "/c/mine")


# --- figures ---


def test_figures_by_weeks(community, ada, emmy, eve, now):
    question = a_question(community, ada)
    answer = an_answer(question, emmy, now=now - timedelta(weeks=1))
    a_question(community, ada, title="Is there anybody who reads lonely questions here?")
    actions.vote(answer, by=eve, value=1, now=now)
    gone = a_question(community, ada, title="Is this question still to be seen by anybody?")
    actions.delete(gone, by=ada, now=now)
    join(community, by=eve, now=now)
    figures = find_figures(community.pk, now=now)
    assert len(figures.weeks) == WEEKS
    last, before = figures.weeks[-1], figures.weeks[-2]
    assert (last.first, last.questions, last.unanswered, last.answers, last.votes, last.members) == (
        NOON.date(), 2, 1, 0, 0, 1,
    )  # fmt: skip
    assert (before.answers, before.votes) == (1, 1)
    assert figures.unanswered_share == 50


def test_figures_of_nothing_yet(community, now):
    assert find_figures(community.pk, now=now).unanswered_share is None


def test_what_is_older_than_half_a_year_is_left_out(community, ada, now):
    a_question(community, ada, now=now - timedelta(weeks=WEEKS))
    assert sum(find_figures(community.pk, now=now).of("questions")) == 0


def test_figures_are_for_those_with_the_privilege(client, strict, eve):
    assert client.get("/c/strict/figures").status_code == 302
    client.force_login(eve)
    give_points(eve, strict, 4999)
    refused = client.get("/c/strict/figures")
    assert refused.status_code == 403
    assert "opens at 5000 points here; you have 4999." in refused.content.decode()
    give_points(eve, strict, 5000)
    assert "this week so far" in words(client, "/c/strict/figures")
    Standing.objects.update(suspended_until=timezone.now() + timedelta(days=1))
    assert client.get("/c/strict/figures").status_code == 403


@pytest.mark.parametrize("rows", [1, 60])
def test_figures_cost_three_queries(community, ada, now, rows, django_assert_num_queries):
    for number in range(rows):
        a_question(community, ada, title=f"Is this question number {number} of many?")
    with django_assert_num_queries(3):
        find_figures(community.pk, now=now)


def test_a_host_sees_them(client, community):
    client.force_login(a_member("hana", is_staff=True))
    assert client.get("/c/academia/figures").status_code == 200
