"""What somebody is brought: said by keyboard, taken back, and done without script as well."""

import pytest

from tests.browser.conftest import program
from tests.browser.test_everybody_gets_in import found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _asked(place):
    program(place, "tests.browser.to_be_brought")


def has_the_focus(page, words):
    page.wait_for_function("words => document.activeElement.innerText.trim() === words", arg=words)


def test_what_was_said_has_the_focus_and_the_figures_follow(tabs):
    page = tabs.member("fay")
    page.goto("/for-you")
    assert "Two questions fit" in page.locator(".lede").inner_text()
    first = page.locator("li.item h2").first.inner_text()
    page.get_by_role("button", name="I’m on it").first.press("Enter")
    has_the_focus(page, f"You are on it: {first}")
    assert ("One question fits" in page.locator(".lede").inner_text(), page.locator("li.item").count()) == (
        True,
        2,
    )
    assert page.get_by_text("1 of 5 done").is_visible()
    page.get_by_role("button", name="Undo").press("Enter")
    has_the_focus(page, first)
    assert "Two questions fit" in page.locator(".lede").inner_text()
    assert list(found_by_axe(tabs.member("fay", bypass_csp=True), ["/for-you"])) == []


def test_without_script_it_ends_as_well(tabs):
    page = tabs.member("fay", java_script_enabled=False)
    page.goto("/for-you")
    for time in range(2):
        page.locator("summary", has_text="Later").first.click()
        page.get_by_role("button", name="Tomorrow").first.click()
        page.get_by_text("Later, tomorrow:").nth(time).wait_for()
    page.get_by_role("heading", name="That’s all for today").wait_for()
