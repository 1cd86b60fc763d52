"""Our scripts in a real browser, on a page made for them, under the real content security policy."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def workshop(chromium, live_server, small_site, settings):
    """The page with one of each script's hooks; whatever the browser complains of fails the test."""
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("/workshop")
    yield page
    context.close()
    assert complaints == []


def is_complaint(message):
    """Chromium and htmx log every answer of 400 and above as an error; some tests are about such answers."""
    expected = ("Failed to load resource", "Response Status Error Code")
    return message.type == "error" and not message.text.startswith(expected)


def test_what_was_typed_comes_back_and_can_be_dropped(workshop):
    workshop.get_by_label("Title").fill("Half a thought")
    workshop.reload()
    assert workshop.get_by_label("Title").input_value() == "Half a thought"
    workshop.get_by_role("button", name="Start afresh").click()
    assert workshop.get_by_label("Title").input_value() == ""


def test_what_was_sent_well_does_not_come_back(workshop):
    workshop.get_by_label("Title").fill("A whole thought")
    workshop.get_by_role("button", name="Send").click()
    workshop.get_by_text("Thank you.").wait_for()
    workshop.goto("/workshop")
    assert workshop.get_by_label("Title").input_value() == ""


def test_what_was_refused_is_not_lost(workshop):
    workshop.get_by_label("Title").fill("refuse me")
    workshop.get_by_role("button", name="Send").click()
    workshop.get_by_text("Please say more.").wait_for()
    workshop.goto("/workshop")
    assert workshop.get_by_label("Title").input_value() == "refuse me"


def test_a_topic_is_completed_by_keyboard_alone(workshop):
    field = workshop.get_by_role("combobox")
    field.press_sequentially("funding pe")
    workshop.get_by_role("option", name="peer-review").wait_for()
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == workshop.get_by_role("option").first.get_attribute(
        "id"
    )
    field.press("Enter")
    assert field.input_value() == "funding peer-review "
    assert urlsplit(workshop.url).path == "/workshop"


def test_escape_closes_the_suggestions_and_changes_nothing(workshop):
    field = workshop.get_by_role("combobox")
    field.press_sequentially("pe")
    workshop.get_by_role("option", name="peer-review").wait_for()
    field.press("Escape")
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "pe")


def test_the_toolbar_writes_markdown(workshop):
    text = workshop.get_by_label("Details")
    text.fill("care")
    text.select_text()
    workshop.get_by_label("Bold").click()
    assert text.input_value() == "**care**"


def test_the_preview_comes_from_the_server(workshop):
    workshop.get_by_label("Details").fill("Hello *you*")
    workshop.get_by_text("How it will look").click()
    workshop.get_by_text("rendered: Hello *you*").wait_for()


def test_a_person_is_completed_after_an_at(workshop):
    workshop.get_by_label("Details").press_sequentially("Ask @ad")
    workshop.get_by_role("option", name="Ada Lovelace (ada)").click()
    assert workshop.get_by_label("Details").input_value().strip() == "Ask @ada"


def test_a_menu_closes_with_escape_and_gives_the_focus_back(workshop):
    workshop.locator("details.menu summary").click()
    workshop.get_by_role("link", name="First").focus()
    workshop.keyboard.press("Escape")
    assert workshop.locator("details.menu").get_attribute("open") is None
    assert workshop.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_refusal_for_htmx_is_told_at_the_top(workshop):
    workshop.get_by_role("button", name="Try it").click()
    workshop.get_by_role("alert").get_by_text("Only the asker can accept an answer.").wait_for()


def test_a_moment_is_told_as_people_say_it(workshop):
    assert workshop.locator("time").inner_text() == "3 days ago"


def test_two_clicks_send_once(workshop):
    workshop.get_by_label("Title").fill("twice")
    workshop.evaluate("() => { const b = document.querySelector('#send'); b.click(); b.click(); }")
    workshop.get_by_text("Thank you.").wait_for()
    assert cache.get("sent") == 1
