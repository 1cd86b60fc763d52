import pytest
from django.core.cache import cache

from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import subjects
from tests.cast import a_community


def test_the_numbers_are_those_of_the_data(client, db):
    shown = client.get("/about/rules").content.decode()
    assert "you get 10; when they say that it needs work, you lose 2." in shown
    assert "brings 15 to who wrote it, and 2 to who accepted it." in shown
    assert "at most 200 a day" in shown
    assert "There is no community yet." in shown


@pytest.mark.parametrize(
    "number", [one for each in subjects() for one in each.numbers], ids=lambda one: one.name
)
def test_every_number_has_its_words(number):
    assert str(number.says).strip()


def test_each_community_is_linked(client, community):
    shown = client.get("/about/rules").content.decode()
    assert '<a href="/c/academia/privileges">' in shown
    assert '<a href="/c/academia/rules">' in shown


@pytest.mark.parametrize("communities", [1, 100])
def test_it_costs_the_same_for_one_community_and_for_a_hundred(
    client, db, communities, django_assert_num_queries
):
    for number in range(communities):
        a_community(f"c{number}")
    cache.clear()
    with django_assert_num_queries(2):
        client.get("/about/rules")
    with django_assert_num_queries(1):  # from the cache
        client.get("/about/rules")


def test_no_name_breaks_the_page(client, db):
    Community.objects.create(slug="x", name="<script>alert(1)</script>", created_at="2026-01-01T00:00Z")
    assert "<script>alert" not in client.get("/about/rules").content.decode()
