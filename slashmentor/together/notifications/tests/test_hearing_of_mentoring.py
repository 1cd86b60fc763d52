"""Requests to a mentor, mentors who came, one's page elsewhere: who hears of it, and never what was written."""

from datetime import timedelta

import pytest
from django.conf import settings

from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.actions import leave
from slashmentor.commons.safety.actions import block
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer, OutsidePage, SavedSearch
from slashmentor.parts.mentors.outside.looking import look_at
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.models import Request, Visitor
from slashmentor.together.notifications import letters
from slashmentor.together.notifications.models import Notification
from slashmentor.together.notifications.words import words_of
from tests.cast import NOON

LATER = NOON + timedelta(days=2)
ASKS = "I have a secret canary to ask about. " * 8
SAID = "Only the two of us read of this canary."


@pytest.fixture
def asked(offer, ada):
    return actions.ask(offer, by=ada, said=actions.Said(ASKS, why=ASKS, time="canary"), now=LATER)


def heard(member):
    """What waits for them, in words, newest first; read by nobody else."""
    run_waiting(LATER + timedelta(minutes=1))
    rows = (
        Notification.objects.with_all_it_shows().filter(member=member).exclude(kind="badge").order_by("-pk")
    )
    return [words_of(row).plain() for row in rows]


def listed(request, emmy):
    Offer.objects.filter(pk=request.offer_id).update(elsewhere=2)
    actions.put_on_list(request, by=emmy, now=LATER)


