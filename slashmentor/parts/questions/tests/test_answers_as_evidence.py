"""Answers show that somebody knows a topic."""

import pytest

from slashmentor.commons.topics.evidence import evidence_of, strongest_on
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions import actions
from slashmentor.parts.questions.evidence import who_answers_most
from tests.cast import NOON, a_member, a_question, an_answer


def words(member, name="statistics"):
    topic = Topic.objects.get(name=name)
    shown = evidence_of([member.pk], [topic.pk])
    return [one.words for one in shown.get((member.pk, topic.pk), [])]


def strongest(name="statistics"):
    return strongest_on(Topic.objects.get(name=name).pk, most=9)


@pytest.fixture
def several(community, ada, emmy, question, answer):
    other = an_answer(a_question(community, ada, topics=["statistics"]), emmy)
    actions.accept(other, by=ada, now=NOON)
    return [answer, other]


def test_answers_and_accepted_ones_in_words(several, emmy):
    assert words(emmy) == ["2 answers, 1 accepted"]
    assert words(emmy, "co-authors") == ["1 answer"]


def test_those_found_useful(answer, emmy, ada):
    actions.vote(answer, by=ada, value=1, now=NOON)
    assert words(emmy) == ["1 answer, 1 found useful"]


def test_it_leads_to_these_very_answers(client, several, emmy):
    topic = Topic.objects.get(name="statistics")
    [shown] = evidence_of([emmy.pk], [topic.pk])[emmy.pk, topic.pk]
    assert shown.url == "/search?q=%5Bstatistics%5D+user%3Aemmy+is%3Aanswer"
    assert (shown.weight, strongest()) == (2.25, {emmy.pk: 2.25})


def test_answering_oneself_shows_nothing(question, ada):
    an_answer(question, ada)
    assert (words(ada), strongest()) == ([], {})


def test_what_is_deleted_or_kept_to_oneself_shows_nothing(answer, question, emmy, ada):
    emmy.shows_activity = False
    emmy.save()
    assert (words(emmy), strongest()) == ([], {})
    emmy.shows_activity = True
    emmy.save()
    actions.delete(answer, by=emmy, now=NOON)
    assert (words(emmy), strongest()) == ([], {})


def test_a_page_of_pairs_takes_as_many_queries_as_one(
    several, emmy, community, django_assert_num_queries, ada
):
    eve = a_member("eve")
    for _ in range(3):
        an_answer(a_question(community, ada), eve)
    topics = [Topic.objects.get(name=name).pk for name in ("statistics", "co-authors")]
    for members, pairs in (([emmy.pk], 2), ([emmy.pk, eve.pk, ada.pk], 4)):
        with django_assert_num_queries(1):
            assert len(evidence_of(members, topics)) == pairs
    with django_assert_num_queries(1):
        assert list(who_answers_most(topics[0], 9)) == [emmy.pk, eve.pk]
