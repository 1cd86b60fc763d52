"""A member asks a mentor: at once, within the numbers, and never past a door that is shut."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import block
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page

from .conftest import ASKS, LATER, asking

NONE_NOW = "Emmy Brandt takes no requests at the moment."


def test_what_was_asked_is_there_for_both(offer, ada, emmy, eve):
    request = asking(offer, ada, why="You wrote it down.", time="An hour", kind="development")
    assert (request.state, request.asks, request.why, request.time) == (
        State.SENT,
        ASKS,
        "You wrote it down.",
        "An hour",
    )
    assert request.ends_at == LATER + timedelta(days=14)
    for member, sees in ((ada, 1), (emmy, 1), (eve, 0)):
        assert Request.objects.visible_to(member).count() == sees
    told = Happening.objects.get(verb="request.sent")
    assert (told.by, told.data) == (ada, {})


def test_sent_twice_is_once(offer, ada):
    assert asking(offer, ada) == asking(offer, ada, asks=ASKS + "\r\n")
    assert Happening.objects.filter(verb="request.sent").count() == 1


def test_one_open_with_the_same_mentor(offer, ada):
    asking(offer, ada)
    with pytest.raises(Refused, match="already, which is still open"):
        asking(offer, ada, asks=ASKS + " Please.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.create(offer=offer, mentor=offer.member, by=ada, asks=ASKS, at=LATER)


def test_three_open_at_once(ada):
    offers = [a_mentor_page(a_member(f"mentor-{n}")) for n in range(4)]
    made = [asking(offer, ada) for offer in offers[:3]]
    with pytest.raises(Refused, match="3 open requests"):
        asking(offers[3], ada)
    actions.withdraw(made[0], by=ada, now=LATER)
    assert asking(offers[3], ada).state == State.SENT


def test_two_on_the_first_day(ada):
    offers = [a_mentor_page(a_member(f"mentor-{n}")) for n in range(3)]
    soon = NOON + timedelta(hours=23)
    actions.withdraw(asking(offers[0], ada, now=soon), by=ada, now=soon)
    asking(offers[1], ada, now=soon)
    with pytest.raises(Refused, match="On the first day"):
        asking(offers[2], ada, now=soon)
    assert asking(offers[2], ada, now=NOON + timedelta(days=1)).pk


def test_not_oneself(offer, emmy):
    with pytest.raises(Refused, match="your own page"):
        asking(offer, emmy)
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.create(offer=offer, mentor=emmy, by=emmy, asks=ASKS, at=LATER)


@pytest.mark.parametrize("who", ["ada", "emmy"])
def test_a_block_says_what_a_pause_says(offer, ada, emmy, who):
    by, member = (ada, emmy) if who == "ada" else (emmy, ada)
    block(member, by=by, now=NOON)
    with pytest.raises(Refused) as refused:
        asking(offer, ada)
    assert refused.value.sentence == NONE_NOW
    block_sentence = refused.value.sentence
    mentors.pause(offer, by=emmy, now=NOON)
    with pytest.raises(Refused) as refused:
        asking(offer, a_member("somebody"))
    assert refused.value.sentence == block_sentence


def test_not_suspended(offer, ada):
    Member.objects.filter(pk=ada.pk).update(suspended_until=LATER + timedelta(days=1))
    ada.refresh_from_db()
    with pytest.raises(Refused, match="is suspended"):
        asking(offer, ada)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"paused_at": NOON}, NONE_NOW),
        ({"published_at": None}, NONE_NOW),
        ({"removed_at": NOON}, NONE_NOW),
        ({"away_until": date(2026, 3, 9)}, "Emmy Brandt is away until 9 March 2026, and takes requests again afterwards."),
        ({"until": date(2026, 3, 1)}, "Emmy Brandt took requests until 1 March 2026, and takes no new ones."),
        ({"taken": 2, "keeps_list": False}, "All places with Emmy Brandt are taken."),
    ],
)  # fmt: skip
def test_a_door_that_is_shut_says_why(offer, ada, changes, sentence):
    Offer.objects.filter(pk=offer.pk).update(**changes)
    with pytest.raises(Refused) as refused:
        asking(offer, ada)
    assert refused.value.sentence == sentence
    assert not Request.objects.exists()


def test_when_all_places_are_taken_one_asks_for_the_list(offer, ada):
    Offer.objects.filter(pk=offer.pk).update(taken=2, waiting=1)
    assert asking(offer, ada).state == State.SENT


def test_a_mentor_who_is_suspended_takes_none(offer, ada, emmy):
    Member.objects.filter(pk=emmy.pk).update(suspended_until=LATER + timedelta(days=3))
    with pytest.raises(Refused, match=NONE_NOW):
        asking(offer, ada)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"asks": "x" * 199}, "asks"),
        ({"asks": "x" * 2001}, "asks"),
        ({"asks": "x" + " " * 400 + "y"}, "asks"),
        ({"asks": "\u200b" * 300}, "asks"),
        ({"asks": ""}, "asks"),
        ({"why": "x" * 1001}, "why"),
        ({"time": "x" * 161}, "time"),
        ({"kind": "money"}, "kind"),
        ({"kind": "sponsorship"}, "kind"),  # one of the eight, and not offered
    ],
)
def test_what_can_not_be_sent(offer, ada, said, field):
    with pytest.raises(Invalid) as error:
        asking(offer, ada, **said)
    assert set(error.value.errors) == {field}
    assert not Request.objects.exists()


@pytest.mark.parametrize("asks", ["x" * 200, "x" * 2000, "ж" * 200])
def test_as_long_as_can_be(offer, ada, asks):
    assert asking(offer, ada, asks=asks).asks == asks


def test_characters_that_deceive_stay_outside(offer, ada):
    request = asking(offer, ada, asks=f"\x00{ASKS}\u202e", why="a\r\nb", time="an\nhour")
    assert (request.asks, request.why, request.time) == (ASKS, "a\nb", "an hour")


def test_of_an_offer_without_kinds_none_is_chosen(emmy, ada):
    offer = a_mentor_page(emmy, **{**AN_OFFER, "kinds": {}})
    with pytest.raises(Invalid):
        asking(offer, ada, kind="support")
