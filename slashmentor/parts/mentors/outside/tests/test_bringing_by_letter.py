"""Somebody without an account brings a page: a letter, a button, a line to add, and an address that is forgotten."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail

from slashmentor.base.jobs import run_waiting
from slashmentor.base.jobs.models import Job
from slashmentor.parts.mentors.models import OutsidePage
from slashmentor.parts.mentors.outside import letters
from slashmentor.parts.mentors.outside.looking import look_at_due
from tests.cast import NOON

from .conftest import State, brought, joins, lines, looked_at
from .test_reading import H_CARD

FORM = "/mentors/join/page"
SENT = {"url": "https://ada.example.org/mentor", "email": "Ada@example.org"}


@pytest.fixture
def limited(settings):
    settings.LIMITS = True


def letters_sent():
    """What went out; pages are looked at by the tests themselves."""
    Job.objects.filter(name__contains="looking").delete()
    run_waiting()
    return mail.outbox


def link_in(letter):
    return re.search(r"/mentors/join/page/\S+", letter.body)[0]


def asked(client):
    assert client.post(FORM, SENT).status_code == 200
    return link_in(letters_sent()[-1])


def test_a_page_is_brought_confirmed_proven_and_listed(client, server, db):
    link = asked(client)
    page = OutsidePage.objects.get()
    assert (page.state, page.email, page.next_at) == ("unconfirmed", "ada@example.org", None)
    assert client.post(link, {"do": "confirm"}).status_code == 302
    page.refresh_from_db()
    assert page.state == "waiting"
    OutsidePage.objects.update(url=server.url("/mentor"))
    server.pages["/mentor"] = H_CARD.encode()
    looked_at(page)
    told = letters_sent()[-1]
    assert "One thing is missing" in told.subject
    shown = client.get(link_in(told)).content.decode()
    assert f"{settings.SITE_URL}/mentors/join" in shown
    assert page.code in shown
    server.pages["/mentor"] = (H_CARD + joins()).encode()
    client.post(link, {"do": "again"})
    looked_at(page)
    assert list(lines()) == ["Ada Whitcombe"]
    assert "is listed" in letters_sent()[-1].subject


def test_a_link_followed_by_a_scanner_does_nothing(client, db):
    link = asked(client)
    for _time in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert OutsidePage.objects.get().state == "unconfirmed"


def test_the_same_answer_whatever_is_here(client, db):
    """Whether a page, or somebody of that address, is here already shows to nobody."""
    answers = []
    for state in (None, State.UNCONFIRMED, State.LISTED):
        if state:
            OutsidePage.objects.update(state=state)
        answer = client.post(FORM, SENT)
        answers.append((answer.status_code, re.sub(r'"\w{64}"', "", answer.content.decode())))
    assert len(set(answers)) == 1
    assert OutsidePage.objects.count() == 1
    assert len(letters_sent()) == 3
    assert "Your mentor page" in mail.outbox[2].subject


def test_a_flood_of_letters_is_none(client, limited, db):
    for number in range(8):
        answer = client.post(FORM, {**SENT, "url": f"https://ada.example.org/{number}"})
        assert "Please look into your mail" in answer.content.decode()
    assert len(letters_sent()) == 3


def test_whoever_asks_too_often_waits(client, limited, db):
    statuses = [
        client.post(FORM, {**SENT, "email": f"a{number}@example.org"}).status_code for number in range(12)
    ]
    assert statuses == [200] * 10 + [429] * 2


def test_no_more_than_three_pages_of_one_address(client, db):
    for number in range(5):
        client.post(FORM, {**SENT, "url": f"https://ada.example.org/{number}"})
    assert OutsidePage.objects.count() == 3


@pytest.mark.parametrize(
    "wrong", [{"url": ""}, {"url": "http://127.0.0.1/"}, {"url": "https://a.example.org/#x"}, {"email": "nobody"}, {"email": ""}]
)  # fmt: skip
def test_the_form_says_what_is_wrong(client, db, wrong):
    answer = client.post(FORM, SENT | wrong)
    assert answer.status_code == 400
    assert not OutsidePage.objects.exists()
    assert letters_sent() == []


def test_taken_down_by_a_button_and_everything_forgotten(client, server, db):
    server.pages["/mentor"] = (H_CARD + joins()).encode()
    page = looked_at(brought(server.url("/mentor"), email="ada@example.org"))
    link = link_in(letters_sent()[-1])
    assert client.get(link).status_code == 200
    assert len(lines()) == 1
    assert "no longer with us" in client.post(link, {"do": "remove"}).content.decode()
    assert (lines(), OutsidePage.objects.exists()) == ({}, False)
    assert client.get(link).status_code == 200
    assert client.post(link, {"do": "again"}).status_code == 404
    assert page.code not in client.get(link).content.decode()


@pytest.mark.parametrize("token", ["x", "1", "1:abc", "W10:abc", "é"])
def test_a_forged_link_leads_nowhere(client, db, token):
    brought("https://ada.example.org/", email="ada@example.org")
    assert client.get(f"{FORM}/{token}").status_code == 404
    assert client.post(f"{FORM}/{token}", {"do": "remove"}).status_code == 404


def test_a_member_s_page_has_no_link_of_letters(ada, client):
    page = brought("https://ada.example.org/", ada)
    assert letters.page_of(letters.token_of(page)) is None


def test_a_button_that_is_none_does_nothing(client, db):
    link = asked(client)
    assert client.post(link, {"do": "nonsense"}).status_code == 400
    assert client.post(link).status_code == 400
    assert OutsidePage.objects.get().state == "unconfirmed"


def test_confirmed_twice_is_once(client, db):
    link = asked(client)
    OutsidePage.objects.update(since=NOON)
    for _time in range(2):
        assert client.post(link, {"do": "confirm"}).status_code == 302
    assert Job.objects.filter(name__endswith="looking.look").count() == 1


def test_a_letter_that_nobody_answers_is_forgotten(client, db):
    asked(client)
    since = OutsidePage.objects.get().since
    look_at_due(now=since + timedelta(days=6))
    assert OutsidePage.objects.exists()
    look_at_due(now=since + timedelta(days=8))
    assert not OutsidePage.objects.exists()


def test_what_never_proved_to_be_theirs_is_forgotten(server, db):
    server.pages["/mentor"] = H_CARD.encode()
    looked_at(brought(server.url("/mentor"), email="ada@example.org"))
    look_at_due(now=NOON + timedelta(days=29))
    assert OutsidePage.objects.exists()
    look_at_due(now=NOON + timedelta(days=31))
    assert not OutsidePage.objects.exists()


def test_with_a_page_that_is_gone_goes_the_address(server, db):
    server.pages["/mentor"] = (H_CARD + joins()).encode()
    page = looked_at(brought(server.url("/mentor"), email="ada@example.org"))
    server.answers["/mentor"] = (410, {})
    looked_at(page, after=7)
    assert looked_at(page, after=8) is None
    assert not OutsidePage.objects.exists()
    last = letters_sent()[-1]
    assert "erased with this letter" in last.body
    assert not Job.objects.filter(args__icontains="ada@example.org").exists()


def test_no_letter_says_more_than_one_link_and_the_page(server, db):
    server.pages["/mentor"] = (
        H_CARD.replace("Ada Whitcombe", "http://evil.example/ click") + joins()
    ).encode()
    looked_at(brought(server.url("/mentor"), email="ada@example.org"))
    [letter] = letters_sent()
    assert re.findall(r"https?://\S+", letter.body) == [
        server.url("/mentor"),
        settings.SITE_URL + link_in(letter),
    ]
    assert "\n" not in letter.subject
