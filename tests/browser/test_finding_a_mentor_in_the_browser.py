"""A stranger finds the mentor who fits: by topic and language, by words, by hours of the own clock; with a script and without."""

import pytest

from tests.browser.conftest import program
from tests.browser.test_everybody_gets_in import found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def _offered(place):
    program(place, "tests.browser.to_be_found")


def found(page):
    return page.locator(".mentors h3 a").all_inner_texts()


@pytest.mark.parametrize("script", [True, False])
def test_by_topic_and_language(tabs, script):
    page = tabs.visitor(java_script_enabled=script)
    page.goto("/mentors")
    page.get_by_role("checkbox", name="lichens").check()
    page.get_by_role("checkbox", name="Deutsch").check()
    page.get_by_role("button", name="Show who fits").click()
    page.get_by_role("heading", name="One mentor").wait_for()
    assert found(page) == ["Lenore Ahn"]
    page.get_by_role("link", name="Without Deutsch").click()
    page.get_by_role("heading", name="2 mentors").wait_for()
    page.get_by_role("link", name="Lenore Ahn").click()
    page.wait_for_url("**/@lenore/mentor")


def test_on_a_phone_the_choices_wait_behind_a_button(tabs):
    page = tabs.visitor(viewport={"width": 390, "height": 800})
    page.goto("/mentors?q=lichens")
    box = page.get_by_role("checkbox", name="Svenska")
    assert not box.is_visible()
    page.locator("summary", has_text="Narrow it down").click()
    box.check()
    page.get_by_role("button", name="Show who fits").click()
    page.get_by_role("heading", name="One mentor").wait_for()
    assert found(page) == ["Magnus Elf"]


def test_the_browser_knows_whose_clock_it_is(tabs):
    page = tabs.visitor(timezone_id="Asia/Tokyo")
    page.goto("/mentors")
    page.get_by_role("button", name="Show who fits").click()
    page.get_by_text("by the clock of Tokyo, UTC+9").wait_for()
    assert "3 hours a week overlap with yours" in page.locator(".mentors").inner_text()


def test_everybody_can_use_it(tabs):
    page = tabs.visitor(bypass_csp=True)
    assert (
        list(found_by_axe(page, ["/mentors", "/mentors?topic=lichens&language=de", "/mentors?q=nobody"]))
        == []
    )
    member = tabs.member("lenore", bypass_csp=True)
    member.goto("/mentors?topic=lichens")
    member.get_by_role("button", name="Tell me of new ones").click()
    member.get_by_text("You’ll hear of new mentors who fit.").wait_for()
    assert list(found_by_axe(member, ["/mentors/searches"])) == []
