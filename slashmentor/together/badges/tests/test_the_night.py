"""The nightly review: all that is due, no more than once, and what is no longer true is taken back."""

from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry
from slashmentor.together.badges import nightly
from slashmentor.together.badges.actions import award
from slashmentor.together.badges.catalogue import badge_called, badges
from slashmentor.together.badges.due import Due, due
from slashmentor.together.badges.finding.scope import Scope
from slashmentor.together.badges.models import Award, BroughtBadge, Tier, Visiting
from slashmentor.together.badges.nightly import review, review_badge

from . import states as s
from .states import TODAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def tonight(world, badge, now=TODAY):
    review_badge(badge, world.here.pk, now=now)


def keys(member):
    return sorted(Award.objects.filter(member=member, withdrawn_at=None).values_list("badge", flat=True))


def test_one_night_goes_through_every_badge_of_every_community(world):
    s.asked_of_score(world, 10)
    s.commented(world, 10)
    review(now=TODAY)
    run_waiting(TODAY)
    assert keys(world.me) == ["commentator", "nice-question", "student"]


def test_a_second_night_and_a_review_that_broke_off_give_nothing_twice(world):
    s.asked_of_score(world, 10)
    for _ in range(2):
        review(now=TODAY)
        review(now=TODAY)
        run_waiting(TODAY)
    assert Award.objects.filter(member=world.me).count() == 2
    assert Happening.objects.filter(verb="badge.awarded").count() == 2


def test_more_than_one_batch_is_found_to_the_last(world, monkeypatch):
    monkeypatch.setattr(nightly, "BATCH", 3)
    world.entries(10, world.me, score=10)
    tonight(world, "nice-question")
    assert Award.objects.filter(badge="nice-question").count() == 10


def test_a_topic_badge_is_withdrawn_and_given_again_as_the_same_one(world):
    s.at_home(world, 100)
    tonight(world, "topic-bronze")
    first = Award.objects.get(badge="topic-bronze")
    Entry.objects.filter(author=world.me, score__gte=50).update(ups=0, score=0)
    tonight(world, "topic-bronze", TODAY + timedelta(days=1))
    assert Award.objects.get(pk=first.pk).withdrawn_at == TODAY + timedelta(days=1)
    Entry.objects.filter(author=world.me, score=0).update(ups=90, score=90)
    tonight(world, "topic-bronze", TODAY + timedelta(days=2))
    again = Award.objects.get(badge="topic-bronze")
    assert (again.pk, again.withdrawn_at, again.at) == (first.pk, None, TODAY + timedelta(days=2))
    assert list(
        Happening.objects.filter(verb__startswith="badge.").order_by("pk").values_list("verb", flat=True)
    ) == ["badge.awarded", "badge.withdrawn", "badge.awarded"]


def test_each_topic_has_a_badge_of_its_own(world):
    s.at_home(world, 100)
    s.at_home(world, 100)
    tonight(world, "topic-bronze")
    assert len(set(Award.objects.values_list("topic", flat=True))) == 2


def test_a_community_s_own_number_is_what_counts(world):
    world.here.numbers = {"badge.nice-question.score": 3}
    world.here.save()
    s.asked_of_score(world, 3)
    tonight(world, "nice-question")
    assert keys(world.me) == ["nice-question"]


def test_badges_of_one_community_don_t_come_from_another(world):
    s.asked_of_score(world, 10)
    other = Community.objects.create(slug="elsewhere", name="Elsewhere", created_at=TODAY)
    review_badge("nice-question", other.pk, now=TODAY)
    assert keys(world.me) == []


def test_a_name_that_nobody_has_claimed_earns_nothing_until_somebody_does(world):
    Member.objects.filter(pk=world.me.pk).update(is_claimed=False)
    s.asked_of_score(world, 10)
    s.at_home(world, 100)
    tonight(world, "nice-question")
    tonight(world, "topic-bronze")
    assert keys(world.me) == []
    Member.objects.filter(pk=world.me.pk).update(is_claimed=True)
    tonight(world, "nice-question")
    assert keys(world.me) == ["nice-question"]


def test_an_imported_post_earns_only_what_votes_here_brought_it_to(world):
    old, lifted = world.entries(2, world.me, score=10, origin_id=lambda n: n + 1)
    world.voted([lifted], world.other)
    tonight(world, "nice-question")
    assert list(Award.objects.values_list("about_id", flat=True)) == [lifted.pk]
    assert old.pk != lifted.pk


def test_what_somebody_brought_along_is_not_awarded_again(world):
    brought = {"community": world.here, "member": world.me, "awarded_at": TODAY}
    s.commented(world, 10)
    s.at_home(world, 100)
    topic = world.here.topics.get(question_count=20).topic
    BroughtBadge.objects.create(name="Commentator", tier=Tier.BRONZE, origin_id=1, **brought)
    BroughtBadge.objects.create(name=topic.name, tier=Tier.BRONZE, of_topic=True, origin_id=2, **brought)
    tonight(world, "commentator")
    tonight(world, "topic-bronze")
    assert keys(world.me) == []


def test_a_question_without_a_name_earns_nobody_anything(world):
    world.entries(1, None, score=100)
    tonight(world, "great-question")
    assert not Award.objects.exists()


def test_a_job_of_a_badge_that_is_no_more_does_nothing(world):
    tonight(world, "a-badge-of-yore")
    assert not Award.objects.exists()


def test_days_in_a_row_that_are_over_are_forgotten(world):
    Visiting.objects.create(member=world.me, since=TODAY.date() - timedelta(days=9), until=TODAY.date())
    Visiting.objects.create(
        member=world.other, since=TODAY.date() - timedelta(days=9), until=TODAY.date() - timedelta(days=3)
    )
    review(now=TODAY)
    assert [visiting.member for visiting in Visiting.objects.all()] == [world.me]


@pytest.mark.parametrize("many", [1, 60])
def test_looking_for_a_badge_costs_the_same_for_one_and_for_many(world, many, django_assert_max_num_queries):
    """At most one query for who, one for what they have, one for who they are, and two for topics."""
    for state in (s.asked_of_score, s.answered_of_score, s.reviewed):
        for _ in range(many if state is not s.reviewed else 1):
            state(world, 100)
    for badge in badges():
        here = None if badge.everywhere else world.here.pk
        with django_assert_max_num_queries(5):
            due(badge, Scope(badge.key, here, Numbers(), TODAY), most=1000)


def test_two_who_notice_at_once_award_it_once(world):
    s.commented(world, 10)
    badge = badge_called("commentator")
    found = due(badge, Scope("commentator", world.here.pk, Numbers(), TODAY), most=10)
    given = [award(badge, found, community_id=world.here.pk, now=TODAY) for _ in range(2)]
    assert given == [1, 0]
    assert Happening.objects.filter(verb="badge.awarded").count() == 1


def test_one_who_has_it_keeps_nobody_else_from_getting_it(world):
    badge = badge_called("commentator")
    award(badge, [Due(world.me.pk)], community_id=world.here.pk, now=TODAY)
    both = [Due(world.me.pk), Due(world.other.pk)]
    assert award(badge, both, community_id=world.here.pk, now=TODAY) == 1
    assert keys(world.other) == ["commentator"]
