"""What mentor pages show elsewhere: on their member's page, and beside a topic."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Offer
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_the_way_to_the_page_with_its_first_lines(offer, client):
    page = client.get("/@emmy")
    assert "Open to mentoring The whole page I spent ten years" in text_of(page)
    assert 'href="/@emmy/mentor"' in page.text
    assert "2 of 2 places open" in text_of(page)
    assert page.text.count('<i class="on">') == 2


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"elsewhere": 1}, "1 of 2 places open"),
        ({"elsewhere": 2}, "Full, with a waiting list nobody is on yet"),
        ({"elsewhere": 2, "waiting": 3}, "Full, with 3 people on the waiting list"),
        ({"elsewhere": 2, "keeps_list": False}, "Full: every place is taken"),
        ({"paused_at": NOON}, "Taking a pause"),
        ({"away_until": timezone.now().date() + timedelta(days=9)}, "Away until"),
        ({"until": timezone.now().date() - timedelta(days=9)}, "and closed since"),
    ],
)
def test_whether_there_is_room(offer, client, numbers, said):
    Offer.objects.filter(pk=offer.pk).update(**numbers)
    page = text_of(client.get("/@emmy"))
    assert said in page
    assert ("Open to mentoring" in page) == ("open" in said.split())


def test_nothing_of_a_draft_or_what_is_out_of_sight(offer, emmy, client):
    Offer.objects.filter(pk=offer.pk).update(removed_at=NOON)
    assert "/@emmy/mentor" not in client.get("/@emmy").text
    Offer.objects.filter(pk=offer.pk).update(removed_at=None, published_at=None)
    cache.clear()
    assert "/@emmy/mentor" not in client.get("/@emmy").text


def test_nothing_for_who_has_no_page(ada, client):
    assert "/@ada/mentor" not in client.get("/@ada").text


def test_it_costs_no_query_of_its_own(offer, emmy, client, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/@emmy")


def test_hostile_words_stay_words(ada, client):
    a_mentor_page(ada, lede="</p><script>alert(1)</script> is how I begin every talk.")
    assert "<script>alert" not in client.get("/@ada").text


def test_who_helps_with_it(offer, question, client):
    page = client.get("/topics/statistics")
    assert "Mentors who help with it EB Emmy Brandt" in text_of(page)
    assert 'href="/mentors?topic=statistics"' in page.text


def test_not_who_would_like_help_or_asks_for_people_of_the_field(offer, client):
    for name in ("version-control", "ecology"):
        assert "Mentors who help" not in client.get(f"/topics/{name}").text


@pytest.mark.parametrize(
    "change",
    [
        lambda offer, by: actions.pause(offer, by=by, now=timezone.now()),
        lambda offer, by: actions.away(
            offer, by=by, until=timezone.now().date() + timedelta(days=3), now=timezone.now()
        ),
        lambda offer, by: actions.withdraw(offer, by=by, now=timezone.now()),
        lambda offer, by: actions.save(
            offer.member, by=by, said={"elsewhere": 2, "keeps_list": False}, now=timezone.now()
        ),
        lambda offer, by: actions.save(offer.member, by=by, said={"until": NOON.date()}, now=timezone.now()),
        lambda offer, by: actions.save(offer.member, by=by, said={"listed": False}, now=timezone.now()),
    ],
)
def test_nobody_who_takes_nobody(offer, emmy, client, change):
    change(offer, emmy)
    assert "Emmy Brandt" not in client.get("/topics/statistics").text


def test_those_with_room_first_and_the_rest_in_the_directory(offer, emmy, client):
    actions.save(emmy, by=emmy, said={"elsewhere": 2}, now=NOON)  # a waiting list
    for number in range(3):
        a_mentor_page(a_member(f"mentor-{number}"), **AN_OFFER)
    page = client.get("/topics/statistics").text
    assert [name for name in re.findall(r'href="/@([^"/]*)/mentor"', page) if name != "emmy"] == [
        "mentor-2",
        "mentor-1",
        "mentor-0",
    ]
    assert "All who help with it" in page


@pytest.mark.parametrize("mentors", [1, 30])
def test_one_query_for_one_and_for_thirty(client, mentors, emmy, django_assert_num_queries):
    for number in range(mentors):
        a_mentor_page(a_member(f"mentor-{number}"), **AN_OFFER)
    with django_assert_num_queries(4):
        client.get("/topics/statistics")
