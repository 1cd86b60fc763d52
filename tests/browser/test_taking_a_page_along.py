"""A mentor page on somebody's own site, which has another address: in a frame, by script, and with neither."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from slashmentor.base.fetch.tests.servers import a_server
from tests.browser.conftest import program

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TAKE = "/@torvi/mentor/take"
LEDE = "I spent ten years telling people their sample was too small."


@pytest.fixture(scope="module", autouse=True)
def _somebody_has_a_page(place):
    program(place, "tests.browser.to_take")


@pytest.fixture
def own_site():
    """Puts HTML on a site of somebody's own, on another origin; its address."""
    with a_server() as running:

        def put(html):
            running.pages["/me"] = f'<!doctype html><html lang="en"><title>Me</title>{html}'.encode()
            return running.url("/me", host="127.0.0.1")

        yield put


def copied(tabs, label):
    page = tabs.visitor()
    page.goto(TAKE)
    return page.get_by_label(label, exact=True).input_value()


def test_in_a_frame(tabs, own_site):
    page = tabs.visitor()
    page.goto(own_site(copied(tabs, "A card in a frame")))
    card = page.frame_locator("iframe")
    assert card.get_by_role("heading").inner_text() == "Torvi <b>Ø</b> /mentor"
    assert card.get_by_text(LEDE).is_visible()
    assert card.get_by_text("1 of 1 place open").is_visible()
    card.get_by_role("link", name="Write to me").click()
    page.wait_for_url("**/@torvi/mentor/ask")


@pytest.mark.parametrize("before", ["<p>Words</p>", "<meta name=robots content=none>"], ids=["body", "head"])
def test_by_script(tabs, own_site, before):
    page = tabs.visitor()
    page.goto(own_site(f"{before}{copied(tabs, 'A card by script')}<p>More words</p>"))
    page.get_by_text(LEDE).wait_for()
    assert page.get_by_role("link", name="Torvi <b>Ø</b> /mentor").is_visible()
    assert page.get_by_text("1 of 1 place open").is_visible()
    assert (
        page.get_by_role("link", name="Ask Torvi <b>Ø</b>")
        .get_attribute("href")
        .endswith("/@torvi/mentor/ask")
    )
    assert page.context.cookies() == []


def test_a_script_whose_page_is_out_of_reach_leaves_a_link(tabs, own_site):
    page = tabs.visitor()
    page.route("**/mentor.json", lambda route: route.abort())
    page.goto(own_site(copied(tabs, "A card by script")))
    assert page.get_by_role("link", name="/mentor").get_attribute("href").endswith("/@torvi/mentor")
    tabs.complaints.clear()  # the browser says that it couldn't load it


def test_no_other_page_gets_into_a_frame(tabs, own_site, place):
    page = tabs.visitor()
    page.goto(own_site(f'<iframe src="{place.url}{TAKE}"></iframe>'))
    page.wait_for_timeout(500)
    assert page.frames[1].get_by_role("heading").count() == 0
    tabs.complaints.clear()  # the browser says that it refused


def test_the_file_for_one_s_own_server(tabs, own_site, place):
    page = tabs.visitor()
    html = page.request.get(f"{place.url}/@torvi/mentor.html").text()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    address = own_site(html.partition("<html")[2].partition(">")[2])
    page.goto(address)
    assert page.get_by_role("heading", level=1).inner_text() == "Torvi <b>Ø</b>"
    assert [url for url in asked if not url.startswith(address)] == []


def test_everybody_can_use_the_page_of_all_forms(tabs):
    for options in ({}, {"color_scheme": "dark", "viewport": {"width": 320, "height": 700}}):
        page = tabs.visitor(**options)
        page.goto(TAKE)
        assert Axe().run(page).violations_count == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
