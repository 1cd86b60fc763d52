"""Leaving, taking along, and two accounts that become one."""

import pytest

from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.data import everything, merge_everywhere
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request, Word

from .conftest import ASKS, LATER, asking, by_letter, confirmed, letters

WORDS = "Which difference would matter?"


def test_all_of_it_can_be_taken_along(request_of_ada, ada, emmy):
    actions.ask_more(request_of_ada, by=emmy, words=WORDS, now=LATER)
    [mine], [theirs] = everything(ada)["requests"]["sent"], everything(emmy)["requests"]["received"]
    assert mine == theirs
    assert (mine["asks"], mine["to"], mine["by"], mine["words"][0]["text"]) == (ASKS, "@emmy", "@ada", WORDS)
    assert "priya@example.net" not in str(everything(emmy)["requests"])


@pytest.mark.parametrize("keep_words", [True, False])
def test_who_asked_takes_it_with_them_and_the_place_is_free(
    offer, request_of_ada, kay, ada, emmy, keep_words
):
    actions.accept(request_of_ada, by=emmy, words="Thursday.", now=LATER)
    Offer.objects.filter(pk=offer.pk).update(elsewhere=1)
    actions.put_on_list(asking(offer, kay), by=emmy, now=LATER)
    leave(ada, by=ada, keep_words=keep_words, now=LATER)
    leave(kay, by=kay, keep_words=keep_words, now=LATER)
    offer.refresh_from_db()
    assert (offer.taken, offer.waiting) == (0, 0)
    assert not Request.objects.exists()
    assert not Word.objects.exists()


def test_what_a_mentor_was_asked_stays_with_who_asked(offer, request_of_ada, kay, ada, emmy):
    actions.accept(asking(offer, kay), by=emmy, words="Thursday.", now=LATER)
    confirmed(offer)
    by_letter(offer, email="other@example.net")
    letters()
    leave(emmy, by=emmy, now=LATER)
    request_of_ada.refresh_from_db()
    assert (request_of_ada.state, request_of_ada.asks, request_of_ada.mentor_id) == (
        State.EXPIRED,
        ASKS,
        None,
    )
    assert request_of_ada.mentor_name == "a mentor who left"
    assert sorted(Request.objects.values_list("state", flat=True)) == ["ended", "expired", "expired"]
    assert not Word.objects.exists()
    assert "Your request to a mentor who left ended without an answer" in [one.subject for one in letters()]


def test_two_accounts_of_one_person(offer, ada, kay, emmy):
    """Both have one open with the same mentor, and one asked the other."""
    asking(offer, ada)
    asking(offer, kay)
    merge_everywhere(kay, ada, now=LATER)
    assert sorted(Request.objects.filter(by=ada).values_list("state", flat=True)) == ["sent", "withdrawn"]
    merge_everywhere(ada, emmy, now=LATER)
    assert not Request.objects.exists()


def test_two_accepted_of_one_person_are_one_place(offer, ada, kay, emmy):
    for member in (ada, kay):
        actions.accept(asking(offer, member), by=emmy, now=LATER)
    merge_everywhere(kay, ada, now=LATER)
    offer.refresh_from_db()
    assert offer.taken == 1
    assert sorted(Request.objects.values_list("state", flat=True)) == ["accepted", "ended"]
