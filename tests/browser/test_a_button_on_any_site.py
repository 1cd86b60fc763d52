"""Joining the movement: its page, and a button that works on a site of one's own."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from slashmentor.base.fetch.tests.servers import a_server
from tests.browser.doors import sign_up

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def own_site():
    """A site of somebody's own, on another origin."""
    with a_server() as running:
        yield running


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_how_to_join(tabs, width, scheme):
    page = tabs.visitor(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/mentors/join")
    assert Axe().run(page).violations_count == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_visitor_who_joins_comes_to_the_form(tabs):
    page = tabs.visitor()
    page.goto("/mentors/join")
    page.get_by_role("link", name="Make my page here").click()
    page.get_by_label("Handle").fill("ylva")
    page.get_by_label("Name").first.fill("Ylva Holm")
    page.get_by_label("E-mail address").fill("ylva@example.org")
    page.get_by_label("Password").fill("meadow-lantern-oboe")
    page.get_by_role("main").get_by_role("button").first.click()
    page.wait_for_url("**/settings/mentor")


def test_a_button_copied_here_leads_back_from_anywhere(tabs, own_site):
    context = tabs.context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    sign_up(page, "runa", "Runa Dahl")
    page.goto("/settings/mentor")
    page.get_by_label("What you offer, in three lines").fill("Ask me how to begin again in another field.")
    page.get_by_role("button", name="Publish my page").first.click()
    page.get_by_role("heading", level=1, name="Runa Dahl").wait_for()
    page.goto("/mentors/join")
    page.get_by_role("button", name="Copy the HTML, Dark").click()
    page.get_by_role("button", name="Copy the HTML, Dark").get_by_text("Copied").wait_for()
    own_site.pages["/me"] = (
        b"<!doctype html><title>Me</title>" + page.evaluate("navigator.clipboard.readText()").encode()
    )
    mine = context.new_page()
    mine.goto(own_site.url("/me", host="127.0.0.1"))
    picture = mine.get_by_role("img", name="/mentor: I offer mentoring")
    assert picture.evaluate("image => [image.complete, image.naturalWidth, image.naturalHeight]") == [
        True,
        109,
        32,
    ]
    assert mine.locator("a[rel=me]").count() == 1
    picture.click()
    mine.get_by_role("heading", level=1, name="Runa Dahl").wait_for()


def test_a_page_elsewhere_can_read_the_list(tabs, place, own_site):
    own_site.pages["/list"] = b"<!doctype html><title>Mentors</title>"
    page = tabs.visitor()
    page.goto(own_site.url("/list", host="127.0.0.1"))
    said = page.evaluate(
        "address => fetch(address).then(answer => answer.json())", f"{place.url}/.well-known/mentor"
    )
    assert said["instance"]["url"] == place.url
