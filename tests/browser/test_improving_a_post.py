"""A suggested edit, from the line on the question's page to its place in the history; without a script, too."""

import pytest

from tests.browser.conftest import program
from tests.browser.test_everybody_gets_in import found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _suggested(place):
    program(place, "tests.browser.to_improve")


def test_axe_finds_nothing_where_posts_and_topics_are_improved(tabs):
    page = tabs.member("mo", bypass_csp=True)
    pages = [
        "/suggestions/1",
        "/suggestions/1/improve",
        "/suggestions",
        "/entries/1/settings",
        "/entries/1/history",
        "/topics/suggested",
        "/topics/statistics/names",
    ]
    found = list(found_by_axe(page, pages))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("width", "columns"), [(1280, 2), (390, 1)])
def test_both_sides_stand_beside_each_other_where_there_is_room(tabs, width, columns):
    page = tabs.member("mo", viewport={"width": width, "height": 900})
    page.goto("/suggestions/1")
    assert page.locator(".sides tr.same").first.locator("td:visible").count() == columns
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_it_is_taken_over_without_a_script(tabs):
    page = tabs.member("mo", java_script_enabled=False)
    page.goto("/q/1")
    page.get_by_role("link", name="Sugi Suggests suggests an edit").click()
    page.get_by_role("button", name="Take it over").click()
    page.goto("/entries/1/history")
    assert page.get_by_text("what the journal says").count() == 1
