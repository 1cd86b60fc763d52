import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.actions import join
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.standing.privileges import Privilege, position_of
from slashmentor.commons.standing.steps import next_step, steps
from tests.cast import a_community, give_points


def words(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_all_of_them_the_earliest_first(strict, eve):
    listed = steps(position_of(eve, strict.pk))
    assert len(listed) == len(Privilege)
    assert [step.needs for step in listed] == sorted(step.needs for step in listed)


def test_the_next_one_and_how_far_it_is(strict, eve):
    give_points(eve, strict, 98)
    step = next_step(position_of(eve, strict.pk))
    assert (step.privilege, step.needs, step.missing, step.strokes) == (Privilege.SEE_COUNTS, 100, 2, 9)


def test_all_strokes_only_when_it_is_open(strict, eve):
    give_points(eve, strict, 249)
    by_name = {step.privilege: step for step in steps(position_of(eve, strict.pk))}
    assert (by_name["vote_down"].strokes, by_name["see_close_votes"].strokes) == (10, 9)


def test_nothing_is_next_for_those_who_look_after_it(community, mo):
    assert next_step(position_of(mo, community.pk)) is None


def test_visitors_read_what_opens_when(client, strict):
    page = words(client, "/c/strict/privileges")
    assert "125 say that something needs work" in page
    assert "to go" not in page


def test_a_grown_one_opens_later(client, strict):
    Community.objects.update(is_grown=True)
    assert "3,000 vote to close and reopen" in words(client, "/c/strict/privileges")


def test_a_member_reads_where_they_stand(client, strict, eve):
    give_points(eve, strict, 98)
    client.force_login(eve)
    page = words(client, "/c/strict/privileges")
    assert "2 points to the next one: see votes up and down apart." in page
    assert "27 to go" in page  # to vote down


def test_the_suspended_are_told(client, strict, eve):
    Standing.objects.create(member=eve, community=strict, suspended_until="2999-01-01T00:00Z")
    client.force_login(eve)
    assert "You are suspended here for now" in words(client, "/c/strict/privileges")


def test_no_such_community(client, db):
    assert client.get("/c/nowhere/privileges").status_code == 404


def test_the_next_step_stands_on_one_s_own_page_alone(client, strict, ada, eve, now):
    join(strict, by=eve, now=now)
    give_points(eve, strict, 98)
    client.force_login(eve)
    assert "Next: see votes up and down apart, at 100. 2 points to go." in words(client, "/@eve")
    client.force_login(ada)
    assert "Where you stand" not in words(client, "/@eve")


def test_the_next_step_stands_beside_a_community(client, strict, eve):
    give_points(eve, strict, 98)
    assert "Where you stand" not in words(client, "/c/strict")
    client.force_login(eve)
    assert "Reputation here: 98" in words(client, "/c/strict")


@pytest.mark.parametrize("communities", [1, 20])
def test_one_s_own_page_costs_the_same_however_many_one_joined(
    client, eve, now, communities, django_assert_num_queries
):
    for number in range(communities):
        join(a_community(f"c{number}"), by=eve, now=now + timedelta(minutes=number))
    client.force_login(eve)
    client.get("/@eve")
    cache.clear()
    with django_assert_num_queries(6):
        client.get("/@eve")


def test_moderators_find_what_waits_beside_their_community(client, community, eve, mo):
    found = []
    for member in (eve, mo):
        client.force_login(member)
        found.append("What waits for moderators" in words(client, "/c/academia"))
    assert found == [False, True]
