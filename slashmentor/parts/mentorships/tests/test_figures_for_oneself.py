"""What a mentor sees of the requests that came: how many, what became of them, how long an answer took."""

from datetime import timedelta

import pytest

from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.models import Request
from slashmentor.parts.mentorships.queries.figures import Figures, figures_of
from tests.cast import a_member

from .conftest import LATER, asking, by_letter

NEXT = LATER + timedelta(days=1)


@pytest.fixture
def askers(db):
    return [a_member(f"asker-{number}") for number in range(6)]


def test_nothing_yet(emmy):
    assert figures_of(emmy) == Figures(0, 0, 0, 0, 0, None)


def test_what_became_of_each(offer, emmy, askers):
    accepted, ended, declined, expired, listed, _waiting = (asking(offer, by) for by in askers)
    actions.accept(accepted, by=emmy, now=NEXT)
    actions.accept(ended, by=emmy, now=NEXT)
    actions.put_on_list(listed, by=emmy, now=NEXT)  # both places are taken
    actions.end(ended, by=emmy, now=NEXT + timedelta(days=90))
    actions.decline(declined, by=emmy, now=LATER + timedelta(days=5))
    actions.expire(expired, now=LATER + timedelta(days=14))
    by_letter(offer)  # not confirmed, so it didn't come
    assert figures_of(emmy) == Figures(
        came=6, accepted=2, declined=1, unanswered=1, waiting=2, median_days=1.0
    )


def test_the_first_word_is_the_answer(offer, emmy, ada):
    request = asking(offer, ada)
    actions.ask_more(request, by=emmy, words="Which journal is it for, and until when?", now=NEXT)
    actions.answer(
        request, by=ada, words="For no journal yet, and until the summer.", now=NEXT + timedelta(days=3)
    )
    actions.accept(request, by=emmy, now=NEXT + timedelta(days=8))
    assert figures_of(emmy).median_days == 1.0


def test_none_of_another_mentor_s(offer, ada, kay):
    asking(offer, ada)
    assert figures_of(kay).came == 0
    assert figures_of(ada).came == 0


@pytest.mark.parametrize("many", [1, 40])
def test_three_queries_however_many(offer, emmy, many, django_assert_num_queries):
    Request.objects.bulk_create(
        Request(offer=offer, mentor=emmy, by=a_member(f"m-{number}"), asks="Would you?", at=LATER)
        for number in range(many)
    )
    with django_assert_num_queries(3):
        figures_of(emmy)


def test_the_mentor_sees_them_with_the_visits(offer, emmy, ada, enter):
    there = "/settings/mentor/figures"
    assert "Nobody has asked yet" in enter(emmy).get(there).text
    actions.accept(asking(offer, ada), by=emmy, now=NEXT)
    page = " ".join(enter(emmy).get(there).text.split())
    assert "<dt>Accepted</dt><dd>1</dd>" in page
    assert "Half of your answers came within 1 day. Your page says 4 days." in page
    assert "Accepted" not in enter(ada).get(there).text
