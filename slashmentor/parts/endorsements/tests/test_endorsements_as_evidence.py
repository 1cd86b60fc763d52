"""Endorsements show that somebody knows a topic, as long as everything they are about is there to be seen."""

import pytest

from slashmentor.commons.topics.evidence import evidence_of, strongest_on
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.endorsements.actions import hide, take_back
from slashmentor.parts.endorsements.evidence import weight, who_is_endorsed_most
from slashmentor.parts.questions import actions as questions
from tests.cast import NOON, a_member, a_question, an_answer

from .conftest import an_endorsement


def evidence(member, name="statistics"):
    topic = Topic.objects.get(name=name)
    shown = evidence_of([member.pk], [topic.pk]).get((member.pk, topic.pk), [])
    return [one for one in shown if "helped" in one.words]


def strongest(name="statistics"):
    return who_is_endorsed_most(Topic.objects.get(name=name).pk, 9)


def test_how_many_people_say_it_and_where(endorsed, answer, emmy, eve):
    assert [one.words for one in evidence(emmy)] == ["1 person says it helped"]
    an_endorsement(answer, eve)
    [shown] = evidence(emmy)
    assert shown == ("2 people say it helped", 3.0, "/@emmy/endorsements?topic=statistics")
    assert evidence(emmy, "co-authors") == []


def test_whoever_says_it_often_counts_once(endorsed, community, ada, emmy):
    an_endorsement(an_answer(a_question(community, ada), emmy), ada)
    assert [one.weight for one in evidence(emmy)] == [1.5]
    assert strongest() == {emmy.pk: 1.5}


@pytest.mark.parametrize(("people", "told"), [(1, 1.5), (2, 3.0), (4, 6.0), (50, 6.0)])
def test_twenty_tell_more_than_two_but_not_ten_times_as_much(people, told):
    assert weight(people) == told


def hidden(endorsed):
    hide(endorsed, by=endorsed.member, now=NOON)


def taken_back(endorsed):
    take_back(endorsed.entry, by=endorsed.by, now=NOON)


def answer_deleted(endorsed):
    questions.delete(endorsed.entry, by=endorsed.member, now=NOON)


def question_gone(endorsed):
    type(endorsed.entry).objects.filter(pk=endorsed.entry.question_id).update(deleted_at=NOON)


def removed(endorsed):
    type(endorsed).objects.update(removed_at=NOON)


def _change(member, **fields):
    type(member).objects.filter(pk=member.pk).update(**fields)


def keeps_it_to_themself(endorsed):
    _change(endorsed.member, shows_activity=False)


def they_left(endorsed):
    _change(endorsed.member, is_active=False)


def who_said_it_left(endorsed):
    _change(endorsed.by, is_active=False)


def somebody_elses_by_now(endorsed):
    type(endorsed.entry).objects.filter(pk=endorsed.entry_id).update(author=a_member("other"))


OUT_OF_SIGHT = [
    hidden, taken_back, answer_deleted, question_gone, removed, keeps_it_to_themself, they_left, who_said_it_left,
    somebody_elses_by_now,
]  # fmt: skip


@pytest.mark.parametrize("happens", OUT_OF_SIGHT)
def test_what_is_out_of_sight_shows_nothing_anywhere(client, endorsed, emmy, happens):
    assert evidence(emmy)
    happens(endorsed)
    assert (evidence(emmy), strongest()) == ([], {})
    for address in ("/@emmy", "/@emmy/endorsements", "/topics/statistics/experts"):
        assert "which page to bring" not in client.get(address).content.decode()


def test_those_whose_endorsements_show_it_clearly_stand_among_who_know_a_topic(
    client, endorsed, answer, eve, emmy
):
    an_endorsement(answer, eve)
    assert strongest_on(Topic.objects.get(name="statistics").pk, most=9)[emmy.pk] == 3.25
    page = client.get("/topics/statistics/experts").content.decode()
    assert 'href="/@emmy/endorsements?topic=statistics">2 people say it helped</a>' in page
