"""What a member wishes to be brought, when it is quiet, and what is left of their week."""

from datetime import time, timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.together.routing import actions
from slashmentor.together.routing.models import UNTIL_BACK, Told, Wishes
from slashmentor.together.routing.quiet import is_quiet, is_resting
from slashmentor.together.routing.week import Week, week_of, weeks_of
from tests.cast import a_question, an_answer

DAY = timedelta(days=1)


def told(question, member, at):
    Told.objects.create(question=question, member=member, wave=1, at=at)


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "clock", "quiet"),
    [
        (None, None, (3, 0), False),
        ((22, 0), (7, 0), (22, 0), True),
        ((22, 0), (7, 0), (23, 59), True),
        ((22, 0), (7, 0), (6, 59), True),
        ((22, 0), (7, 0), (7, 0), False),
        ((22, 0), (7, 0), (21, 59), False),
        ((12, 0), (13, 0), (12, 30), True),
        ((12, 0), (13, 0), (13, 0), False),
        ((0, 0), (6, 0), (0, 0), True),
    ],
)
def test_quiet_hours_over_midnight_and_not(now, quiet_from, quiet_until, clock, quiet):
    hours = [time(*one) if one else None for one in (quiet_from, quiet_until)]
    moment = now.replace(hour=clock[0], minute=clock[1])
    assert is_quiet(*hours, time_zone="UTC", now=moment) is quiet


@pytest.mark.parametrize(
    ("zone", "quiet"), [("UTC", False), ("Asia/Tokyo", False), ("America/Los_Angeles", True)]
)
def test_quiet_is_by_their_own_clock(now, zone, quiet):
    assert is_quiet(time(22), time(7), time_zone=zone, now=now) is quiet  # noon in UTC; 21 in Tokyo, 4 in LA


@pytest.mark.parametrize(("days", "resting"), [(None, False), (-1, False), (0, False), (1, True)])
def test_a_rest_ends_by_itself(now, days, resting):
    assert is_resting(None if days is None else now + days * DAY, now=now) is resting


def test_who_said_nothing_has_five_a_week(emmy, now):
    assert week_of(emmy.pk, now=now) == Week(weekly=5, brought=0, done=0)


def test_wishes_are_kept(emmy, now):
    for _time in range(2):
        actions.wish(
            emmy, by=emmy, weekly=2, is_asked=False, quiet_from=time(22), quiet_until=time(7, 30), now=now
        )
    week = week_of(emmy.pk, now=now)
    assert (week.weekly, week.is_asked, week.quiet_from, week.quiet_until) == (
        2, False, time(22), time(7, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"weekly": 51}, "weekly"),
        ({"weekly": -1}, "weekly"),
        ({"quiet_from": time(22)}, "quiet_until"),
        ({"quiet_until": time(22)}, "quiet_from"),
        ({"quiet_from": time(7), "quiet_until": time(7)}, "quiet_until"),
    ],
)
def test_wishes_that_cannot_be(emmy, now, wrong, field):
    with pytest.raises(Invalid) as raised:
        actions.wish(emmy, by=emmy, **{"weekly": 5, "is_asked": True, **wrong}, now=now)
    assert list(raised.value.errors) == [field]
    assert Wishes.objects.count() == 0


def test_nobody_wishes_for_others(ada, emmy, now):
    acts = [
        lambda: actions.wish(emmy, by=ada, weekly=50, is_asked=True, now=now),
        lambda: actions.rest(emmy, by=ada, now=now),
        lambda: actions.come_back(emmy, by=ada, now=now),
    ]
    for act in acts:
        with pytest.raises(Refused, match="Only you"):
            act()


def test_resting_until_one_comes_back(emmy, now):
    for _time in range(2):
        actions.rest(emmy, by=emmy, now=now)
    week = week_of(emmy.pk, now=now + 365 * DAY)
    assert (week.rests_until, week.rests(now), week.rests_until_back) == (UNTIL_BACK, True, True)
    for _time in range(2):
        actions.come_back(emmy, by=emmy, now=now)
    assert not week_of(emmy.pk, now=now).rests(now)


def test_resting_until_a_day(emmy, now):
    actions.rest(emmy, by=emmy, until=now + 7 * DAY, now=now)
    week = week_of(emmy.pk, now=now)
    assert (week.rests(now + 6 * DAY), week.rests(now + 7 * DAY), week.rests_until_back) == (
        True, False, False,
    )  # fmt: skip
    for days in (0, 367):
        with pytest.raises(Invalid, match="in the year to come"):
            actions.rest(emmy, by=emmy, until=now + days * DAY, now=now)


def test_the_week_is_what_came_in_seven_days(community, ada, emmy, eve, now):
    old, waits, answered, taken = [a_question(community, ada) for _number in range(4)]
    told(old, emmy, now - 7 * DAY)
    told(waits, emmy, now - 6 * DAY)
    told(answered, emmy, now - DAY)
    an_answer(answered, emmy)
    actions.take_on(taken, by=emmy, now=now)
    week = week_of(emmy.pk, now=now)
    assert (week.brought, week.done, week.left) == (3, 2, 2)
    assert week.next_place_at == now + DAY
    assert week_of(eve.pk, now=now).left == 5


def test_told_and_taken_on_is_one(question, emmy, now):
    told(question, emmy, now - DAY)
    actions.take_on(question, by=emmy, now=now)
    week = week_of(emmy.pk, now=now)
    assert (week.brought, week.done, week.since) == (1, 1, now - DAY)


def test_being_on_it_in_vain_is_not_done(question, emmy, now):
    actions.take_on(question, by=emmy, now=now)
    week = week_of(emmy.pk, now=now + DAY)
    assert (week.brought, week.done) == (1, 0)


def test_a_lower_limit_than_what_came_leaves_nothing(community, ada, emmy, now):
    for _number in range(2):
        told(a_question(community, ada), emmy, now)
    actions.wish(emmy, by=emmy, weekly=1, is_asked=True, now=now)
    assert week_of(emmy.pk, now=now).left == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_the_weeks_of_many_take_one_query(community, ada, emmy, eve, now, rows, django_assert_num_queries):
    for _number in range(rows):
        told(a_question(community, ada), emmy, now)
    with django_assert_num_queries(1):
        weeks = weeks_of([emmy.pk, eve.pk], now=now)
    assert (weeks[emmy.pk].brought, weeks[eve.pk].brought) == (rows, 0)
    with django_assert_num_queries(0):
        assert weeks_of([], now=now) == {}
