from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.actions.merge import merge
from slashmentor.commons.topics.models import Topic, TopicHere
from tests.cast import NOON, a_community


@pytest.fixture
def host(mo):
    mo.is_staff = True
    mo.save()
    return mo


@pytest.fixture
def two(db):
    return [Topic.objects.create(name=name, created_at=NOON) for name in ("review", "reviewing")]


def test_suspended_where_it_is_used_nobody_merges_it(two, host, now):
    gone, into = two
    for slug in ("chemistry", "history"):
        TopicHere.objects.create(topic=gone, community=a_community(slug))
    paused = {"suspended_until": now + timedelta(days=3)}
    Standing.objects.create(member=host, community=Community.objects.get(slug="history"), **paused)
    with pytest.raises(Refused, match="suspended until"):
        merge(gone, into=into, by=host, now=now)
    merge(gone, into=into, by=host, now=now + timedelta(days=4))


def test_without_any_community_it_is_said_what_is_wrong(two, host, now):
    Community.objects.all().delete()
    with pytest.raises(Invalid, match="into itself"):
        merge(two[0], into=two[0], by=host, now=now)
