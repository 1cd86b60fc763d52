"""Codes from an app, recovery codes, passkeys as pages; the ceremony itself is tried in a browser."""

import base64
import hmac
import re
import struct
import time
from hashlib import sha1

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user

from .conftest import PASSWORD, log_in, show_again

pytestmark = pytest.mark.django_db


def code(secret, moment=None):
    """RFC 6238, as the app on the phone computes it."""
    counter = struct.pack(">Q", int((moment or time.time()) // 30))
    digest = hmac.new(base64.b32decode(secret), counter, sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_the_code_is_the_one_of_the_rfc():
    assert code(base64.b32encode(b"12345678901234567890"), 59) == "287082"


@pytest.fixture
def secret(as_ada, django_capture_on_commit_callbacks):
    """Ada has turned codes on."""
    show_again(as_ada)
    found = re.search(r"Secret: <code>(\w+)</code>", as_ada.get("/accounts/2fa/totp/activate/").text)[1]
    with django_capture_on_commit_callbacks(execute=True):
        as_ada.post("/accounts/2fa/totp/activate/", {"code": code(found)})
    return found


def test_turning_codes_on(as_ada, ada, secret, letters):
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    assert "Codes from an app." in as_ada.get("/settings/account").text
    assert [one.subject for one in letters()] == ["Codes protect your account at Slashmentor"]


def test_the_secret_isnt_readable_in_the_database(as_ada, secret):
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    seen = re.findall(r"<li><code>(\d{8})</code></li>", as_ada.get("/accounts/2fa/recovery-codes/").text)
    assert len(seen) == 10
    assert not [one for one in seen if one in kept]


def test_then_the_password_alone_is_not_enough(as_ada, ada, secret):
    as_ada.logout()
    assert log_in(as_ada)["Location"].startswith("/accounts/2fa/authenticate/")
    assert get_user(as_ada).is_anonymous
    assert "That code isn’t right" in as_ada.post("/accounts/2fa/authenticate/", {"code": "000000"}).text
    as_ada.post(
        "/accounts/2fa/authenticate/", {"code": code(secret, time.time() + 30)}
    )  # the phone's clock is fast
    assert get_user(as_ada) == ada


def recovery_code(member):
    return Authenticator.objects.get(user=member, type="recovery_codes").wrap().get_unused_codes()[0]


def test_a_recovery_code_works_once(as_ada, ada, secret):
    used = recovery_code(ada)
    for expected in (True, False):
        as_ada.logout()
        log_in(as_ada)
        as_ada.post("/accounts/2fa/authenticate/", {"code": used})
        assert get_user(as_ada).is_authenticated is expected


def test_turning_them_off(as_ada, ada, secret):
    as_ada.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(type="totp").exists()
    as_ada.logout()
    assert log_in(as_ada)["Location"] == "/"


def test_first_the_address_has_to_be_confirmed(as_ada, ada):
    ada.emailaddress_set.update(verified=False)
    assert "confirm your e-mail address first" in as_ada.get("/accounts/2fa/totp/activate/", follow=True).text


def test_codes_are_wanted_of_whoever_is_there_now(as_ada, ada):
    asked = as_ada.get("/accounts/2fa/totp/activate/")
    assert asked["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.parametrize(
    "page",
    [
        "2fa/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "2fa/recovery-codes/generate/",
        "password/change/",
        "email/",
        "sessions/",
    ],
)
def test_every_page_of_an_account_is_ours(as_ada, secret, page):
    answer = as_ada.get(f"/accounts/{page}")
    assert answer.status_code == 200
    assert '<a class="brand" href="/">' in answer.text
    assert not re.findall(r"<script(?![^>]*src=)(?![^>]*ld\+json)|<style| style=| on\w+=", answer.text)


@pytest.mark.parametrize(
    "page",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "password/reset/key/done/",
        "confirm-email/",
        "confirm-email/abc/",
        "inactive/",
    ],
)
def test_and_every_page_at_the_door(client, db, page):
    answer = client.get(f"/accounts/{page}")
    assert answer.status_code == 200
    assert '<a class="brand" href="/">' in answer.text
    assert not re.findall(r"<script(?![^>]*src=)|<style| style=| on\w+=", answer.text)


def test_a_passkey_that_no_device_made_is_refused(as_ada, ada):
    show_again(as_ada)
    as_ada.get("/accounts/2fa/webauthn/add/")
    for nonsense in (
        "",
        "{}",
        "[]",
        '{"id": 1}',
        "null",
        '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    ):
        assert (
            as_ada.post("/accounts/2fa/webauthn/add/", {"name": "x", "credential": nonsense}).status_code
            == 200
        )
        assert as_ada.post("/accounts/2fa/webauthn/login/", {"credential": nonsense}).status_code == 302
    assert not Authenticator.objects.exists()


def test_passkey_pages_are_for_their_owner(as_ada, emmy):
    hers = Authenticator.objects.create(user=emmy, type="webauthn", data={"name": "key", "credential": {}})
    show_again(as_ada)
    for page in ("edit", "remove"):
        assert (
            as_ada.post(f"/accounts/2fa/webauthn/keys/{hers.pk}/{page}/", {"name": "mine"}).status_code == 404
        )
    assert PASSWORD not in as_ada.get("/accounts/2fa/").text
