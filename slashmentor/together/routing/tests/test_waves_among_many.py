"""A crowd with wishes of all sorts, and several questions at once: whatever it is like, nobody is told who shouldn't be."""

import random
from collections import Counter
from datetime import time, timedelta

import pytest
from django.db import transaction

from slashmentor.commons.safety.models import Block
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.together.routing import index
from slashmentor.together.routing.actions.spread import begin, send
from slashmentor.together.routing.models import Declined, NotForMe, Told, Way, Wishes
from slashmentor.together.routing.quiet import is_quiet
from tests.cast import NOON, a_community, a_member, a_question

pytestmark = pytest.mark.django_db
ZONES = ["UTC", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati"]


@pytest.fixture(params=[1, 2])
def crowd(request, community, ada, emmy):
    """Thirty who know statistics, and three questions of two askers."""
    dice = random.Random(request.param)
    index.forget()
    a_community("another")
    asked = [
        a_question(community, asker, title=f"How do I tell them that it is wrong, {n}?")
        for n, asker in enumerate((ada, emmy, ada))
    ]
    statistics = Topic.objects.get(name="statistics")
    people = [*(a_member(f"one-{n}", time_zone=dice.choice(ZONES)) for n in range(28)), ada, emmy]
    for one in people:
        Expertise.objects.create(
            member=one, topic=statistics, level=dice.choice(["expert", "can_help"]), since=NOON
        )
        if dice.random() < 0.7 and one not in (ada, emmy):
            Standing.objects.create(member=one, community=community, joined_at=NOON)
        hours = sorted(time(dice.randrange(24)) for _each in range(2))
        Wishes.objects.create(
            member=one,
            weekly=dice.choice([0, 1, 1, 2, 5]),
            is_asked=dice.random() < 0.9,
            rests_until=NOON + timedelta(hours=dice.choice([3, 9, 400])) if dice.random() < 0.2 else None,
            **(dict(zip(("quiet_from", "quiet_until"), hours, strict=True)) if dice.random() < 0.4 else {}),
        )
        if dice.random() < 0.15:
            NotForMe.objects.create(member=one, question=dice.choice(asked), at=NOON)
        if dice.random() < 0.1:
            Declined.objects.create(member=one, topic=statistics, at=NOON)
        if dice.random() < 0.2 and one not in (ada, emmy):
            pair = [one, dice.choice([ada, emmy])]
            dice.shuffle(pair)
            Block.objects.create(by=pair[0], member=pair[1], at=NOON)
    return asked


def all_waves(asked):
    """Everything that is told of these questions, as (hours, question, member)."""
    for one in asked:
        begin(one, now=NOON)
    told = []
    for hours in (0, 6, 30):
        for one in asked:
            told += [(hours, one.pk, member) for member in send(one.pk, now=NOON + timedelta(hours=hours))]
    return told


def test_nobody_is_told_who_should_not_be(crowd):
    told = all_waves(crowd)
    assert len(told) > 10
    wishes = {one.member_id: one for one in Wishes.objects.select_related("member")}
    askers = {one.pk: one.author_id for one in crowd}
    blocks = {frozenset(pair) for pair in Block.objects.values_list("by", "member")}
    waved_off = set(NotForMe.objects.values_list("question", "member"))
    declined = set(Declined.objects.values_list("member", flat=True))
    for hours, question, member in told:
        now, wish = NOON + timedelta(hours=hours), wishes[member]
        assert member != askers[question]
        assert frozenset((member, askers[question])) not in blocks
        assert (question, member) not in waved_off
        assert member not in declined
        assert wish.is_asked
        assert wish.rests_until is None or wish.rests_until <= now
        assert not is_quiet(wish.quiet_from, wish.quiet_until, time_zone=wish.member.time_zone, now=now)
    weeks = Counter(member for _hours, _question, member in told)
    assert all(number <= wishes[member].weekly for member, number in weeks.items())
    assert Told.objects.count() == len({(question, member) for _hours, question, member in told}) == len(told)
    assert set(Way.objects.values_list("state", flat=True)) == {"done"}


def test_the_same_people_are_told_the_same(crowd):
    with transaction.atomic():
        first = all_waves(crowd)
        transaction.set_rollback(True)
    assert all_waves(crowd) == first
