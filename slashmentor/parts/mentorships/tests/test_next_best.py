"""Others who may fit, where one mentor has no room."""

from datetime import date

import pytest

from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.actions import block
from slashmentor.parts.mentors import actions as mentors
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships.queries.next_best import next_best
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page


def mentor(handle, **said):
    return a_mentor_page(a_member(handle), **{**AN_OFFER, **said})


def found(offer, by=None, **more):
    return [one.handle for one in next_best(offer, by, now=NOON, **more)]


def test_topics_in_common_come_first_and_three_are_enough(offer):
    mentor("none", gives=["ferns"], kinds={"community": ""})
    mentor("kind", gives=["ferns"], kinds={"support": ""})
    mentor("one", gives=["statistics"], kinds={"support": ""})
    mentor("both")
    assert found(offer) == ["@both", "@one", "@kind"]
    mentor("both-too")
    assert found(offer) == ["@both", "@both-too", "@one"]


def test_the_kind_that_matters_counts(offer):
    mentor("other", gives=[], kinds={"development": ""})
    mentor("listens", gives=[], kinds={"support": ""})
    assert found(offer, kind="support") == ["@listens"]


@pytest.mark.parametrize(
    "changes",
    [
        {"paused_at": NOON}, {"away_until": date(2026, 3, 9)}, {"until": date(2026, 3, 1)}, {"taken": 2},
        {"published_at": None}, {"listed": False}, {"removed_at": NOON},
    ],
)  # fmt: skip
def test_only_those_with_a_place_open_now(offer, changes):
    other = mentor("other")
    Offer.objects.filter(pk=other.pk).update(**changes)
    mentors.shelve(Offer.objects.select_related("member").get(pk=other.pk), now=NOON)
    assert found(offer) == []


def test_a_language_in_common(offer, ada):
    mentor("polish", languages=["pl"])
    mentor("silent", languages=[])
    assert found(offer) == ["@silent"]
    Member.objects.filter(pk=ada.pk).update(languages=["pl"])
    ada.refresh_from_db()
    assert set(found(offer, ada)) == {"@polish", "@silent"}


@pytest.mark.parametrize("who", ["ada", "other"])
def test_nobody_blocked_nor_oneself(offer, ada, who):
    a_mentor_page(ada)
    other = mentor("other").member
    assert found(offer, ada) == ["@other"]
    block(*((other,) if who == "ada" else (ada,)), by=ada if who == "ada" else other, now=NOON)
    assert found(offer, ada) == []


def test_as_many_queries_however_many_there_are(offer, ada, django_assert_num_queries):
    for number in range(5):
        mentor(f"other-{number}")
    with django_assert_num_queries(4):
        assert len(found(offer, ada)) == 3
