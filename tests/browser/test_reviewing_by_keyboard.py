"""One post after the other with the keys that stand beside the buttons, and without them for who wants that."""

import re

import pytest

from tests.browser.conftest import program
from tests.browser.test_everybody_gets_in import found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

QUEUE = "/review/first-questions"


@pytest.fixture(scope="module", autouse=True)
def _newcomers(place):
    program(place, "tests.browser.to_review")


def heading(page):
    return page.get_by_role("heading", level=1)


def on(page, name):
    """The page shows this heading, and it has the focus."""
    page.get_by_role("heading", level=1, name=name).wait_for()
    return heading(page).evaluate("one => one === document.activeElement")


def test_keys_say_it_and_the_next_one_s_heading_has_the_focus(tabs):
    page = tabs.member("mo")
    page.goto(QUEUE)
    first = heading(page).inner_text()
    page.keyboard.press("s")
    page.wait_for_url(re.compile("#task$"))
    second = heading(page).inner_text()
    assert second != first
    assert on(page, second)
    page.keyboard.press("1")
    page.get_by_text("Thank you. Here is what waits next.").wait_for()
    assert heading(page).inner_text() not in {first, second}


def test_keys_are_letters_again_while_somebody_types_and_can_be_turned_off(tabs):
    page = tabs.member("mo")
    page.goto(QUEUE)
    shown = heading(page).inner_text()
    page.get_by_label("Your comment").fill("")
    page.get_by_label("Your comment").press_sequentially("as 1 says")
    assert page.get_by_label("Your comment").input_value() == "as 1 says"
    page.get_by_role("button", name="Answer with keys").click()
    page.keyboard.press("s")
    assert (heading(page).inner_text(), page.locator("kbd:visible").count()) == (shown, 0)


def test_the_buttons_alone_are_enough(tabs):
    page = tabs.member("mo", java_script_enabled=False)
    page.goto(QUEUE)
    before = heading(page).inner_text()
    page.get_by_role("button", name="Skip").click()
    assert heading(page).inner_text() != before


def test_axe_finds_nothing_on_review_pages(tabs):
    page = tabs.member("mo", bypass_csp=True)
    pages = [
        "/review",
        "/c/academia/review",
        QUEUE,
        "/review/late-answers",
        "/review/history",
        "/greetings",
        "/c/academia",
    ]
    found = list(found_by_axe(page, pages))
    assert not found, "\n".join(found)
