"""Signing up, in each of the four ways a host can open the door."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth import get_user

from slashmentor.base.errors import Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.actions import invite
from slashmentor.commons.people.actions import join as join_as
from slashmentor.commons.people.forms.accounts import SignUpForm
from slashmentor.commons.people.models import Invitation, Member, Waiting

from .conftest import NOW, PASSWORD

FORM = {
    "username": "grete",
    "name": "Grete H",
    "email": "grete@example.org",
    "password1": "quiet-heron-tuesday",
}
pytestmark = pytest.mark.django_db


def test_a_newcomer_is_in_at_once(client):
    answer = client.post("/accounts/signup/", FORM)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    grete = get_user(client)
    assert (grete.handle, grete.name, grete.email, grete.is_staff) == (
        "grete",
        "Grete H",
        "grete@example.org",
        False,
    )
    assert [(one.verb, one.by_id) for one in Happening.objects.all()] == [("member.joined", grete.pk)]


def test_they_are_welcomed_and_asked_to_confirm_their_address(client, letters):
    client.post("/accounts/signup/", FORM)
    (letter,) = letters()
    assert (letter.subject, letter.to) == (
        "Welcome to Slashmentor: is this your address?",
        ["grete@example.org"],
    )
    assert letter.body.startswith(
        "Hello Grete H,\n\nGood that you are here. You can ask and answer as @grete"
    )
    link = re.search(r"http://127\.0\.0\.1:8000(/accounts/confirm-email/\S+)", letter.body)[1]
    assert client.get(link).status_code == 200
    assert EmailAddress.objects.get().verified is False  # looking changes nothing
    client.post(link)
    assert EmailAddress.objects.get().verified is True


def test_what_was_typed_stays_and_the_error_helps(client):
    answer = client.post("/accounts/signup/", FORM | {"username": "Grete H!"})
    assert answer.status_code == 200
    assert "A handle has 2 to 30 letters" in answer.text
    assert 'value="Grete H"' in answer.text
    assert 'value="grete@example.org"' in answer.text
    assert "quiet-heron" not in answer.text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "ada", "That handle is taken."),
        ("username", "moderator", "That handle is kept for the instance itself."),
        ("username", "a", "at least 2 characters"),
        ("email", "grete@", "Enter a valid email address."),
        ("password1", "short", "This password is too short."),
        ("password1", "password1234", "This password is too common."),
        ("password1", "grete@example", "too similar"),
    ],
)
def test_each_mistake_has_its_sentence(client, ada, field, value, sentence):
    assert sentence in client.post("/accounts/signup/", FORM | {field: value}).text
    assert Member.objects.count() == 1


def test_a_handle_is_taken_as_it_was_meant(client):
    client.post("/accounts/signup/", FORM | {"username": " @Grete-H "})
    assert Member.objects.get().handle == "grete-h"


def test_signing_up_with_a_known_address_looks_like_any_other(client, ada, letters):
    known = client.post("/accounts/signup/", FORM | {"email": "ada@example.org"})
    client.logout()
    new = client.post("/accounts/signup/", FORM | {"username": "otto", "email": "otto@example.org"})
    assert (known.status_code, known["Location"], known.content) == (
        new.status_code,
        new["Location"],
        new.content,
    )
    assert [(one.to, one.subject) for one in letters()] == [
        (["ada@example.org"], "You have an account at Slashmentor"),
        (["otto@example.org"], "Welcome to Slashmentor: is this your address?"),
    ]


def test_and_gives_no_way_into_the_known_account(client, ada):
    client.post("/accounts/signup/", FORM | {"email": "ada@example.org"})
    client.logout()
    client.post("/accounts/login/", {"login": "ada@example.org", "password": FORM["password1"]})
    assert get_user(client).is_anonymous
    client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert get_user(client) == ada


@pytest.mark.parametrize(
    "field", ["is_staff", "is_superuser", "is_active", "id", "unread", "joined_at", "is_claimed"]
)
def test_only_what_is_asked_is_taken(client, field):
    client.post(
        "/accounts/signup/", FORM | {field: "1", "handle": "root", "picture": "1", "reputation": "9000"}
    )
    grete = Member.objects.get(handle="grete")
    assert (grete.is_staff, grete.is_superuser, grete.unread, grete.is_claimed) == (False, False, 0, True)


def test_a_closed_door(client, settings):
    settings.REGISTRATION = "closed"
    assert "Joining is not open" in client.get("/accounts/signup/").text
    client.post("/accounts/signup/", FORM)
    assert not Member.objects.exists()


def test_with_approval_a_newcomer_waits(client, settings, mo, letters):
    settings.REGISTRATION = "approval"
    answer = client.post("/accounts/signup/", FORM, follow=True)
    assert "a person lets newcomers in" in answer.text
    assert get_user(client).is_anonymous
    grete = Member.objects.get(handle="grete")
    assert (grete.is_active, Waiting.objects.get().member) == (False, grete)
    assert client.get("/@grete").status_code == 404

    client.force_login(mo)
    client.post("/people/waiting", {"handle": "grete", "let_in": "1"})
    grete.refresh_from_db()
    assert (grete.is_active, Waiting.objects.count()) == (True, 0)
    assert [one.subject for one in letters() if one.to == ["grete@example.org"]] == ["You’re in: Slashmentor"]
    assert Happening.objects.filter(verb="member.joined", by=grete).count() == 1


def test_or_is_turned_away(client, settings, mo):
    settings.REGISTRATION = "approval"
    client.post("/accounts/signup/", FORM)
    client.force_login(mo)
    client.post("/people/waiting", {"handle": "grete", "turn_away": "1"})
    assert not Member.objects.filter(handle="grete").exists()
    client.post("/people/waiting", {"handle": "mo", "turn_away": "1"})  # doesn't wait, so can't be
    assert Member.objects.filter(handle="mo").exists()


def test_who_may_not_decide_finds_no_such_page(client, ada):
    for address in ("/people/waiting", "/people/invitations"):
        assert client.get(address).status_code == 302
        client.force_login(ada)
        assert client.get(address).status_code == 404
        assert client.post(address, {"note": "x"}).status_code == 404
        client.logout()
    assert not Invitation.objects.exists()


def test_an_invitation_lets_one_person_in(client, settings, mo):
    settings.REGISTRATION = "invite"
    client.force_login(mo)
    page = client.post("/people/invitations", {"note": "Grete from chemistry"}).text
    link = re.search(r"http://127\.0\.0\.1:8000(/join/[\w-]{32})", page)[1]
    assert link not in client.get("/people/invitations").text
    client.logout()

    assert "Joining is not open" in client.get("/accounts/signup/").text
    assert client.get(link, follow=True).status_code == 200
    assert Invitation.objects.get().used_at is None
    client.post("/accounts/signup/", FORM)
    assert get_user(client).handle == "grete"
    client.logout()

    assert "Joining is not open" in client.get(link, follow=True).text
    client.post("/accounts/signup/", FORM | {"username": "otto", "email": "o@example.org"})
    assert not Member.objects.filter(handle="otto").exists()


def test_an_invitation_can_be_taken_back(client, settings, mo):
    settings.REGISTRATION = "invite"
    made, code = invite(by=mo, note="", now=NOW + timedelta(days=1))
    client.force_login(mo)
    client.post("/people/invitations", {"take_back": str(made.pk)})
    client.logout()
    assert "Joining is not open" in client.get(f"/join/{code}", follow=True).text


def test_of_two_who_take_a_handle_at_once_the_slower_is_told(rf, client, ada):
    form = SignUpForm(FORM | {"username": "grete"})
    request = rf.post("/accounts/signup/")
    request.session = client.session
    with request_context(request):
        assert form.is_valid()
        Member.objects.create_user("grete", "faster@example.org", None)
        with pytest.raises(Refused, match="Somebody took that handle a moment ago"):
            form.save(request)
    assert Member.objects.filter(handle="grete").count() == 1


def test_of_two_who_use_an_invitation_at_once_one_comes_in(mo, settings):
    settings.REGISTRATION = "invite"
    _made, code = invite(by=mo, note="", now=NOW)
    join_as(Member.objects.create_user("grete", "", None), invitation=code, now=NOW)
    with pytest.raises(Refused, match="used already"):
        join_as(Member.objects.create_user("otto", "", None), invitation=code, now=NOW)


def test_addresses_are_kept_in_lower_case(client):
    client.post("/accounts/signup/", FORM | {"email": "Grete@Example.ORG"})
    assert Member.objects.get().email == "grete@example.org"
    assert Member.objects.create_user("otto", " Otto@Example.ORG", None).email == "otto@example.org"
