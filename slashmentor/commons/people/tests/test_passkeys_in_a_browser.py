"""A passkey from making it to logging in with it alone: real Chromium, a device that the browser plays."""

import os
import shutil

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from slashmentor.commons.people.models import Member

from .conftest import NOW, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def at_home(live_server, monkeypatch, settings):
    """Ada's browser, at the door of a running instance."""
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the tests
    ada = Member.objects.create_user("ada", "ada@example.org", PASSWORD, name="Ada", joined_at=NOW)
    EmailAddress.objects.create(user=ada, email=ada.email, primary=True, verified=True)
    with sync_playwright() as tools:
        chromium = tools.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = chromium.new_page(base_url=live_server.url)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        page.device = device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
        page.cdp = device
        yield page
        chromium.close()


def log_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("Handle or e-mail address").fill("ada")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def complaints(page):
    return [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]]


def test_a_passkey_from_making_it_to_logging_in_with_it_alone(at_home):
    page = at_home
    log_in(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Add a passkey")).to_be_visible()
    assert complaints(page) == []
    page.get_by_label("What to call it").fill("my phone")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    assert [one.wrap().name for one in Authenticator.objects.filter(type="webauthn")] == ["my phone"]

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    assert complaints(page) == []
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_label("Ada, your page and settings")).to_be_visible()

    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("logs you in by itself")).to_be_visible()
    assert complaints(page) == []


def test_a_device_that_says_no_is_told_in_words(at_home):
    page = at_home
    page.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": page.device})
    page.goto("/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("the device gave no passkey")).to_be_visible()


@pytest.mark.parametrize("address", ["/@ada", "/people", "/accounts/signup/", "/accounts/password/reset/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_visitors_pages(at_home, address, scheme):
    at_home.emulate_media(color_scheme=scheme)
    at_home.goto(address)
    assert complaints(at_home) == []


def test_axe_finds_nothing_on_the_settings(at_home):
    log_in(at_home)
    for name in ("profile", "expertise", "picture", "privacy", "look", "account", "data", "data/leave"):
        at_home.goto(f"/settings/{name}")
        assert complaints(at_home) == [], name
    for name in ("email/", "2fa/", "sessions/", "password/change/"):
        at_home.goto(f"/accounts/{name}")
        assert complaints(at_home) == [], name
