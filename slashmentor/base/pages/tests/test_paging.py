import pytest
from django.http import Http404
from django.test import RequestFactory

from slashmentor.base.pages.paging import page_number, page_of

THINGS = list(range(25))


def ask(query=""):
    return RequestFactory().get("/list", QUERY_STRING=query)


def test_the_first_page_leads_on():
    page = page_of(ask(), THINGS, size=10)
    assert (page.items, page.previous_url, page.next_url) == (THINGS[:10], None, "/list?page=2")


def test_the_last_page_leads_back_and_keeps_the_query():
    page = page_of(ask("sort=new&page=3"), THINGS, size=10)
    assert (page.items, page.previous_url, page.next_url) == (THINGS[20:], "/list?sort=new&page=2", None)


def test_the_second_page_leads_back_to_the_plain_address():
    assert page_of(ask("page=2"), THINGS, size=10).previous_url == "/list"


def test_a_full_last_page_has_no_next_one():
    assert page_of(ask(), THINGS[:10], size=10).next_url is None


def test_an_empty_list_is_a_page():
    assert page_of(ask(), [], size=10).items == []


def test_behind_the_end_is_nothing():
    with pytest.raises(Http404):
        page_of(ask("page=4"), THINGS, size=10)


@pytest.mark.parametrize("number", ["0", "-1", "1001", "x", "", "²", "1e3", "99999999999999999999", "1.5"])
def test_what_is_no_page_is_not_found(number):
    with pytest.raises(Http404):
        page_number(ask(f"page={number}"))
