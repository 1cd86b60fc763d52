"""What one knows, once its list is full."""

import pytest

from tests.browser.doors import sign_up

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_full_list_scrolls_no_phone_sideways(tabs):
    page = tabs.visitor(viewport={"width": 390, "height": 844})
    sign_up(page, "fulla", "Fulla Frey")
    page.goto("/settings/expertise")
    page.get_by_role("combobox", name="Add topics").fill(" ".join(f"topic-{number}" for number in range(30)))
    page.locator(".adding").get_by_role("button", name="Add").click()
    page.get_by_text("Your list is full").wait_for()
    assert page.locator("#tree li").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
