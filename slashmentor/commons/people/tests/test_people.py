"""Who is here: the list, its feed, completion of handles."""

from datetime import timedelta

import pytest

from slashmentor.commons.people.models import Member

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(db):
    return [
        Member.objects.create_user(
            f"p{number:03}",
            "",
            None,
            name=f"Person {number:03}",
            joined_at=NOW - timedelta(days=number // 2),
            stage="phd" if number % 2 else "faculty",
        )
        for number in range(90)
    ]


def shown(page):
    return [
        one.handle for one in Member.objects.order_by("-joined_at", "-id") if f'href="/@{one.handle}"' in page
    ]


def all_pages(client, address):
    seen = []
    while address:
        page = client.get(address)
        assert page.status_code == 200
        seen.append(shown(page.text))
        address = next(
            (
                line.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
                for line in page.text.splitlines()
                if 'rel="next"' in line
            ),
            None,
        )
    return seen


def test_newest_first_page_by_page_each_once(client, crowd):
    pages = all_pages(client, "/people")
    assert [len(page) for page in pages] == [40, 40, 10]
    together = [handle for page in pages for handle in page]
    assert together == [one.handle for one in Member.objects.order_by("-joined_at", "-id")]


def test_of_a_stage(client, crowd):
    assert [len(page) for page in all_pages(client, "/people?stage=phd")] == [40, 5]
    assert len(shown(client.get("/people?stage=dragon").text)) == 40


def test_by_the_beginning_of_a_name(client, crowd, ada):
    assert shown(client.get("/people?q=ada").text) == ["ada"]
    assert shown(client.get("/people?q=ADA+WOL").text) == ["ada"]
    assert shown(client.get("/people?q=wol").text) == []
    assert "Nobody of that name" in client.get("/people?q=%25").text
    assert [len(page) for page in all_pages(client, "/people?q=person")] == [40, 40, 10]


def test_who_rather_isnt_listed_isnt(client, ada, emmy, mo):
    Member.objects.filter(pk=ada.pk).update(listed=False)
    Member.objects.filter(pk=emmy.pk).update(is_active=False)
    assert shown(client.get("/people").text) == ["mo"]
    feed = client.get("/people.atom").text
    assert [handle for handle in ("ada", "emmy", "mo") if f"/@{handle}" in feed] == ["mo"]
    client.force_login(mo)
    assert [one["value"] for one in client.get("/people/complete?q=a").json()] == []


def test_who_came_with_an_imported_site_is_listed_but_isnt_news(client, mo):
    Member.objects.create_user("old-hand", "", None, is_claimed=False, joined_at=NOW)
    page = client.get("/people").text
    assert sorted(shown(page)) == ["mo", "old-hand"]
    assert page.count("not claimed yet") == 1
    assert "/@old-hand" not in client.get("/people.atom").text


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_two_queries_however_long_and_one_when_kept(client, count, django_assert_num_queries):
    for number in range(count):
        Member.objects.create_user(f"p{number:03}", "", None, joined_at=NOW)
    with django_assert_num_queries(2):
        client.get("/people")
    with django_assert_num_queries(1):
        client.get("/people")


@pytest.mark.parametrize(
    "nonsense",
    [
        "after=x",
        "after=1~2",
        "after=~",
        "after=9999999999999999999999~2020-01-01",
        "after=1~2020-01-01",
        "q=%F0%9F%8C%B1",
        "stage=%27",
        "q=a&after=x~y",
        "after=-1~2026-01-01T00:00:00%2B00:00",
    ],
)
def test_nonsense_in_the_address_is_the_first_page(client, ada, nonsense):
    assert client.get(f"/people?{nonsense}").status_code == 200


def test_completing_a_mention(client, ada, emmy):
    assert (
        client.get("/people/complete?q=a").json() == []
    )  # not for visitors: it would list everybody quickly
    client.force_login(emmy)
    assert client.get("/people/complete?q=@ad").json() == [{"value": "ada", "label": "Ada Wolańska"}]
    assert client.get("/people/complete?q=emmy l").json() == [
        {"value": "emmy", "label": "Emmy Lindqvist-Tan"}
    ]
    assert client.get("/people/complete?q=").json() == []


def test_an_empty_place_says_what_will_be_there(client):
    assert "Nobody is listed yet" in client.get("/people").text
