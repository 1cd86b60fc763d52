"""A mentor page: with the keyboard alone within a minute, without script, and with nothing typed ever lost."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.doors import sign_up, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LEDE = "Ask me how to survive a field season, and what to do when it rained on your data."
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
FIRST = "What you offer, in three lines"


def test_a_newcomer_publishes_by_keyboard_within_a_minute(tabs):
    page = tabs.visitor()
    sign_up(page, "minna", "Minna Aalto")
    began = time.monotonic()
    tab_to(page, "Minna Aalto, your page and settings")
    page.keyboard.press("Enter")
    tab_to(page, "Your mentor page")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Your mentor page").wait_for()
    tab_to(page, FIRST)
    page.keyboard.type(LEDE)
    tab_to(page, "Topics you can help with")
    page.keyboard.type("stat")
    page.get_by_role("option", name=re.compile("^statistics")).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("fieldwork")
    tab_to(page, "Video")
    page.keyboard.press("Space")
    tab_to(page, "Publish my page")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Minna Aalto").wait_for()
    assert time.monotonic() - began < 60
    stranger = tabs.visitor()
    stranger.goto("/@minna/mentor")
    for words in (LEDE, "fieldwork", "Video", "2 of 2 places open"):
        assert words in stranger.get_by_role("main").inner_text()


def test_a_page_is_published_paused_and_withdrawn_without_script(tabs):
    page = tabs.context(java_script_enabled=False).new_page()
    sign_up(page, "nils", "Nils Berg")
    page.goto("/settings/mentor?template=postdoc")
    page.get_by_role("heading", name="When", exact=True).click()
    page.get_by_label("Day", exact=True).first.select_option("Wednesday")
    page.get_by_label("from", exact=True).first.fill("17:00")
    page.get_by_label("until", exact=True).first.fill("18:30")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("So a stranger sees it.").wait_for()
    page.get_by_text("17:00").first.wait_for()
    page.get_by_role("button", name="Back to writing").click()
    page.get_by_role("button", name="Publish my page").click()
    page.get_by_role("heading", level=1, name="Nils Berg").wait_for()
    page.goto("/settings/mentor")
    page.get_by_role("button", name="Pause").click()
    page.get_by_text("Taking a pause, so nobody new for now").wait_for()
    page.get_by_role("button", name="Open it again").click()
    page.get_by_role("button", name="Make it a draft again").click()
    page.get_by_text("A draft, which only you see").wait_for()


def test_nothing_typed_is_lost(tabs):
    context = tabs.context()
    first = context.new_page()
    sign_up(first, "olga", "Olga Sand")
    first.goto("/settings/mentor")
    first.get_by_label(FIRST).fill(LEDE)
    first.get_by_role("heading", name="More of you").click()
    first.get_by_label("What you don’t do").fill("Letters")
    first.close(run_before_unload=False)

    page = context.new_page()
    page.goto("/settings/mentor")
    page.get_by_text("Your draft from before is back.").wait_for()
    assert page.get_by_label(FIRST).input_value() == LEDE
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("So a stranger sees it.").wait_for()
    page.goto("/settings/mentor")  # away from the preview: what was typed was not saved, so it is here
    page.get_by_text("Your draft from before is back.").wait_for()
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Back to writing").click()
    page.get_by_label(FIRST).fill(f"{LEDE} And the rest.")
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto("/settings/mentor")
    page.get_by_text("Your draft from before is back.").wait_for()
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Publish my page").click()
    page.get_by_role("heading", level=1, name="Olga Sand").wait_for()
    page.goto("/settings/mentor")
    assert page.get_by_label(FIRST).input_value() == f"{LEDE} And the rest."
    assert page.get_by_label("What you don’t do").input_value() == "Letters"
    assert page.get_by_text("Your draft from before is back.").count() == 0


def test_what_comes_back_is_what_was_typed_and_nothing_older(tabs):
    context = tabs.context()
    left = context.new_page()
    sign_up(left, "thora", "Thora Vik")
    left.goto("/settings/mentor")
    left.get_by_label(FIRST).fill("Half a line")
    left.close(run_before_unload=False)

    elsewhere = tabs.member("thora")  # a phone
    elsewhere.goto("/settings/mentor")
    elsewhere.get_by_label("Languages").fill("Suomi, English")
    elsewhere.get_by_role("button", name="Save as draft").click()
    elsewhere.get_by_text("Your draft is kept.").wait_for()

    page = context.new_page()
    page.goto("/settings/mentor")
    page.get_by_text("Your draft from before is back.").wait_for()
    assert page.get_by_label(FIRST).input_value() == "Half a line"
    assert page.get_by_label("Languages").input_value() == "Suomi, English"


def test_axe_finds_nothing_in_any_state_of_it(tabs):
    page = tabs.visitor(bypass_csp=True)
    sign_up(page, "sunniva", "Sunniva Lie")
    page.goto("/settings/mentor")
    found = [*open_and_look(page, "the first view")]
    page.get_by_label(FIRST).fill("Short")
    page.get_by_label("Day", exact=True).first.select_option("Monday")
    page.get_by_role("button", name="Publish my page").click()
    page.get_by_text("or leave the row empty").wait_for()
    found += open_and_look(page, "mistakes")
    page.get_by_label("Day", exact=True).first.select_option("…")
    page.get_by_label(FIRST).fill(LEDE)
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("So a stranger sees it.").wait_for()
    found += open_and_look(page, "the preview")
    page.get_by_role("button", name="Publish my page").click()
    page.get_by_role("heading", level=1, name="Sunniva Lie").wait_for()
    page.goto("/settings/mentor")
    found += open_and_look(page, "published")
    assert not found, "\n".join(found)


def open_and_look(page, where):
    """What axe finds with every section open, on a desk by day and on a small phone in the dark; and what is too wide."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        for one in Axe().run(page, options={**RULES, "resultTypes": ["violations"]}).response["violations"]:
            yield f"{where}, {width} px: {one['id']} at {one['nodes'][0]['html'][:160]}"
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            yield f"{where} scrolls sideways at {width} px"
