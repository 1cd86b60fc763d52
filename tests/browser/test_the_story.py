"""What the first release is for: somebody asks, the one who knows is shown it and answers, both hear of it."""

import re
from contextlib import suppress

import pytest

from tests.browser.doors import bell, sign_up
from tests.security.scene import a_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LOOKS = 20  # at the notifications, a second each
TITLE = "How large a sample do I need for a rare fern?"
BODY = "My plots have about $n = 40$ ferns each.\n\n$$\\bar{x} \\pm 1.96 \\frac{s}{\\sqrt{n}}$$\n\nI tried to read up on it, but the examples have thousands.\n\n"


def test_from_signing_up_to_an_accepted_answer(tabs):
    hana, lise = tabs.visitor(), tabs.member("lise")
    sign_up(hana, "hana", "Hana Sato")
    list_expertise(lise, "sampling")
    ask(hana)
    address = hana.url
    find_under_for_you(lise)
    lise.get_by_label("Your answer").fill("Forty is fine for the mean, if you say how you chose the plots.")
    lise.get_by_role("button", name="Post your answer").click()
    lise.get_by_text("Forty is fine for the mean").wait_for()
    # Nothing was loaded again in Hana's tab.
    bell(hana).and_(hana.get_by_label(re.compile(r"Notifications, \d+ unread"))).wait_for()
    assert hana.url == address
    read_the_news(hana, "Lise Berg answered")
    hana.get_by_text("Forty is fine for the mean").wait_for()
    hana.get_by_role("button", name="Accept").click()
    accepted = hana.get_by_role("article", name="Answer by Lise Berg, accepted")
    accepted.get_by_text("Accepted").wait_for()
    bell(lise).and_(lise.get_by_label(re.compile(r"Notifications, \d+ unread"))).wait_for()
    read_the_news(lise, "Hana Sato accepted")
    lise.get_by_role("article", name="Answer by Lise Berg, accepted").get_by_text("Accepted").wait_for()


def read_the_news(page, words):
    """Follow a notification. Points and badges may be told before it, so the page is looked at until it is there."""
    from playwright.sync_api import Error  # only browser tests need it

    bell(page).click()
    news = page.get_by_role("main").get_by_role("link", name=re.compile(words))
    for _look in range(LOOKS):
        with suppress(Error):
            news.wait_for(timeout=1000)
            break
        page.reload()
    news.click()


def list_expertise(page, topic):
    page.goto("/settings/expertise")
    page.get_by_role("combobox", name="Add topics").fill(topic)
    page.get_by_label("as", exact=True).select_option("expert")
    page.get_by_role("main").get_by_role("button", name=re.compile("Save|Keep|List")).click()
    page.get_by_text("That is what your page says").wait_for()


def ask(page):
    page.get_by_role("link", name="Ask").first.click()
    page.get_by_label("Where to ask").select_option("Academia")
    page.get_by_label("Your question in one line").fill(TITLE)
    page.get_by_label("The details").fill(BODY)
    page.get_by_label("The details").press("Control+End")
    page.get_by_text("Add a picture").click()
    file = a_picture()
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": file.name, "mimeType": "image/png", "buffer": file.read()}
    )
    page.get_by_label("What it shows").fill("A plot of ferns")
    page.get_by_role("button", name="Add it to the text").click()
    page.get_by_text("The picture stands in your text.").wait_for()
    page.get_by_role("combobox", name="Topics").fill("sampling ferns")
    page.get_by_role("button", name="Ask your question").click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    assert page.locator(".prose math").count() == 2
    picture = page.get_by_role("img", name="A plot of ferns")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 40


def find_under_for_you(page):
    page.get_by_role("link", name="For you").first.click()
    item = page.get_by_role("listitem").filter(has_text=TITLE)
    item.get_by_text("You list sampling as expert").wait_for()
    item.get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
