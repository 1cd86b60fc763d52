"""What becomes of a request: yes with a place, no with a kind word, a question back, a place on the list."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import block
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.words import DECLINES
from tests.cast import a_member

from .conftest import LATER, asking

BACK = "What is the smallest difference that would matter to you?"


def words_of(request):
    return [(word.by_mentor, word.text) for word in request.words.order_by("pk")]


def test_yes_takes_a_place(offer, request_of_ada, emmy):
    actions.accept(request_of_ada, by=emmy, words="Thursday at five, by video?", now=LATER)
    offer.refresh_from_db()
    assert (offer.taken, offer.free) == (1, 1)
    assert Listing.objects.get(offer=offer).free == 1
    assert words_of(request_of_ada) == [(True, "Thursday at five, by video?")]


def test_yes_twice_is_one_place(offer, request_of_ada, emmy):
    for _time in range(2):
        actions.accept(request_of_ada, by=emmy, words="Come on Thursday.", now=LATER)
    offer.refresh_from_db()
    assert (offer.taken, request_of_ada.words.count()) == (1, 1)


def test_no_more_mentees_than_places(offer, emmy):
    made = [asking(offer, a_member(f"asker-{n}")) for n in range(3)]
    for request in made[:2]:
        actions.accept(request, by=emmy, now=LATER)
    with pytest.raises(mentors.Full):
        actions.accept(made[2], by=emmy, words="You too", now=LATER)
    made[2].refresh_from_db()
    assert (made[2].state, made[2].words.count()) == (State.SENT, 0)
    assert Happening.objects.filter(verb="request.accepted").count() == 2


@pytest.mark.parametrize("who", ["ada", "emmy"])
def test_either_ends_it_and_the_place_is_free(offer, request_of_ada, ada, emmy, who):
    actions.accept(request_of_ada, by=emmy, now=LATER)
    for _time in range(2):
        actions.end(request_of_ada, by={"ada": ada, "emmy": emmy}[who], now=LATER)
    offer.refresh_from_db()
    assert offer.taken == 0
    assert Happening.objects.filter(verb="request.ended").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, []),
        ({"sentence": "fit"}, [str(DECLINES["fit"])]),
        ({"words": " I retire in May. "}, ["I retire in May."]),
        ({"sentence": "time", "words": "Try Mo."}, [f"{DECLINES['time']}\n\nTry Mo."]),
        ({"sentence": "unknown"}, []),
    ],
)
def test_no_kindly(offer, request_of_ada, emmy, sent, said):
    actions.decline(request_of_ada, by=emmy, **sent, now=LATER)
    request_of_ada.refresh_from_db()
    assert request_of_ada.state == State.DECLINED
    assert words_of(request_of_ada) == [(True, text) for text in said]


def test_a_question_back_and_its_answer(offer, request_of_ada, ada, emmy):
    day = timedelta(days=1)
    for _time in range(2):
        actions.ask_more(request_of_ada, by=emmy, words=BACK, now=LATER + 10 * day)
    for _time in range(2):
        actions.answer(request_of_ada, by=ada, words="About a tenth.", now=LATER + 20 * day)
    request_of_ada.refresh_from_db()
    assert request_of_ada.state == State.SENT
    # The fourteen days begin anew, and so does the reminder.
    assert (request_of_ada.ends_at, request_of_ada.reminded_at) == (LATER + 34 * day, None)
    assert words_of(request_of_ada) == [(True, BACK), (False, "About a tenth.")]


@pytest.mark.parametrize("words", ["", "  \n", "\u202e", "x" * 2001])
def test_a_question_says_something(offer, request_of_ada, emmy, words):
    with pytest.raises(Invalid) as error:
        actions.ask_more(request_of_ada, by=emmy, words=words, now=LATER)
    assert set(error.value.errors) == {"words"}


def test_the_list_is_counted(offer, emmy):
    Offer.objects.filter(pk=offer.pk).update(elsewhere=2)
    made = [asking(offer, a_member(f"asker-{n}")) for n in range(3)]
    for request in made:
        actions.put_on_list(request, by=emmy, now=LATER)

    def waiting():
        offer.refresh_from_db()
        assert Listing.objects.get(offer=offer).waiting == offer.waiting
        return offer.waiting

    assert waiting() == 3
    made[0].refresh_from_db()
    assert made[0].ends_at is None
    actions.withdraw(made[0], by=made[0].by, now=LATER)
    assert waiting() == 2
    actions.decline(made[1], by=emmy, now=LATER)
    assert waiting() == 1
    Offer.objects.filter(pk=offer.pk).update(elsewhere=1)
    actions.accept(made[2], by=emmy, now=LATER)
    assert (waiting(), offer.taken) == (0, 1)


@pytest.mark.parametrize("changes", [{}, {"elsewhere": 2, "keeps_list": False}])
def test_the_list_is_for_when_all_is_taken(offer, request_of_ada, emmy, changes):
    Offer.objects.filter(pk=offer.pk).update(**changes)
    with pytest.raises(Refused, match="waiting list is for"):
        actions.put_on_list(request_of_ada, by=emmy, now=LATER)


def test_who_is_suspended_decides_nothing_and_can_still_go(offer, request_of_ada, ada, emmy):
    actions.accept(asking(offer, a_member("kim")), by=emmy, now=LATER)
    Member.objects.filter(pk__in=[ada.pk, emmy.pk]).update(suspended_until=LATER + timedelta(days=9))
    ada.refresh_from_db()
    emmy.refresh_from_db()
    for deed in (
        lambda: actions.accept(request_of_ada, by=emmy, now=LATER),
        lambda: actions.decline(request_of_ada, by=emmy, now=LATER),
        lambda: actions.ask_more(request_of_ada, by=emmy, words=BACK, now=LATER),
        lambda: actions.put_on_list(request_of_ada, by=emmy, now=LATER),
        lambda: actions.answer(request_of_ada, by=ada, words="A tenth.", now=LATER),
    ):
        with pytest.raises(Refused, match="is suspended"):
            deed()
    actions.end(emmy.requests_to.get(state=State.ACCEPTED), by=emmy, now=LATER)
    actions.withdraw(request_of_ada, by=ada, now=LATER)


def test_nothing_is_brought_to_whoever_blocks(offer, request_of_ada, ada, emmy):
    actions.ask_more(request_of_ada, by=emmy, words=BACK, now=LATER)
    block(ada, by=emmy, now=LATER)
    with pytest.raises(Refused, match="takes no requests at the moment"):
        actions.answer(request_of_ada, by=ada, words="A tenth.", now=LATER)
    actions.withdraw(request_of_ada, by=ada, now=LATER)
