"""The rules of reach.py, as a table and with people made up."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.together.routing.reach import WAVES, Candidate, Reach, lowered, reached
from slashmentor.together.routing.week import Week

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
QUIET = {"quiet_from": time(22), "quiet_until": time(7)}


def at(hour, *, zone="UTC", day=2, **week):
    moment = datetime(2026, 3, day, hour, tzinfo=UTC)
    return Reach(time_zone=zone, week=Week(**week)).may_be_told(wide=False, now=moment)


@pytest.mark.parametrize(
    ("who", "wide", "told"),
    [
        (Reach(), False, True),
        (Reach(is_here=False), True, False),
        (Reach(belongs=False), False, False),
        (Reach(belongs=False), True, True),
        (Reach(week=Week(is_asked=False)), True, False),
        (Reach(week=Week(weekly=5, brought=4)), False, True),
        (Reach(week=Week(weekly=5, brought=5)), True, False),
        (Reach(week=Week(weekly=5, brought=7)), True, False),
        (Reach(week=Week(weekly=0)), True, False),
        (Reach(week=Week(rests_until=NOW + timedelta(hours=1))), True, False),
        (Reach(week=Week(rests_until=NOW)), False, True),
    ],
)
def test_who_may_be_told(who, wide, told):
    assert who.may_be_told(wide=wide, now=NOW) is told


@pytest.mark.parametrize(
    ("hour", "zone", "told"),
    [
        (21, "UTC", True),
        (22, "UTC", False),
        (0, "UTC", False),
        (6, "UTC", False),
        (7, "UTC", True),
        (12, "Asia/Tokyo", True),  # 21:00 there
        (13, "Asia/Tokyo", False),
        (2, "America/New_York", True),  # 21:00 of the day before
        (4, "America/New_York", False),
    ],
)
def test_quiet_hours_are_those_of_their_own_clock_over_midnight_too(hour, zone, told):
    assert at(hour, zone=zone, **QUIET) is told


def test_quiet_hours_follow_the_clock_when_it_is_changed():
    """In Berlin the clock goes from 2 to 3 on 29 March 2026: seven there is six in UTC before, five after."""
    berlin = {"zone": "Europe/Berlin", **QUIET}
    assert [at(5, day=28, **berlin), at(6, day=28, **berlin)] == [False, True]
    assert [at(4, day=29, **berlin), at(5, day=29, **berlin)] == [False, True]


def test_three_are_told_then_five_then_eight():
    people = [Candidate(number, -number) for number in range(30)]
    reaches = {number: Reach() for number in range(30)}
    sizes = [len(reached(people, [], reaches, wave=wave, now=NOW)) for wave in WAVES]
    assert sizes == [3, 5, 8]
    assert [wave.pause.total_seconds() / 3600 for wave in WAVES] == [6, 24, 0]


def test_who_has_questions_at_hand_comes_later():
    people = [Candidate(1, 1.0), Candidate(2, 0.9), Candidate(3, 0.0)]
    reaches = {1: Reach(at_hand=1), 2: Reach(), 3: Reach()}
    assert [one.member_id for one in reached(people, [], reaches, wave=WAVES[0], now=NOW)] == [2, 1, 3]
    assert round(1.0 - lowered(1.0, 1), 3) == 0.485  # 0.7 · ln 2


def test_half_of_the_last_wave_is_for_neighbours_and_none_of_those_before():
    fitting = [Candidate(number, 5.0) for number in range(20)]
    beside = [Candidate(number, -9.0) for number in range(18, 40)]
    reaches = {number: Reach() for number in range(40)}
    for wave, told in ((WAVES[1], [0, 1, 2, 3, 4]), (WAVES[2], [0, 1, 2, 3, 20, 21, 22, 23])):
        assert [one.member_id for one in reached(fitting, beside, reaches, wave=wave, now=NOW)] == told


def test_places_that_neighbours_leave_free_are_for_the_others():
    fitting = [Candidate(number, 5.0) for number in range(20)]
    reaches = {number: Reach() for number in range(40)}
    told = reached(fitting, [Candidate(30, 0.0)], reaches, wave=WAVES[2], now=NOW)
    assert [one.member_id for one in told] == [0, 1, 2, 3, 4, 5, 6, 30]


clocks = st.times().map(lambda moment: moment.replace(tzinfo=None))
weeks = st.builds(
    lambda hours, **rest: Week(quiet_from=hours and hours[0], quiet_until=hours and hours[1], **rest),
    st.none() | st.tuples(clocks, clocks),
    weekly=st.integers(0, 6),
    brought=st.integers(0, 8),
    is_asked=st.booleans(),
    rests_until=st.none() | st.integers(-2, 2).map(lambda days: NOW + timedelta(days=days)),
)
reaches = st.builds(
    Reach,
    is_here=st.booleans(),
    belongs=st.booleans(),
    time_zone=st.sampled_from(["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]),
    at_hand=st.integers(0, 9),
    week=weeks,
)
people = st.dictionaries(st.integers(1, 40), reaches, max_size=30)
candidates = st.lists(st.builds(Candidate, st.integers(1, 50), st.floats(-9, 3)), max_size=40)


@given(people, candidates, candidates, st.sampled_from(WAVES), st.integers(0, 23))
def test_whoever_there_is_nobody_is_told_who_should_not_be_and_nobody_twice(who, fitting, beside, wave, hour):
    now = NOW.replace(hour=hour)
    told = [one.member_id for one in reached(fitting, beside, who, wave=wave, now=now)]
    assert len(told) <= wave.most
    assert len(set(told)) == len(told)
    assert all(who[one].may_be_told(wide=wave.wide, now=now) for one in told)
    # No place stays free while somebody could take it, and the same people are told the same.
    could = {one.member_id for one in fitting if one.member_id in who}
    could = {one for one in could if who[one].may_be_told(wide=wave.wide, now=now)}
    assert len(told) >= min(len(could), wave.most)
    again = reached(list(reversed(fitting)), beside, who, wave=wave, now=now)
    assert len(again) == len(told)
    assert [one.member_id for one in reached(fitting, beside, who, wave=wave, now=now)] == told


@given(people, candidates, st.sampled_from(WAVES))
def test_more_at_hand_never_brings_anybody_further_up(who, fitting, wave):
    told = [one.member_id for one in reached(fitting, [], who, wave=wave, now=NOW)]
    for member_id in told:
        busier = {**who, member_id: replace(who[member_id], at_hand=who[member_id].at_hand + 3)}
        after = [one.member_id for one in reached(fitting, [], busier, wave=wave, now=NOW)]
        assert member_id not in after or after.index(member_id) >= told.index(member_id)
