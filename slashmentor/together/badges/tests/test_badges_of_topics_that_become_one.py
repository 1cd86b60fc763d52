import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.topics.actions import merge
from slashmentor.commons.topics.models import Topic
from slashmentor.together.badges.models import Award
from tests.cast import a_member


@pytest.fixture
def topics(db, now):
    return [Topic.objects.create(name=name, created_at=now) for name in ("stats", "statistics")]


def test_who_earned_the_same_in_both_has_it_once(topics, emmy, eve, community, now):
    stats, statistics = topics
    for member, topic in ((emmy, stats), (emmy, statistics), (eve, stats)):
        Award.objects.create(
            member=member, community=community, badge="topic-bronze", tier=3, topic=topic, at=now
        )
    merge(stats, into=statistics, by=a_member("hana", is_staff=True), now=now)
    run_waiting(now=now)
    assert list(Award.objects.order_by("member").values_list("member", "topic")) == [
        (emmy.pk, statistics.pk),
        (eve.pk, statistics.pk),
    ]
