"""rules.md, "Reputation": what counts of what came, and that every figure is the sum of its lines."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.numbers import Numbers, numbers_of
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.ledger import Due, associate
from slashmentor.commons.standing.models import Day, Line, Standing
from tests.cast import NOON, a_community, a_member, give_points

Kind = Line.Kind
TODAY = NOON.date()


def write(community, *dues, **given):
    with transaction.atomic():
        ledger.write(community.pk, dues, numbers=numbers_of(community), now=NOON, **given)


def reputation(member, community) -> int:
    return Standing.objects.get(member=member, community=community).reputation


def test_it_begins_at_one_and_is_never_shown_below(strict, ada):
    write(strict, Due(ada.pk, Kind.VOTED_DOWN, -2, TODAY))
    standing = Standing.objects.get(member=ada, community=strict)
    assert (standing.points, standing.reputation) == (-1, 1)


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ([(Kind.VOTED_UP, 10)] * 20, 201),
        ([(Kind.VOTED_UP, 10)] * 21, 201),
        ([(Kind.VOTED_UP, 10)] * 25 + [(Kind.VOTED_DOWN, -2)], 201),
        ([(Kind.VOTED_UP, 10)] * 20 + [(Kind.VOTED_DOWN, -2)], 199),
        ([(Kind.VOTED_UP, 10)] * 25 + [(Kind.VOTED_UP, -10)] * 5, 201),
        ([(Kind.VOTED_UP, 10)] * 25 + [(Kind.VOTED_UP, -10)] * 6, 191),
        ([(Kind.VOTED_UP, 10)] * 19 + [(Kind.EDIT, 2)] * 10, 201),
        ([(Kind.VOTED_UP, 10)] * 30 + [(Kind.ACCEPTED, 15), (Kind.ACCEPTING, 2)], 218),
        ([(Kind.VOTED_UP, 10)] * 30 + [(Kind.BOUNTY_WON, 100)], 301),
        ([(Kind.VOTED_UP, 10)] * 30 + [(Kind.ASSOCIATION, 100)], 301),
        ([(Kind.ABUSE, -100)], 1),
    ],
)
def test_at_most_200_a_day_from_votes_and_edits_in_whatever_order(strict, ada, lines, shown):
    for row in (lines, lines[::-1]):
        with transaction.atomic():
            write(strict, *(Due(ada.pk, kind, points, TODAY) for kind, points in row))
            assert reputation(ada, strict) == shown
            transaction.set_rollback(True)


def test_each_day_has_its_own_two_hundred(strict, ada):
    for day in (TODAY, TODAY + timedelta(days=1)):
        write(strict, *[Due(ada.pk, Kind.VOTED_UP, 10, day)] * 30)
    assert reputation(ada, strict) == 401
    assert list(Day.objects.values_list("points", "most")) == [(300, 200), (300, 200)]


def test_suggested_edits_bring_a_thousand_in_all(strict, ada):
    for number in range(12):
        day = TODAY + timedelta(days=number)
        write(strict, *[Due(ada.pk, Kind.EDIT, 2, day)] * 50)
    assert reputation(ada, strict) == 1001


@given(
    some.lists(
        some.tuples(some.sampled_from([10, -2, -1, 2, -10]), some.integers(0, 2), some.booleans()),
        max_size=60,
    ),
    some.randoms(),
)
def test_the_cap_has_no_order(lines, random):
    """The sum over a day is the same in whatever order its lines came: min(points, most)."""

    def counted(rows):
        days, sums = {}, 0
        for points, day, capped in rows:
            if not capped:
                sums += points
                continue
            kept = days.setdefault(day, Day(day=TODAY, points=0, most=200))
            before = kept.counted
            kept.points += points
            sums += kept.counted - before
        return sums

    shuffled = random.sample(lines, len(lines))
    assert counted(lines) == counted(shuffled)


def test_what_points_open_is_said_once(strict, ada):
    write(strict, Due(ada.pk, Kind.ACCEPTED, 15, TODAY))
    assert Happening.objects.get(verb="privileges.opened").data == {
        "privileges": ["flag", "no_limits", "vote_up", "wiki"]
    }
    write(strict, Due(ada.pk, Kind.ACCEPTED, 15, TODAY))
    assert Happening.objects.filter(verb="privileges.opened").count() == 1


def test_nobody_gets_what_is_due_to_an_account_that_is_gone(strict):
    write(strict, Due(None, Kind.VOTED_UP, 10, TODAY))
    assert not Line.objects.exists()


def test_a_line_says_something(strict, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            member=ada, community=strict, kind=Kind.VOTED_UP, points=0, counted=0, day=TODAY, at=NOON
        )


def test_a_figure_that_isnt_the_points_is_refused_by_the_database(strict, ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Standing.objects.create(member=ada, community=strict, points=5, reputation=6)


@pytest.mark.parametrize(
    ("elsewhere", "joined", "bonus"),
    [(199, True, 0), (200, True, 100), (5000, True, 100), (200, False, 0)],
)
def test_whoever_has_200_elsewhere_begins_with_100_more_where_they_joined(ada, elsewhere, joined, bonus):
    home, other = a_community("home", numbers={}), a_community("other", numbers={})
    give_points(ada, home, elsewhere)
    Standing.objects.create(member=ada, community=other, joined_at=NOON if joined else None)
    associate(ada.pk, now=NOON)
    assert reputation(ada, other) == 1 + bonus
    assert reputation(ada, home) == elsewhere


def test_the_bonus_comes_once_for_each_other_community(ada):
    communities = [a_community(slug, numbers={}) for slug in ("home", "second", "third")]
    for community in communities:
        Standing.objects.create(member=ada, community=community, joined_at=NOON)
    write(communities[0], Due(ada.pk, Kind.BOUNTY_WON, 250, TODAY))
    for _twice in range(2):
        run_waiting(NOON)
        associate(ada.pk, now=NOON)
    assert [reputation(ada, community) for community in communities] == [251, 101, 101]


def test_reaching_200_later_brings_the_bonus_then(ada):
    home, other = a_community("home", numbers={}), a_community("other", numbers={})
    Standing.objects.create(member=ada, community=other, joined_at=NOON)
    give_points(ada, home, 199)
    run_waiting(NOON)
    assert reputation(ada, other) == 1
    write(home, Due(ada.pk, Kind.ACCEPTING, 2, TODAY))
    run_waiting(NOON)
    assert reputation(ada, other) == 101


def test_points_of_ten_people_are_written_in_as_many_queries_each(strict, django_assert_num_queries):
    people = [a_member(f"one-{number}") for number in range(10)]
    for member in people:
        give_points(member, strict, 300)
    numbers = Numbers()
    # standing, day, line, day, standing
    with transaction.atomic(), django_assert_num_queries(5 * len(people)):
        dues = [Due(member.pk, Kind.VOTED_UP, 10, TODAY) for member in people for _n in range(3)]
        ledger.write(strict.pk, dues, numbers=numbers, now=NOON)
