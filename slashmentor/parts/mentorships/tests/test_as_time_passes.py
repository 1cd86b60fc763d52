"""What time does: a reminder after five days, an end after fourteen, nothing kept longer than needed; each once."""

from datetime import timedelta

import pytest
from django.db import transaction

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions, upkeep
from slashmentor.parts.mentorships.lifecycle import State
from slashmentor.parts.mentorships.models import Request

from .conftest import LATER, asking, by_letter, confirmed, letters

DAY = timedelta(days=1)


def told(verb):
    return Happening.objects.filter(verb=f"request.{verb}").count()


@pytest.mark.parametrize(("days", "times"), [(4.9, 0), (5, 1), (6, 1), (13.9, 1)])
def test_a_mentor_is_reminded_once_after_five_days(request_of_ada, days, times):
    for hour in range(3):
        upkeep.remind(now=LATER + days * DAY + timedelta(hours=hour) / 100)
    assert told("reminded") == times


def test_a_question_back_reminds_nobody_and_its_answer_begins_anew(request_of_ada, ada, emmy):
    upkeep.remind(now=LATER + 5 * DAY)
    actions.ask_more(request_of_ada, by=emmy, words="How many plots?", now=LATER + 6 * DAY)
    upkeep.remind(now=LATER + 12 * DAY)
    assert told("reminded") == 1
    actions.answer(request_of_ada, by=ada, words="Forty.", now=LATER + 12 * DAY)
    upkeep.remind(now=LATER + 16 * DAY)
    assert told("reminded") == 1
    upkeep.remind(now=LATER + 17 * DAY)
    assert told("reminded") == 2


@pytest.mark.parametrize(("days", "state"), [(13.9, State.SENT), (14, State.EXPIRED), (30, State.EXPIRED)])
def test_it_ends_after_fourteen_days(request_of_ada, days, state):
    for _time in range(2):
        upkeep.end_the_old(now=LATER + days * DAY)
    request_of_ada.refresh_from_db()
    assert (request_of_ada.state, told("expired")) == (state, int(state == State.EXPIRED))


def test_a_question_that_nobody_answers_ends_too(request_of_ada, emmy):
    actions.ask_more(request_of_ada, by=emmy, words="How many plots?", now=LATER + DAY)
    upkeep.end_the_old(now=LATER + 14.5 * DAY)
    assert told("expired") == 0
    upkeep.end_the_old(now=LATER + 15 * DAY)
    assert told("expired") == 1


def test_the_list_waits_as_long_as_the_mentor_goes_on(offer, request_of_ada, emmy):
    Offer.objects.filter(pk=offer.pk).update(elsewhere=2)
    actions.put_on_list(request_of_ada, by=emmy, now=LATER)
    upkeep.end_the_old(now=LATER + 300 * DAY)
    assert told("expired") == 0
    Offer.objects.filter(pk=offer.pk).update(until=(LATER + 301 * DAY).date())
    upkeep.end_the_old(now=LATER + 303 * DAY)
    offer.refresh_from_db()
    assert (told("expired"), offer.waiting) == (1, 0)


def test_what_nobody_confirmed_is_swept(offer):
    by_letter(offer)
    upkeep.sweep(now=LATER + 1.9 * DAY)
    assert Request.objects.count() == 1
    upkeep.sweep(now=LATER + 2.1 * DAY)
    assert not Request.objects.exists()


def test_an_address_is_forgotten_thirty_days_after_it_is_over(offer, emmy):
    request = confirmed(offer)
    actions.accept(request, by=emmy, now=LATER)
    upkeep.forget(now=LATER + 300 * DAY)
    request.refresh_from_db()
    assert request.email == "priya@example.net"
    actions.end(request, by=emmy, now=LATER + 300 * DAY)
    upkeep.forget(now=LATER + 330 * DAY)
    assert Request.objects.exclude(mark="").exists()
    address = request.address_for_visitor()
    upkeep.forget(now=LATER + 330.1 * DAY)
    request.refresh_from_db()
    assert (request.email, request.mark, request.secret) == ("", "", "")
    assert not request.opens_for("") and not request.opens_for(address.rpartition("/")[2])  # noqa: PT018


def test_a_worker_that_dies_half_way_tells_each_once(request_of_ada, offer, kay, monkeypatch):
    """Jobs are atomic: one that broke at its second request did nothing, and done again it does all of it once."""
    asking(offer, kay)
    ended, real = [], upkeep.expire

    def dies(request, **more):
        ended.append(request)
        if len(ended) == 2:
            raise RuntimeError("killed")
        real(request, **more)

    assert upkeep.end_the_old.atomic
    monkeypatch.setattr(upkeep, "expire", dies)
    with pytest.raises(RuntimeError, match="killed"), transaction.atomic():
        upkeep.end_the_old(now=LATER + 14 * DAY)
    assert (told("expired"), Request.objects.filter(state=State.EXPIRED).count()) == (0, 0)
    upkeep.end_the_old(now=LATER + 15 * DAY)
    assert (told("expired"), Request.objects.filter(state=State.EXPIRED).count()) == (2, 2)


def test_a_pause_is_told_and_ends_nothing(request_of_ada, offer, emmy):
    mentors.pause(offer, by=emmy, now=LATER)
    run_waiting(LATER + timedelta(minutes=1))
    request_of_ada.refresh_from_db()
    assert (told("paused"), request_of_ada.state) == (1, State.SENT)
    actions.accept(request_of_ada, by=emmy, now=LATER)


def test_with_the_page_goes_what_is_open(request_of_ada, offer, emmy):
    request = confirmed(offer)
    letters()
    mentors.withdraw(offer, by=emmy, now=LATER)
    [letter] = letters()
    assert letter.subject == "Your request to Emmy Brandt ended without an answer"
    assert set(Request.objects.values_list("state", flat=True)) == {State.EXPIRED}
    assert request.pk


def test_a_page_that_is_there_again_by_then_keeps_them(request_of_ada, offer, emmy):
    mentors.withdraw(offer, by=emmy, now=LATER)
    mentors.publish(offer, by=emmy, now=LATER)
    run_waiting(LATER + timedelta(minutes=1))
    request_of_ada.refresh_from_db()
    assert request_of_ada.state == State.SENT
