import gzip

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import translation
from markupsafe import Markup

from slashmentor.base.pages.cached import BIGGEST, cached_fragment, cached_page


class Reader:
    """Somebody who opens pages, and the one who makes a page for them."""

    def __init__(self, cookie="", **headers):
        self.headers = headers
        self.cookie = cookie
        self.made = 0

    def opens(self, path="/list", version=1, body="for me", key="list", fill=None, method="get", **headers):
        request = getattr(RequestFactory(), method)(path, headers={**self.headers, **headers})
        request.user = AnonymousUser()
        if self.cookie:
            request.COOKIES["slashmentor"] = self.cookie

        def make():
            self.made += 1
            return body(request) if callable(body) else HttpResponse(body)

        return cached_page(request, key, version, make, fill=fill)


@pytest.fixture(autouse=True)
def _empty():
    cache.clear()


@pytest.fixture(autouse=True)
def _any_host(settings):
    settings.ALLOWED_HOSTS = ["*"]


def test_a_page_is_made_once_for_all_visitors():
    first, second = Reader(), Reader()
    assert first.opens(body="hello").content == second.opens(body="never made").content == b"hello"
    assert (first.made, second.made) == (1, 0)


def test_a_page_is_made_anew_when_its_version_changes():
    reader = Reader()
    reader.opens(version=1, body="old")
    assert reader.opens(version=2, body="new").content == b"new"


def test_an_older_version_never_answers_for_a_newer_one():
    reader = Reader()
    reader.opens(version=2, body="new")
    reader.opens(version=1, body="late maker")
    assert reader.opens(version=2, body="new again").content == b"new again"


def test_a_member_neither_gets_a_kept_page_nor_leaves_one():
    visitor, ada, emmy = Reader(), Reader(cookie="ada"), Reader(cookie="emmy")
    assert ada.opens(body="ada's").content == b"ada's"
    assert visitor.opens(body="visitor's").content == b"visitor's"
    assert emmy.opens(body="emmy's").content == b"emmy's"


def test_a_program_with_a_token_is_somebody():
    Reader(Authorization="Bearer 1").opens(body="secret")
    assert Reader().opens(body="public").content == b"public"


def test_a_page_that_asked_for_a_form_token_is_not_kept():
    def with_form(request):
        return HttpResponse(get_token(request))

    reader = Reader()
    assert reader.opens(body=with_form).content != reader.opens(body=with_form).content


def test_a_page_that_sets_a_cookie_is_not_kept():
    def with_cookie(request):
        response = HttpResponse("hello")
        response.set_cookie("who", "ada")
        return response

    reader = Reader()
    reader.opens(body=with_cookie)
    assert reader.opens(body="plain").content == b"plain"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_only_whole_pages_are_kept(status):
    reader = Reader()
    reader.opens(body=lambda _request: HttpResponse("no", status=status))
    assert reader.opens(body="yes").content == b"yes"


def test_a_huge_page_is_not_kept():
    reader = Reader()
    reader.opens(body="a" * (BIGGEST + 1))
    assert reader.opens(body="small").content == b"small"


@pytest.mark.parametrize("other", ["/list?page=2", "/other", "/list?page=1&sort=new"])
def test_another_address_is_another_page(other):
    reader = Reader()
    reader.opens("/list?page=1", body="one")
    assert reader.opens(other, body="two").content == b"two"


def test_the_order_of_the_query_makes_no_other_page():
    reader = Reader()
    reader.opens("/list?a=1&b=2", body="one")
    assert reader.opens("/list?b=2&a=1", body="two").content == b"one"


def test_each_language_has_its_own_page():
    reader = Reader()
    reader.opens(body="hello")
    with translation.override("de"):
        assert reader.opens(body="hallo").content == b"hallo"


def test_another_host_is_another_page():
    Reader(Host="a.example").opens(body="a")
    assert Reader(Host="b.example").opens(body="b").content == b"b"


def test_a_fragment_for_htmx_is_never_the_whole_page():
    Reader().opens(body="whole page")
    assert Reader(**{"HX-Request": "true"}).opens(body="part").content == b"part"


def test_endless_made_up_queries_fill_no_memory():
    reader = Reader()
    reader.opens("/list?x=" + "1" * 300, body="one")
    assert reader.opens("/list?x=" + "1" * 300, body="two").content == b"two"


def test_a_browser_that_has_the_page_gets_only_a_nod():
    reader = Reader()
    first = reader.opens()
    again = reader.opens(**{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, first["Cache-Control"]) == (304, b"", "no-cache")
    assert reader.opens(version=2, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_caches_on_the_way_keep_readers_and_languages_apart():
    assert Reader().opens()["Vary"] == "Cookie, Accept-Language, Accept-Encoding, HX-Request"


def test_a_kept_page_comes_compressed():
    response = Reader(**{"Accept-Encoding": "gzip, br"}).opens(body="hello " * 1000)
    assert gzip.decompress(response.content) == b"hello " * 1000


def test_a_figure_is_filled_in_on_the_way_out():
    reader = Reader()
    assert reader.opens(body="read by <!--n-->", fill={"<!--n-->": 3}).content == b"read by 3"
    assert reader.opens(body="never made", fill={"<!--n-->": 4}).content == b"read by 4"
    assert Reader(cookie="ada").opens(body="read by <!--n-->", fill={"<!--n-->": 5}).content == b"read by 5"


@pytest.mark.parametrize("figure", ["", 7, "é" * 70_000])
def test_a_compressed_page_is_filled_in_too(figure):
    reader = Reader(**{"Accept-Encoding": "gzip"})
    for _ in range(2):
        page = reader.opens(body="<!--n--> of <!--m-->, " * 200, fill={"<!--n-->": figure, "<!--m-->": 9})
        assert page["Content-Encoding"] == "gzip"
        assert gzip.decompress(page.content).decode() == f"{figure} of 9, " * 200
    assert reader.made == 1


def test_a_page_with_another_figure_is_not_the_one_that_the_browser_has():
    reader = Reader()
    first = reader.opens(body="<!--n-->", fill={"<!--n-->": 3})
    assert reader.opens(fill={"<!--n-->": 4}, **{"If-None-Match": first["ETag"]}).content == b"4"


def test_what_is_filled_in_is_escaped():
    assert Reader().opens(body="<!--n-->", fill={"<!--n-->": "<b>"}).content == b"&lt;b&gt;"


def test_a_part_is_shared_by_everybody_until_its_version_changes():
    assert cached_fragment("q:1", 1, lambda: "<p>one</p>") == Markup("<p>one</p>")
    assert cached_fragment("q:1", 1, lambda: "never made") == "<p>one</p>"
    assert cached_fragment("q:1", 2, lambda: "two") == "two"


def test_a_part_is_kept_for_each_language():
    cached_fragment("q:1", 1, lambda: "hello")
    with translation.override("de"):
        assert cached_fragment("q:1", 1, lambda: "hallo") == "hallo"
