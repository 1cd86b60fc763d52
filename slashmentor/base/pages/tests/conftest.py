import os
import shutil
from collections import defaultdict

import pytest
from django.test import Client

from slashmentor.base.pages import nav, panels


@pytest.fixture
def small_site(settings, monkeypatch):
    """A site of this app alone: what other apps add to every page leads to addresses that it hasn't got."""
    settings.ROOT_URLCONF = "slashmentor.base.pages.tests.urls"
    monkeypatch.setattr(nav, "_entries", {group: [] for group in nav.GROUPS})
    monkeypatch.setattr(panels, "_panels", defaultdict(list))


@pytest.fixture
def visitor(small_site):
    """A browser without cookies on the small site; errors come as pages."""
    return Client(raise_request_exception=False)


@pytest.fixture
def session(settings):
    """A cookie as those who are logged in carry one; whose it is doesn't matter here."""
    return {settings.SESSION_COOKIE_NAME: "a-session-that-nobody-has"}


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright  # only browser tests need it

    # Playwright's own loop runs in this thread, which Django would otherwise take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
