"""Headers, form tokens and what a password change or a suspension ends."""

import re

import pytest
from django.conf import settings as made
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from slashmentor.commons.people.models import Member

from .routes import NONE, ROUTES
from .scene import PASSWORD, a_picture, read

KINDS = {
    "a page": "/questions",
    "a page of mine": "/settings/profile",
    "nothing": "/nothing-here",
    "nonsense": "/questions?q=%00",
    "not allowed": "/questions/ask/lacks",
    "a way": "/settings/",
    "a feed": "/questions.atom",
    "figures": "/notifications/unread",
    "a file of ours": "/static/pages/site.css",
    "health": "/healthz",
}
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'", "connect-src": "'self'",
    "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'", "manifest-src": "'self'",
}  # fmt: skip


@pytest.fixture
def https(settings):
    """As a host with a certificate has it."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["visitor", "author"])
def test_every_kind_of_answer_has_its_headers(scene, https, role, kind):
    client = Client(raise_request_exception=False)
    client.cookies = scene.clients[role].cookies.copy()
    answer = client.get(KINDS[kind], headers={"X-Forwarded-Proto": "https"})
    read(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert kind == "a file of ours" or answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
    if kind != "a file of ours":
        assert "camera=()" in answer["Permissions-Policy"]
        check_policy(answer["Content-Security-Policy"])
    if role == "author" and kind not in {"a file of ours", "nonsense"}:
        assert (kind, answer["Cache-Control"]) == (kind, "private, no-store")


def check_policy(text):
    policy = dict(part.strip().split(" ", 1) for part in text.split(";") if part.strip())
    assert {name: policy.get(name) for name in POLICY} == POLICY
    assert "unsafe" not in text


def test_a_picture_may_do_nothing_even_as_a_page(scene):
    answer = scene.clients["visitor"].get(scene.picture.url)
    read(answer)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_cookies_are_kept_from_scripts_and_from_other_sites(scene, https):
    visitor = Client()
    visitor.get("/accounts/login/", headers={"X-Forwarded-Proto": "https"})
    visitor.post(
        "/accounts/login/", {"login": "ada", "password": PASSWORD}, headers={"X-Forwarded-Proto": "https"}
    )
    session, token = visitor.cookies[made.SESSION_COOKIE_NAME], visitor.cookies["csrftoken"]
    assert (session["httponly"], session["secure"], session["samesite"]) == (True, True, "Lax")
    assert (token["secure"], token["samesite"]) == (True, "Lax")


def test_visitors_get_no_cookie_for_reading(scene):
    for address in (
        "/",
        "/questions",
        scene.question.get_absolute_url(),
        "/@ada",
        "/topics",
        "/search?q=error",
    ):
        assert Client().get(address).cookies == {}, address


# A visitor's answer is put aside in a session of their own, and the link in a letter carries its own proof.
TOKENLESS = {"/questions/{question}/answers", "/notifications/stop/{stop}"}
# Programs of other sites send these, and nothing is done for whoever sends them.
FOR_PROGRAMS = {"/webmention"}


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.post != NONE], ids=lambda route: route.address
)
def test_no_form_is_taken_from_another_site(scene, route):
    ids = {**scene.ids, "handle": "ada"}
    sends = {
        name: a_picture() if name == "file" else value.format(**ids) for name, value in route.sends.items()
    }
    for role in ("author", "visitor"):
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies = scene.clients[role].cookies.copy()
        cache.clear()
        answer = strict.post(route.address.format(**ids), sends, headers={"Origin": "https://evil.example"})
        if route.address in FOR_PROGRAMS:
            assert answer.status_code == 202
        elif route.address in TOKENLESS and (role == "visitor" or "stop" in route.address):
            assert answer.status_code in {200, 302}
        else:
            assert answer.status_code in {403, 404}


def test_an_answer_of_a_member_needs_the_token_too(scene):
    before = scene.question.answers.count()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = scene.clients["stranger"].cookies.copy()
    assert (
        strict.post(
            f"/questions/{scene.question.pk}/answers", {"body": "Posted from elsewhere, in your name."}
        ).status_code
        == 403
    )
    assert scene.question.answers.count() == before


def test_no_log_in_leads_away(scene):
    for place in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "\thttps://evil.example",
    ):
        cache.clear()
        answer = Client().post(
            f"{reverse('account_login')}", {"login": "ada", "password": PASSWORD, "next": place}
        )
        assert (answer.status_code, answer["Location"]) == (302, "/"), place


def test_another_password_ends_all_other_sessions(scene):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        cache.clear()
        browser.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "meadow-lantern-oboe"})
    assert here.get("/settings/profile").status_code == 200
    assert elsewhere.get("/settings/profile").status_code == 302
    assert elsewhere.get("/notifications/unread").status_code == 401


def test_a_suspension_ends_every_session_and_the_log_in_at_once(scene):
    stranger = scene.clients["stranger"]
    assert stranger.get("/settings/profile").status_code == 200
    Member.objects.filter(handle="stranger").update(is_active=False)
    assert stranger.get("/settings/profile").status_code == 302
    again = Client()
    again.post("/accounts/login/", {"login": "stranger", "password": PASSWORD})
    assert again.get("/settings/profile").status_code == 302
    assert stranger.get("/@stranger").status_code == 404


def test_an_old_session_is_not_taken_over_by_logging_in(scene):
    browser = Client()
    browser.post("/questions/ask", {"title": "Half a question"})  # puts words aside in a session
    before = browser.cookies[made.SESSION_COOKIE_NAME].value
    browser.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    assert browser.cookies[made.SESSION_COOKIE_NAME].value != before


def test_whether_an_address_has_an_account_does_not_show(scene):
    def told(address, sent):
        cache.clear()
        answer = Client().post(address, sent, follow=True)
        text = re.sub(r'(value|content)="\w{64}"', "", answer.content.decode())
        return (
            answer.status_code,
            [step for step, _status in answer.redirect_chain],
            text.replace(sent.get("email", sent.get("login", "")), ""),
        )

    reset = "/accounts/password/reset/"
    assert told(reset, {"email": "ada@example.org"}) == told(reset, {"email": "eda@example.org"})
    log_in = "/accounts/login/"
    assert told(log_in, {"login": "ada@example.org", "password": "x"}) == told(
        log_in, {"login": "eda@example.org", "password": "x"}
    )
    assert told(log_in, {"login": "stranger", "password": "x"}) == told(
        log_in, {"login": "strangex", "password": "x"}
    )
