"""Somebody brings nothing but the file of their papers: on the first visit a question fits, and their answer ends its way."""

import re

import pytest

from tests.browser.conftest import program
from tests.browser.doors import sign_up

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TITLE = "How old is the lichen on our church wall?"
PAPERS = """
@article{one, title={Lichen growth on {N}orman church walls}, author={Voss, Vera}, year={2019}, keywords={lichen}}
@article{two, title={Dating stone by its lichen}, author={Voss, Vera and S{\\'e}guin, L.}, year={2022}}
@misc{untitled, note={Neither a title nor a DOI}}
"""


def test_from_the_file_to_the_answer(tabs, place):
    lise, vera = tabs.member("lise"), tabs.visitor()
    ask(lise)
    assert f"{TITLE}: going" in program(place, "tests.browser.ways")
    sign_up(vera, "vera", "Vera Voss")
    bring(vera)
    listing = vera.get_by_role("button", name="Expert lichen", exact=True)
    listing.click()
    listing.wait_for(state="detached")
    vera.goto("/for-you")
    item = vera.get_by_role("listitem").filter(has_text=TITLE)
    # Which of the two it says depends on how far the worker has come; both are true.
    assert re.search(
        "You list lichen as expert|You have 2 publications on lichen", item.locator(".why").inner_text()
    )
    item.get_by_role("link", name=TITLE).click()
    vera.get_by_label("Your answer").fill(
        "Measure the largest one that is round; a millimetre a year, about."
    )
    vera.get_by_role("button", name="Post your answer").click()
    vera.get_by_text("Measure the largest one").wait_for()
    assert f"{TITLE}: answered" in program(place, "tests.browser.ways")


def ask(page):
    page.goto("/questions/ask")
    page.get_by_label("Where to ask").select_option("Academia")
    page.get_by_label("Your question in one line").fill(TITLE)
    page.get_by_label("The details").fill(
        "It covers the north side. I tried to count rings, and there are none."
    )
    page.get_by_role("combobox", name="Topics").fill("lichen")
    page.get_by_role("button", name="Ask your question").click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()


def bring(page):
    page.goto("/settings/publications")
    page.get_by_label("Files").set_input_files(
        {"name": "mine.bib", "mimeType": "text/plain", "buffer": PAPERS.encode()}
    )
    page.get_by_role("button", name="Bring these files").click()
    page.get_by_text("What could not be read, line by line").wait_for()
    page.get_by_role("link", name="lichen", exact=True).wait_for()
