"""The bell in a real browser, told by a real server."""

import os
import shutil

import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

from slashmentor.world.live.tests.conftest import PASSWORD, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SOON = 20_000  # milliseconds, on a machine that does ten other things


@pytest.fixture(scope="module")
def browser():
    # Playwright's own loop runs in this thread, which Django would otherwise take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
        # While that loop runs, Django's connections are others than before; nobody else would close them.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def log_in(browser, served):
    """Call it with a handle: the page of a browser in which they are logged in."""
    contexts = []

    def log_in(handle):
        contexts.append(browser.new_context(base_url=served.url))
        contexts[-1].set_default_timeout(SOON)
        page = contexts[-1].new_page()
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill(handle)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(served.url + "/")
        return page

    yield log_in
    for context in contexts:
        context.close()


def bell_says(page, words):
    expect(page.locator("[data-bell]")).to_have_accessible_name(words, timeout=SOON)


def test_reading_the_page_that_a_notification_leads_to_marks_it_as_read(log_in):
    mo = log_in("mo")
    mo.goto("/notifications")
    bell_says(mo, "Notifications, 1 unread")
    mo.get_by_role("link", name="answered your question").click()
    bell_says(mo, "Notifications")
    mo.goto("/notifications")
    expect(mo.locator(".told li")).to_have_count(1)
    expect(mo.locator(".told li.new")).to_have_count(0)


def test_the_bell_counts_without_the_page_being_loaded_again(log_in, served):
    ada = log_in("ada")
    ada.goto("/questions")
    bell_says(ada, "Notifications")
    write(served, "UPDATE people_member SET unread = 3 WHERE handle = 'ada'")
    bell_says(ada, "Notifications, 3 unread")
    expect(ada.locator("[data-unread]")).to_have_text("3")
    write(served, "UPDATE people_member SET unread = 0 WHERE handle = 'ada'")
    bell_says(ada, "Notifications")
