"""What the index finds for questions and members, on this instance's own rows."""

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.together.routing.index import fitting_members
from slashmentor.together.routing.models import Fit
from tests.cast import a_question

TITLES = (f"Question number {number} about something hard" for number in range(1_000))


def lists(member, topic, level, now):
    found, _new = Topic.objects.get_or_create(name=topic, defaults={"created_at": now})
    Expertise.objects.create(member=member, topic=found, level=level, since=now)


def asked(community, by, *topics, **changes):
    return a_question(community, by, title=next(TITLES), topics=list(topics), **changes)


def found(question, now, **options):
    return [one.member_id for one in fitting_members(question, most=5, now=now, **options)]


def fits(question):
    return set(Fit.objects.filter(question=question).values_list("member", flat=True))


def test_an_empty_instance_finds_nobody(question, now):
    assert fitting_members(question, most=5, now=now) == []


def test_who_lists_the_topic_is_found_without_any_history(community, ada, emmy, eve, now):
    lists(emmy, "funding", "expert", now)
    lists(eve, "housing", "expert", now)
    (one,) = fitting_members(asked(community, ada, "funding"), most=5, now=now)
    assert (one.member_id, one.place) == (emmy.pk, 1)
    assert one.facts[0] == {"kind": "listed", "topic": "funding", "level": "expert"}


def test_fits_are_written_when_a_question_comes_in(community, ada, emmy, now):
    lists(emmy, "funding", "expert", now)
    question = asked(community, ada, "funding")
    run_waiting(now=now)
    assert fits(question) == {emmy.pk}
