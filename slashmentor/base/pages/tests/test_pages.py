from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.test import RequestFactory
from django.urls import NoReverseMatch

from slashmentor.base.pages import nav, panels
from slashmentor.base.pages.addresses import url
from slashmentor.base.pages.jinja import icon
from slashmentor.base.pages.words import day, number, when

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_every_component_renders(visitor):
    response = visitor.get("/about/design")
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert "{{" not in page
    assert 'style="' not in page
    assert " onclick" not in page


def test_a_visitor_costs_neither_session_nor_database(visitor):
    # no database is allowed in this test
    response = visitor.get("/about/design")
    assert response.cookies == {}
    assert response["Vary"] == "Cookie, HX-Request, Accept-Language"
    assert "Cache-Control" not in response


def test_what_a_session_sees_is_kept_by_no_cache(visitor, session):
    visitor.cookies.load(session)
    assert visitor.get("/thing")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/greet", "/accounts/login/"])
def test_what_sets_a_cookie_is_kept_by_no_cache(visitor, address):
    assert visitor.get(address)["Cache-Control"] == "private, no-store"


def test_what_a_token_gets_is_kept_by_no_cache(visitor):
    response = visitor.get("/thing", headers={"Authorization": "Bearer 1"})
    assert response["Cache-Control"] == "private, no-store"


def test_a_message_is_shown_as_a_notice(visitor):
    assert visitor.get("/greet").content.decode().partition('id="says"')[2].partition("Kept.")[1] == "Kept."


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_every_answer_carries_the_safe_headers(visitor, header, value):
    assert visitor.get("/thing")[header] == visitor.get("/nowhere")[header] == value


def test_no_script_or_style_may_stand_inside_a_page(visitor):
    policy = visitor.get("/thing")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_moment_is_written_as_its_day_and_carries_its_time():
    assert when(NOON) == (
        '<time datetime="2026-11-22T12:00:00Z" title="22 November 2026, 12:00 UTC" data-ago>22 Nov 2026</time>'
    )


def test_a_moment_elsewhere_is_told_in_our_time():
    assert when(datetime(2026, 11, 23, 1, 0, tzinfo=timezone(timedelta(hours=5)))).startswith(
        '<time datetime="2026-11-22T20:00:00Z"'
    )


@pytest.mark.parametrize("moment", [NOON, date(2026, 11, 22)])
def test_a_day_stays_a_day(moment):
    assert day(moment) == '<time datetime="2026-11-22">22 Nov 2026</time>'


def test_no_moment_is_no_text():
    assert (when(None), day(None), number(None)) == ("", "", "")


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-7, "-7"), (999, "999"), (12345, "12,345"), (1.5, "1.5")]
)
def test_figures_are_grouped(value, text):
    assert number(value) == text


def test_an_icon_can_smuggle_nothing_in():
    assert "<script>" not in icon('"><script>')


@pytest.mark.usefixtures("small_site")
def test_links_stand_in_order_and_know_where_the_reader_is():
    nav.add("Log in", "account_login", order=2)
    nav.add("Design", "design", order=1)
    links = nav.links("main", member=None, path="/about/design/colours")
    assert [(link.label, link.current) for link in links] == [("Design", True), ("Log in", False)]


@pytest.mark.usefixtures("small_site")
def test_a_link_for_members_is_not_shown_to_visitors():
    nav.add("Design", "design", order=1, members_only=True)
    assert nav.links("main", member=None, path="/") == []
    assert len(nav.links("main", member=object(), path="/")) == 1


@pytest.mark.usefixtures("small_site")
def test_adding_a_link_again_replaces_it():
    nav.add("Old", "design", order=1)
    nav.add("New", "design", order=1)
    assert [link.label for link in nav.links("main", member=None, path="/")] == ["New"]


@pytest.mark.usefixtures("small_site")
def test_a_link_that_leads_nowhere_breaks_no_page_but_the_check():
    nav.add("Lost", "no-such-page", order=1)
    assert nav.links("main", member=None, path="/") == []
    assert [error.msg for error in nav.broken()] == [
        "The link “Lost” leads to “no-such-page”, which no app has."
    ]


@pytest.mark.usefixtures("small_site")
def test_panels_stand_in_order_and_plain_text_in_them_is_escaped():
    panels.panel("thing", order=2)(lambda _request, _about: "<b>")
    panels.panel("thing", order=1)(lambda _request, about: panels.Markup("<p>{}</p>").format(about))
    assert panels.panels("thing", RequestFactory().get("/"), "A & B") == "<p>A &amp; B</p>&lt;b&gt;"


def test_a_place_without_panels_is_empty():
    assert panels.panels("nowhere", RequestFactory().get("/")) == ""


@pytest.mark.usefixtures("small_site")
def test_an_address_may_carry_a_query():
    assert url("design", query={"q": "a b"}) == "/about/design?q=a+b"


def test_an_address_is_that_of_the_site_that_runs(settings):
    settings.ROOT_URLCONF = "slashmentor.base.pages.tests.urls"
    assert url("account_login") == "/accounts/login/"
    settings.ROOT_URLCONF = "slashmentor.base.pages.urls"
    with pytest.raises(NoReverseMatch):
        url("account_login")