DEEDS = {
    "ada": [
        (lambda r, _a, e: actions.accept(r, by=e, words=SAID, now=LATER), "Emmy Brandt said yes to your request"),
        (lambda r, _a, e: actions.decline(r, by=e, words=SAID, now=LATER), "Emmy Brandt answered your request; there may be others who fit"),
        (lambda r, _a, e: actions.ask_more(r, by=e, words=SAID, now=LATER), "Emmy Brandt asks you something back before answering"),
        (lambda r, _a, e: listed(r, e), "Emmy Brandt put you on the waiting list"),
        (lambda r, _a, _e: actions.expire(r, now=LATER), "Your request to Emmy Brandt ended without an answer; there may be others who fit"),
        (lambda r, _a, e: mentors.pause(r.offer, by=e, now=LATER), "Emmy Brandt pauses for now. Your request stays, and can still be answered"),
        (lambda r, _a, e: mentors.withdraw(r.offer, by=e, now=LATER), "Your request to Emmy Brandt ended without an answer; there may be others who fit"),
        (lambda _r, _a, e: leave(e, by=e, now=LATER), "The mentor whom you asked has left, so your request ended"),
    ],
    "emmy": [
        (lambda _r, _a, _e: None, "Ada Whitcombe asks you to be their mentor"),
        (lambda r, a, _e: actions.withdraw(r, by=a, now=LATER), "Ada Whitcombe took their request back"),
        (lambda r, _a, _e: happened("request.reminded", about=r, now=LATER), "A request of Ada Whitcombe waits for your answer; a kind no is an answer, too"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("who", "deed", "words"), [(who, *row) for who, rows in DEEDS.items() for row in rows]
)
def test_each_hears_what_is_theirs_to_hear(asked, ada, emmy, who, deed, words):
    deed(asked, ada, emmy)
    told = heard({"ada": ada, "emmy": emmy}[who])
    assert told[0] == words
    assert "canary" not in str(list(Notification.objects.values()))


@pytest.mark.parametrize("who", ["ada", "emmy"])
def test_who_ends_it_is_not_told(asked, ada, emmy, who):
    actions.accept(asked, by=emmy, now=LATER)
    actions.end(asked, by=ada if who == "ada" else emmy, now=LATER)
    assert any("has ended" in words for words in heard(emmy if who == "ada" else ada))
    assert not any("has ended" in words for words in heard(ada if who == "ada" else emmy))


def test_of_an_answer_the_mentor_hears(asked, ada, emmy):
    actions.ask_more(asked, by=emmy, words=SAID, now=LATER)
    actions.answer(asked, by=ada, words=SAID, now=LATER)
    assert heard(emmy)[0] == "Ada Whitcombe answered what you asked back"


def test_what_is_answered_by_now_needs_no_reminder(asked, emmy):
    heard(emmy)
    happened("request.reminded", about=asked, now=LATER)
    actions.decline(asked, by=emmy, now=LATER)
    assert len(heard(emmy)) == 1


def test_a_visitor_is_somebody(offer, emmy):
    actions.ask_by_letter(
        offer, name="Priya Canary", email="p@example.net", said=actions.Said(ASKS), now=LATER
    )
    request = Request.objects.get()
    assert heard(emmy) == []
    actions.confirm(request, by=Visitor(request.secret), now=LATER)
    assert heard(emmy) == ["Somebody without an account here asks you to be their mentor"]
    actions.withdraw(request, by=Visitor(request.secret), now=LATER)
    assert heard(emmy)[0] == "A request to you was taken back"


def test_nobody_hears_of_those_they_block(asked, ada, emmy):
    heard(emmy)
    block(ada, by=emmy, now=LATER)
    actions.withdraw(asked, by=ada, now=LATER)
    assert len(heard(emmy)) == 1


def test_letters_tell_no_words(asked, emmy):
    heard(emmy)
    told = Notification.objects.with_all_it_shows().select_related("member").get(kind="requested")
    letter = letters.about_one(told, to="emmy@example.org")
    text = letter.body + letter.subject + str(letter.alternatives)
    assert f"/mentorships/requests/{asked.pk}" in text
    assert "canary" not in text


def test_reading_it_settles_it(asked, emmy, enter):
    heard(emmy)
    as_emmy = enter(emmy)
    sent = {"path": asked.get_absolute_url(), "age": "0"}
    # The notification is of a day that has yet to come.
    Notification.objects.update(at=NOON)
    as_emmy.post("/notifications/visited", sent)
    assert Notification.objects.get(kind="requested").seen_at
    emmy.refresh_from_db()
    assert emmy.unread == Notification.objects.unseen().filter(member=emmy).count()


def test_mentors_who_came_and_ones_page_elsewhere(ada):
    search = SavedSearch.objects.create(member=ada, query="topic=statistics", known=0, at=NOON)
    for number in (1, 3):
        happened("mentors.found", about=search, now=NOON, listings=list(range(number)))
    page = OutsidePage.objects.create(
        url="https://ada.example.org/mentor", member=ada, state="listed", code="p", since=NOON, added_at=NOON
    )
    happened("outside_page.listed", about=page, now=NOON)
    assert heard(ada) == [
        "Your mentor page elsewhere is listed now",
        "3 mentors came who fit what you look for",
        "A mentor came who fits what you look for",
    ]  # fmt: skip


def test_what_a_look_finds_is_told(ada):
    """From the look itself to the bell, both ways."""
    with a_server() as server:
        server.pages["/mentor"] = (
            "<title>Ada Whitcombe</title><p>I read drafts of people in their first year.</p>"
            f'<a rel="me" href="{settings.SITE_URL}/@ada/mentor">/mentor</a>'
        ).encode()
        page = OutsidePage.objects.create(
            url=server.url("/mentor"), member=ada, code="p", since=NOON, added_at=NOON, next_at=NOON
        )
        look_at(page.pk, through=a_door(), now=NOON)
        assert heard(ada) == ["Your mentor page elsewhere is listed now"]
        server.pages["/mentor"] = b"<title>Somebody else</title>"
        OutsidePage.objects.update(next_at=NOON)
        look_at(page.pk, through=a_door(), now=NOON)
    assert heard(ada)[0] == "Your mentor page elsewhere was found, and doesn\u2019t link back yet"
