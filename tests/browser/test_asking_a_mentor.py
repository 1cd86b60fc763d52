"""Somebody without an account finds a mentor's page, writes, confirms by the letter, and reads the yes."""

import email
import email.policy
import re
import time

import pytest

from tests.browser.conftest import program
from tests.browser.doors import bell
from tests.browser.test_everybody_gets_in import found_by_axe
from tests.browser.test_the_story import read_the_news

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ASKS = (
    "I am in the second year of a doctorate on ferns, and my samples are smaller than what the books ask for. "
    "My advisor says it is fine; I can’t tell whether it is. Could you look at my design with me before the season?"
)
LINK = re.compile(r"http://\S+/mentorships/requests/\S+")
PATIENCE = 60  # seconds until the worker has sent a letter


@pytest.fixture(scope="module", autouse=True)
def _offered(place):
    program(place, "tests.browser.to_be_asked")


def test_a_stranger_asks_and_the_mentor_says_yes(tabs, place):
    stranger, edda = tabs.visitor(), tabs.member("edda")
    pages = write(stranger)
    stranger.goto(link_to(place, "priya@example.net", "Please confirm"))
    stranger.get_by_text("This isn’t sent yet.").wait_for()
    pages.append(stranger.content())
    stranger.get_by_role("button", name="Send it to Edda Storm").click()
    stranger.get_by_text("It waits for an answer.").wait_for()
    pages.append(stranger.content())
    bell(edda).and_(edda.get_by_label(re.compile(r"Notifications, \d+ unread"))).wait_for()
    read_the_news(edda, "asks you to be their mentor")
    edda.get_by_role("heading", name="Priya Raman asks you").wait_for()
    edda.get_by_text("my samples are smaller").wait_for()
    hers = [edda.content()]
    edda.get_by_text("Yes", exact=True).click()
    edda.get_by_label("A word to begin with").fill("Come on Thursday at five, by video.")
    edda.get_by_role("button", name="Say yes").click()
    edda.get_by_text("You said yes. One of your places is theirs.").wait_for()
    hers.append(edda.content())
    stranger.goto(link_to(place, "priya@example.net", "said yes"))
    stranger.get_by_text("Come on Thursday at five").wait_for()
    pages.append(stranger.content())
    stranger.goto("/@edda/mentor/ask")
    stranger.get_by_text("All places with Edda Storm are taken.").wait_for()
    pages.append(stranger.content())
    assert not [page for page in pages if "edda@example.org" in page]
    assert not [page for page in hers if "priya@example.net" in page]


def test_everybody_can_use_the_form(tabs):
    page = tabs.visitor(bypass_csp=True)
    assert list(found_by_axe(page, ["/@edda/mentor/ask", "/@edda/mentor/ask?sent"])) == []
    edda = tabs.member("edda", bypass_csp=True)
    edda.goto("/mentorships?show=to")
    seen = edda.locator(".rows h3 a").first.get_attribute("href")
    assert list(found_by_axe(edda, ["/mentorships?show=to", "/mentorships?show=by", seen])) == []


def write(page):
    """From the mentor's page through the form; the pages that were seen."""
    page.goto("/@edda/mentor")
    seen = [page.content()]
    page.get_by_role("link", name="Ask Edda Storm").locator("visible=true").first.click()
    page.get_by_label("What do you ask?").fill("Hello")
    page.get_by_text("5 / 200").wait_for()
    page.get_by_label("What do you ask?").fill(ASKS)
    page.get_by_label(re.compile("^Why Edda Storm")).fill(
        "You wrote that you would rather tell people earlier."
    )
    page.get_by_label("Professional development").check()
    page.get_by_label("Your name").fill("Priya Raman")
    page.get_by_label("Your e-mail address").fill("priya@example.net")
    seen.append(page.content())
    page.get_by_role("button", name="Go on: we send you a letter").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    return [*seen, page.content()]


def link_to(place, address, subject):
    """The link in the letter, once it is there."""
    for _second in range(PATIENCE):
        for file in sorted(place.data.rglob("*.eml")):
            letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            if address in letter["To"] and subject in letter["Subject"]:
                return LINK.search(letter.get_content())[0]
        time.sleep(1)
    raise AssertionError(f"No letter “{subject}” came to {address}.")
