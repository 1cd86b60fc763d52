"""The page of all components, as people with different eyes, screens and scripts meet it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def look(chromium, live_server, small_site, settings):
    settings.ALLOWED_HOSTS = ["*"]
    opened = []

    def look(width, mode="light", **more):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=mode,
            bypass_csp=True,  # for axe, which puts itself into the page
            **more,
        )
        opened.append(context)
        page = context.new_page()
        page.goto("/about/design")
        return page

    yield look
    for context in opened:
        context.close()


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(look, width, mode):
    page = look(width, mode)
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert sideways(page) <= 0


def test_with_forced_colours_axe_finds_nothing(look):
    page = look(1280, forced_colors="active")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("change", ["dir = 'rtl'", "style.fontSize = '200%'"])
def test_from_right_to_left_and_in_large_type_nothing_scrolls_sideways(look, change):
    page = look(390)
    page.evaluate(f"document.documentElement.{change}")
    assert sideways(page) <= 0


def test_without_script_the_page_is_whole(look):
    page = look(1280, java_script_enabled=False)
    page.get_by_text("More", exact=True).first.click()
    assert page.get_by_role("link", name="Share").is_visible()
    assert page.locator("textarea").first.is_visible()
