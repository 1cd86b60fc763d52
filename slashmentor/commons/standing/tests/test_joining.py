from datetime import timedelta

import pytest

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.standing.actions import join, leave
from slashmentor.commons.standing.models import Line, Standing
from tests.cast import a_community, a_question, an_answer, give_points


def the_verbs():
    return list(
        Happening.objects.filter(verb__startswith="community.").order_by("pk").values_list("verb", flat=True)
    )


def test_who_joins_twice_joined_once(community, eve, now):
    join(community, by=eve, now=now)
    join(community, by=eve, now=now + timedelta(days=1))
    assert Standing.objects.get(member=eve).joined_at == now
    assert the_verbs() == ["community.joined"]


def test_leaving_keeps_the_points(community, eve, now):
    give_points(eve, community, 300)
    join(community, by=eve, now=now)
    leave(community, by=eve, now=now)
    leave(community, by=eve, now=now)
    standing = Standing.objects.get(member=eve)
    assert (standing.joined_at, standing.reputation) == (None, 300)
    assert the_verbs() == ["community.joined", "community.left"]


def test_who_never_came_leaves_no_trace(community, eve, now):
    leave(community, by=eve, now=now)
    assert (Standing.objects.count(), the_verbs()) == (0, [])


def test_visitors_log_in_first(community, now):
    with pytest.raises(Refused, match="Please log in first"):
        join(community, by=None, now=now)


@pytest.mark.parametrize("act", [join, leave])
def test_the_suspended_wait(community, eve, now, act):
    eve.suspended_until = now + timedelta(days=7)
    with pytest.raises(Refused, match="Your account is suspended until 9 March 2026"):
        act(community, by=eve, now=now)


def test_who_is_known_elsewhere_begins_with_a_hundred_more_once(community, eve, now):
    give_points(eve, a_community("chemistry"), 200)
    for _each in range(2):
        join(community, by=eve, now=now)
        run_waiting(now=now)
        leave(community, by=eve, now=now)
    assert Standing.objects.get(member=eve, community=community).reputation == 101
    assert Line.objects.filter(kind="association").count() == 1


def test_asking_and_answering_join(community, ada, emmy, now):
    an_answer(a_question(community, ada), emmy)
    run_waiting(now=now)
    assert set(
        Standing.objects.filter(community=community, joined_at=now).values_list("member__handle", flat=True)
    ) == {"ada", "emmy"}


def test_who_left_and_asks_again_is_back(community, ada, now):
    join(community, by=ada, now=now)
    leave(community, by=ada, now=now)
    a_question(community, ada)
    run_waiting(now=now)
    assert Standing.objects.get(member=ada).joined_at == now


def test_in_the_browser(client, community, eve):
    client.force_login(eve)
    gone = client.post("/c/academia/membership", {"joins": "1"})
    assert (gone.status_code, gone["Location"]) == (302, "/c/academia")
    assert Standing.objects.get(member=eve).joined_at is not None
    assert "You are a member" in client.get("/c/academia").content.decode()
    client.post("/c/academia/membership", {"joins": "0", "next": "/communities"})
    assert Standing.objects.get(member=eve).joined_at is None


def test_nobody_is_sent_elsewhere(client, community, eve):
    client.force_login(eve)
    gone = client.post("/c/academia/membership", {"joins": "1", "next": "https://evil.example/"})
    assert gone["Location"] == "/c/academia"
