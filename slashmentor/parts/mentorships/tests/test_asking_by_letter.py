"""Somebody without an account asks: a letter first, and nothing for the mentor before it is confirmed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import block
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request, Visitor
from tests.cast import NOON, a_member, a_mentor_page

from .conftest import ASKS, LATER, asking, by_letter, confirmed, letters, link_in, visitor

pytestmark = pytest.mark.django_db


def has_address(member, email):
    EmailAddress.objects.create(user=member, email=email, verified=True, primary=True)


def test_the_letter_leads_to_a_page_and_the_page_to_the_mentor(offer, emmy):
    request = by_letter(offer)
    [letter] = letters()
    assert letter.to == ["priya@example.net"]
    assert link_in(letter) == request.address_for_visitor()
    assert ASKS[:30] not in letter.body
    assert "Priya" not in letter.body + letter.subject
    assert not Request.objects.visible_to(emmy).exists()
    assert not Happening.objects.filter(verb__startswith="request").exists()
    for _time in range(2):
        actions.confirm(request, by=visitor(request), now=LATER + timedelta(hours=1))
    request.refresh_from_db()
    assert (request.state, request.ends_at) == (State.SENT, LATER + timedelta(days=14, hours=1))
    assert Request.objects.visible_to(emmy).get() == request
    assert Happening.objects.filter(verb="request.sent", by=None).count() == 1


def test_an_unconfirmed_one_takes_nobody_s_room(offer):
    for _time in range(3):
        by_letter(offer)
    assert confirmed(offer).state == State.SENT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "priya"}, "email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email"),
        ({"email": "x" * 250 + "@example.org"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "\u200b\u200b\u200b"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"asks": "Hello"}, "asks"),
    ],
)
def test_what_can_not_be_sent(offer, changes, field):
    with pytest.raises(Invalid) as error:
        by_letter(offer, **changes)
    assert set(error.value.errors) == {field}
    assert not Request.objects.exists()


def test_only_where_anybody_may_ask(offer):
    Offer.objects.filter(pk=offer.pk).update(who="members")
    offer.refresh_from_db()
    with pytest.raises(Refused, match="hears from members"):
        by_letter(offer)


def test_three_open_by_one_address_and_one_with_each(emmy):
    offers = [a_mentor_page(a_member(f"mentor-{n}")) for n in range(4)]
    for offer in offers[:3]:
        confirmed(offer, email="Priya@Example.net")
    with pytest.raises(Refused, match="already, which is still open"):
        confirmed(offers[0])
    with pytest.raises(Refused, match="3 open requests"):
        confirmed(offers[3])
    assert confirmed(offers[3], email="other@example.net").state == State.SENT


def test_who_has_an_account_has_no_more_without_it(offer, ada):
    has_address(ada, "priya@example.net")
    asking(offer, ada)
    with pytest.raises(Refused, match="already, which is still open"):
        confirmed(offer)


def test_nor_does_an_account_give_more_to_who_wrote_without_it(offer, ada):
    has_address(ada, "priya@example.net")
    confirmed(offer)
    with pytest.raises(Refused, match="already, which is still open"):
        asking(offer, ada)


def test_a_block_holds_without_the_account(offer, ada, emmy):
    has_address(ada, "priya@example.net")
    block(ada, by=emmy, now=NOON)
    request = by_letter(offer)
    assert len(letters()) == 1  # the same as for everybody
    with pytest.raises(Refused, match=r"^Emmy Brandt takes no requests at the moment\.$"):
        actions.confirm(request, by=visitor(request), now=LATER)


def test_neither_the_suspended_nor_the_mentor_themself(offer, ada, emmy):
    has_address(ada, "priya@example.net")
    has_address(emmy, "emmy@example.net")
    Member.objects.filter(pk=ada.pk).update(suspended_until=LATER + timedelta(days=3))
    with pytest.raises(Refused, match="is suspended"):
        confirmed(offer)
    with pytest.raises(Refused, match="your own page"):
        confirmed(offer, email="emmy@example.net")


def test_a_door_that_was_shut_meanwhile_stays_shut(offer, emmy):
    request = by_letter(offer)
    mentors.pause(offer, by=emmy, now=LATER)
    with pytest.raises(Refused, match="takes no requests at the moment"):
        actions.confirm(request, by=visitor(request), now=LATER)


def test_too_late_is_too_late(offer):
    request = by_letter(offer)
    with pytest.raises(Refused, match="waited too long"):
        actions.confirm(request, by=visitor(request), now=LATER + timedelta(days=2, minutes=1))


def test_nobody_s_letter_box_is_filled(offer, settings):
    settings.LIMITS = True
    for number in range(9):
        by_letter(offer, email="victim@example.net", asks=f"{ASKS} {number}")
    assert len(letters()) == 5


def test_news_come_by_letter_without_a_word_of_it(offer, emmy):
    request = confirmed(offer)
    letters()
    actions.ask_more(request, by=emmy, words="Which canary do you mean?", now=LATER)
    [letter] = letters()
    assert letter.subject == "Emmy Brandt asks you something back"
    assert link_in(letter) == request.address_for_visitor()
    assert "canary" not in letter.body
    actions.answer(request, by=Visitor(request.secret), words="The yellow one.", now=LATER)
    assert letters() == []
    actions.accept(request, by=emmy, words="Come on Thursday.", now=LATER)
    [letter] = letters()
    assert (letter.subject, "Thursday" in letter.body) == ("Emmy Brandt said yes to your request", False)


def test_the_database_can_read_none_of_it(offer):
    request = confirmed(offer, why="A canary of a reason", time="canary o’clock")
    actions.ask_more(request, by=offer.member, words="Which canary do you mean?", now=LATER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mentorships_request")
        rows = str(cursor.fetchall())
        cursor.execute("SELECT * FROM mentorships_word")
        rows += str(cursor.fetchall())
        cursor.execute("SELECT args FROM jobs_job")
        rows += str(cursor.fetchall())
    for word in ("canary", "ferns", "Priya", "priya@example.net", request.secret):
        assert word not in rows
