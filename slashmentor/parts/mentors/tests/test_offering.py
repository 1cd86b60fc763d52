"""Saying what one offers: draft, page, pause, and never more mentees than places."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.parts.mentors.queries.page import find_page
from slashmentor.parts.mentors.words import State
from tests.cast import AN_OFFER, NOON, a_mentor_page

TODAY = NOON.date()


def test_a_draft_is_for_oneself(emmy, ada):
    offer = a_mentor_page(emmy, published=False)
    assert offer.state(TODAY) == State.DRAFT
    assert find_page("emmy", emmy, now=NOON)
    assert find_page("emmy", ada, now=NOON) is None
    assert find_page("emmy", None, now=NOON) is None
    assert not Listing.objects.exists()


def test_what_is_published_says_all_of_it(offer):
    page = find_page("Emmy", None, now=NOON)
    assert page.state == State.OPEN
    assert page.topics == ["statistics", "peer-review"]
    assert page.seeks == ["version-control"]
    assert page.fields == ["ecology"]
    assert [one.kind for one in page.offered] == ["development", "support"]
    assert page.languages == ["English", "Deutsch"]
    assert "<p>Reading" not in page.offer.lede
    assert page.offer.helps_html.startswith("<p>Designing")


def test_the_directory_has_a_line_of_it(offer):
    line = Listing.objects.get(offer=offer)
    assert (line.name, line.url, line.free) == ("Emmy Brandt", "/@emmy/mentor", 2)
    assert line.topics == ["statistics", "peer-review"]
    assert "version control" in line.words


def test_to_publish_one_has_to_say_something(emmy):
    offer = a_mentor_page(emmy, published=False, lede="Hello")
    with pytest.raises(Invalid) as error:
        actions.publish(offer, by=emmy, now=NOON)
    assert set(error.value.errors) == {"lede"}


def test_published_twice_is_once(offer, emmy):
    actions.publish(offer, by=emmy, now=NOON + timedelta(days=1))
    assert Happening.objects.filter(verb="offer.published").count() == 1


def test_nobody_else_can(offer, ada):
    for act in (actions.publish, actions.withdraw, actions.pause, actions.resume, actions.back):
        with pytest.raises(Refused):
            act(offer, by=ada, now=NOON)
    with pytest.raises(Refused):
        actions.save(offer.member, by=ada, said={"lede": "mine"}, now=NOON)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lede": "x" * 501}, "lede"),
        ({"helps": "x" * 3001}, "helps"),
        ({"places": 0}, "places"),
        ({"places": 11}, "places"),
        ({"hours_a_month": 41}, "hours_a_month"),
        ({"answers_in": 15}, "answers_in"),
        ({"stages": ["king"]}, "stages"),
        ({"channels": ["pigeon"]}, "channels"),
        ({"languages": ["xx"]}, "languages"),
        ({"kinds": {"money": ""}}, "kinds"),
        ({"kinds": {"support": "x" * 121}}, "kinds"),
        ({"gives": [f"topic-{n}" for n in range(13)]}, "gives"),
        ({"gives": ["<script>"]}, "gives"),
        ({"hours": [(7, 0, 60)]}, "hours"),
        ({"hours": [(0, 60, 60)]}, "hours"),
        ({"hours": [(0, 0, 1441)]}, "hours"),
        ({"who": "friends"}, "who"),
        ({"places": 1, "elsewhere": 2}, "places"),
    ],
)
def test_what_can_not_be_said(emmy, said, field):
    with pytest.raises(Invalid) as error:
        actions.save(emmy, by=emmy, said=said, now=NOON)
    assert set(error.value.errors) == {field}
    assert not Offer.objects.exists()


@pytest.mark.parametrize(
    ("said", "acts", "state"),
    [
        ({}, [], State.OPEN),
        ({"elsewhere": 2}, [], State.WAITING),
        ({"elsewhere": 2, "keeps_list": False}, [], State.FULL),
        ({"until": TODAY}, [], State.OPEN),
        ({"until": TODAY - timedelta(days=1)}, [], State.ENDED),
        ({}, [actions.pause], State.PAUSED),
        ({}, [actions.pause, actions.resume], State.OPEN),
        ({}, [actions.pause, actions.withdraw], State.DRAFT),
    ],
)
def test_states_are_honest(emmy, said, acts, state):
    offer = a_mentor_page(emmy, **{**AN_OFFER, **said})
    for act in acts:
        offer = act(offer, by=emmy, now=NOON)
    assert offer.state(TODAY) == state
    line = Listing.objects.get(offer=offer)
    assert (line.gone, line.state(TODAY)) == (
        (True, line.state(TODAY)) if state == State.DRAFT else (False, state)
    )


def test_whoever_is_away_comes_back_by_itself(offer, emmy):
    offer = actions.away(offer, by=emmy, until=date(2026, 3, 10), now=NOON)
    assert offer.state(date(2026, 3, 10)) == State.AWAY
    assert offer.state(date(2026, 3, 11)) == State.OPEN
    assert Listing.objects.get(offer=offer).state(date(2026, 3, 10)) == State.AWAY
    with pytest.raises(Invalid):
        actions.away(offer, by=emmy, until=date(2026, 3, 1), now=NOON)


def test_no_more_mentees_than_places(offer):
    actions.take_place(offer, now=NOON)
    offer = actions.take_place(offer, now=NOON)
    assert offer.state(TODAY) == State.WAITING
    with pytest.raises(actions.Full):
        actions.take_place(offer, now=NOON)
    assert actions.free_place(offer, now=NOON).free == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(taken=3)


def test_places_can_not_be_fewer_than_mentees(offer, emmy):
    actions.take_place(offer, now=NOON)
    actions.take_place(offer, now=NOON)
    with pytest.raises(Invalid) as error:
        actions.save(emmy, by=emmy, said={"places": 1}, now=NOON)
    assert set(error.value.errors) == {"places"}


def test_versions_of_the_directory_grow(offer, emmy):
    before = Listing.objects.get().version
    actions.pause(offer, by=emmy, now=NOON)
    after = Listing.objects.get().version
    actions.withdraw(offer, by=emmy, now=NOON)
    assert before < after < Listing.objects.get().version
