"""Browsers as people use them: they come in by the pages' own doors."""

import re

import pytest

PASSWORD = "meadow-lantern-oboe"
# Chromium and htmx log each answer of 400 and above; some stories are about such answers.
EXPECTED = ("Failed to load resource", "Response Status Error Code")


class Tabs:
    """Browsers (contexts) of one instance, with what their consoles complained of."""

    def __init__(self, chromium, url):
        self._chromium, self._url = chromium, url
        self._contexts = []
        self.complaints = []

    def context(self, **options):
        """A browser of its own: with its own cookies and drafts."""
        options.setdefault("reduced_motion", "reduce")
        made = self._chromium.new_context(base_url=self._url, **options)
        made.set_default_timeout(20_000)
        made.on("page", self._listen)
        self._contexts.append(made)
        return made

    def visitor(self, **options):
        """A page in a new browser."""
        return self.context(**options).new_page()

    def member(self, handle, **options):
        """A page in a new browser, where this member has logged in."""
        return self.member_in(self.context(**options), handle)

    def member_in(self, context, handle):
        page = context.new_page()
        log_in(page, handle)
        return page

    def close(self):
        for context in self._contexts:
            context.close()

    def _listen(self, page):
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _heard(self, message):
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")


def log_in(page, handle, password=PASSWORD):
    page.goto("/accounts/login/")
    page.get_by_label("Handle or e-mail address").fill(handle)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    bell(page).wait_for()


def sign_up(page, handle, name):
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Join").click()
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Name").first.fill(name)
    page.get_by_label("E-mail address").fill(f"{handle}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").first.click()
    bell(page).wait_for()


def bell(page):
    return page.get_by_role("banner").get_by_role("link", name=re.compile("^Notifications"))


def tab_to(page, name):
    """Press Tab until what has this name has the focus."""
    for _number in range(80):
        page.keyboard.press("Tab")
        if name == page.evaluate(
            """() => {
              const one = document.activeElement;
              const label = one.labels?.[0]?.textContent ?? "";
              return (one.getAttribute("aria-label") || label || one.textContent).trim();
            }"""
        ):
            return
    pytest.fail(f"Tab never comes to “{name}”.")
