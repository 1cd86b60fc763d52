import os
import shutil
import subprocess
import sys

import pytest

from tests.browser.doors import Tabs


@pytest.fixture(scope="package")
def chromium(prototype):
    from playwright.sync_api import sync_playwright  # only browser tests need it

    # Playwright's own loop runs in this thread, which Django would otherwise take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def place(prototype, tmp_path_factory):
    """A served instance with what grown.py puts into it."""
    made = prototype.copy(tmp_path_factory.mktemp("place") / "instance")
    program(made, "tests.browser.grown")
    made.serve()
    yield made
    made.end()


@pytest.fixture
def tabs(chromium, place):
    """Opens browsers on the instance. What goes wrong in any of them fails the test."""
    opened = Tabs(chromium, place.url)
    yield opened
    opened.close()
    assert opened.complaints == []


def program(instance, module):
    """Run a program on the instance's data; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", module], env=instance.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
