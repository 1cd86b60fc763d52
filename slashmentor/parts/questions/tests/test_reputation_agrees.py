"""`slashmentor reputation verify`: what is found, what is set right, and that nothing is found where nothing is wrong."""

from datetime import timedelta

import pytest
from django.db.models import F

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.standing.models import Day, Line, Standing
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.questions import verifying
from slashmentor.parts.questions.actions import accept, delete, vote
from slashmentor.parts.questions.models import Vote
from tests.cast import NOON, a_member, a_question, an_answer


def differences(*, repair: bool = False) -> dict[str, int]:
    return {result.what: result.differences for result in verify(repair=repair, now=NOON)}


def all_well() -> bool:
    return not any(differences().values())


@pytest.fixture
def lived(question, answer, ada, emmy, eve):
    """A question with votes of every kind and an accepted answer; the answer has more than a day's cap."""
    for number in range(25):
        vote(answer, by=a_member(f"voter-{number}"), value=1, now=NOON)
    vote(question, by=eve, value=-1, now=NOON)
    vote(answer, by=eve, value=-1, now=NOON + timedelta(days=1))
    accept(answer, by=ada, now=NOON)


def test_nothing_differs_where_everything_went_its_way(lived):
    assert all_well()


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (
            lambda: Standing.objects.filter(points__gt=1).update(
                points=F("points") + 1, reputation=F("reputation") + 1
            ),
            {"figures"},
        ),
        (lambda: Day.objects.update(points=F("points") + 1), {"days"}),
        (lambda: Day.objects.filter(points=250).delete(), {"days"}),
        (lambda: Line.objects.filter(kind="accepted").delete(), {"votes and acceptances", "figures"}),
        (lambda: Vote.objects.filter(value=-1).delete(), {"votes and acceptances"}),
        (lambda: Line.objects.filter(kind="voted_up", counted=0).update(counted=3), {"days", "figures"}),
        (lambda: Standing.objects.all().delete(), {"figures"}),
    ],
)
def test_what_was_harmed_is_found_and_set_right_once(lived, harm, named):
    harm()
    found = differences()
    assert {what for what, many in found.items() if many} == named
    # Asking changes nothing.
    assert differences() == found
    differences(repair=True)
    assert all_well()


def test_what_lacked_gets_a_line_of_its_own(lived, emmy):
    Line.objects.filter(kind="accepted").delete()
    differences(repair=True)
    assert list(Line.objects.filter(why="repaired").values_list("member__handle", "kind", "points")) == [
        ("emmy", "accepted", 15)
    ]


def test_points_of_what_was_deleted_are_not_due(lived, answer, mo):
    delete(answer, by=mo, now=NOON)
    assert all_well()
    assert set(Standing.objects.values_list("points", flat=True)) == {-1, 1}


def test_a_thousand_entries_cost_as_many_queries_as_one(
    community, ada, monkeypatch, django_assert_max_num_queries
):
    asked = a_question(community, ada)
    for _number in range(20):
        an_answer(asked, ada)
    monkeypatch.setattr(verifying, "AT_ONCE", 10)
    with django_assert_max_num_queries(5 * 4):
        looked = list(verifying.check_votes(repair=False, now=NOON))
    assert [one.many for one in looked] == [10, 10, 1]


def test_another_worth_of_votes_holds_for_those_from_before(lived, emmy, community):
    Community.objects.filter(pk=community.pk).update(
        numbers={**community.numbers, "points.accepted": 20, "points.voted_down": -5}
    )
    happened("community.settled", about=community, now=NOON, changed=["points.accepted", "points.voted_down"])
    run_waiting(NOON)
    assert all_well()
    assert Standing.objects.get(member=emmy).points == 1 + 200 + 20 - 5


def test_what_has_nothing_to_do_with_points_settles_nothing(lived, community):
    Community.objects.filter(pk=community.pk).update(numbers={**community.numbers, "points.accepted": 20})
    happened("community.settled", about=community, now=NOON, changed=["sweep.days"])
    run_waiting(NOON)
    assert not all_well()
