"""Saying what an answer helped with: who may, how often, in which words; changing it, taking it back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions import block
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.endorsements.actions import decline, hide, show, take_back
from slashmentor.parts.endorsements.models import Declined, Endorsement
from slashmentor.parts.endorsements.queries import find_helped
from slashmentor.parts.questions import actions as questions
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.queries.mine import find_mine
from tests.cast import NOON, a_community, a_question, an_answer

from .conftest import WORDS, an_endorsement

ANON = {"title": "How do I leave a lab where nobody talks to me?", "body": "Every meeting is cancelled. " * 3}


def happenings():
    return list(Happening.objects.filter(verb__startswith="endorsement").values_list("verb", flat=True))


def test_it_says_who_helped_whom_with_what(answer, ada, emmy):
    [given] = an_endorsement(answer, ada, words="  Emmy showed me\r\nwhich page  to bring. ")
    assert (given.by, given.member, given.topic.name, given.entry_id) == (ada, emmy, "statistics", answer.pk)
    assert given.words == "Emmy showed me which page to bring."
    assert happenings() == ["endorsement.given"]


def test_it_may_be_about_several_topics_of_the_question(answer, ada):
    given = an_endorsement(answer, ada, topics=["statistics", "co-authors", "statistics"])
    assert {one.topic.name for one in given} == {"statistics", "co-authors"}
    assert happenings() == ["endorsement.given"]


@pytest.mark.parametrize(
    ("words", "topics", "beside"),
    [
        ("", ["statistics"], "words"),
        ("It helped me.", ["statistics"], "words"),
        ("x" * 301, ["statistics"], "words"),
        ("\u202e" * 20, ["statistics"], "words"),
        (WORDS, [], "topics"),
        (WORDS, ["advisors", "<b>"], "topics"),
    ],
)
def test_never_a_bare_click_nor_on_another_topic(answer, ada, words, topics, beside):
    Topic.objects.create(name="advisors", created_at=NOON)
    with pytest.raises(Invalid) as invalid:
        an_endorsement(answer, ada, words=words, topics=topics)
    assert list(invalid.value.errors) == [beside]


def test_whoever_read_it_may_not_only_the_asker(answer, eve):
    assert an_endorsement(answer, eve)


def own(answer, _ada, emmy):
    return answer, emmy


def a_deleted_one(answer, ada, emmy):
    questions.delete(answer, by=emmy, now=NOON)
    return answer, ada


def a_question_itself(answer, _ada, emmy):
    return answer.question, emmy


def one_of_somebody_who_left(answer, ada, emmy):
    type(emmy).objects.filter(pk=emmy.pk).update(is_active=False)
    return answer, ada


def one_without_a_name(answer, ada, _emmy):
    Entry.objects.filter(pk=answer.pk).update(author=None, author_name="Somebody")
    return answer, ada


def one_of_somebody_they_block(answer, ada, emmy):
    block(emmy, by=ada, now=NOON)
    return answer, ada


def as_somebody_gone(answer, ada, _emmy):
    ada.is_active = False
    ada.save()
    return answer, ada


WHO_MAY_NOT = [
    (own, "This answer is yours"),
    (a_deleted_one, "an answer that is here"),
    (a_question_itself, "an answer that is here"),
    (one_of_somebody_who_left, "by somebody who is here too"),
    (one_without_a_name, "by somebody who is here too"),
    (one_of_somebody_they_block, "You blocked"),
    (as_somebody_gone, "an answer that is here"),
]


@pytest.mark.parametrize(("case", "sentence"), WHO_MAY_NOT)
def test_who_may_not(answer, ada, emmy, case, sentence):
    thing, by = case(answer, ada, emmy)
    with pytest.raises(Refused, match=sentence):
        an_endorsement(thing, by)
    assert not Endorsement.objects.exists()


def test_nobody_endorses_themselves_whatever_writes_it(endorsed, emmy):
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.update(by=emmy)


def test_whoever_asked_anonymously_is_told_kindly_and_leaves_no_trace(community, ada, emmy, eve):
    question = questions.ask_anonymously(community, by=ada, topics=["statistics"], now=NOON, **ANON)
    answer = an_answer(question, emmy)
    with pytest.raises(Refused, match="would tell everybody who asked"):
        an_endorsement(answer, ada)
    assert (Endorsement.objects.count(), happenings()) == (0, [])
    assert an_endorsement(answer, eve)


def test_the_same_twice_is_once(answer, ada):
    assert an_endorsement(answer, ada) == an_endorsement(answer, ada, now=NOON + timedelta(days=1))
    assert (Endorsement.objects.count(), len(happenings())) == (1, 1)


def test_other_words_and_topics_take_the_place_of_the_first(answer, ada):
    an_endorsement(answer, ada, topics=["statistics", "co-authors"])
    later = an_endorsement(
        answer, ada, topics=["co-authors"], words="What to say first.", now=NOON + timedelta(days=1)
    )
    assert [(one.topic.name, one.words, one.at) for one in later] == [
        ("co-authors", "What to say first.", NOON)
    ]


def test_ten_a_day_over_all_communities_and_more_after_midnight(community, ada, emmy):
    other = a_community("chemistry")
    answers = [an_answer(a_question(community if number % 2 else other, ada), emmy) for number in range(11)]
    for answer in answers[:10]:
        an_endorsement(answer, ada, topics=["statistics", "co-authors"])
    with pytest.raises(Refused, match="You endorsed 10 answers today"):
        an_endorsement(answers[10], ada)
    assert an_endorsement(answers[0], ada, words="Changing one is always open.")
    assert an_endorsement(answers[10], ada, now=NOON + timedelta(hours=12))


def test_taking_it_back_leaves_nothing_of_it_twice_neither(answer, ada, endorsed):
    for _time in range(2):
        take_back(answer, by=ada, now=NOON)
    assert not Endorsement.objects.exists()
    assert happenings() == ["endorsement.given", "endorsement.taken_back"]


def test_nobody_takes_back_what_another_says(answer, eve, endorsed):
    take_back(answer, by=eve, now=NOON)
    assert Endorsement.objects.count() == 1


def test_whoever_it_is_about_hides_it_on_all_topics_and_shows_it_again(answer, ada, emmy):
    first, _second = an_endorsement(answer, ada, topics=["statistics", "co-authors"])
    hide(first, by=emmy, now=NOON)
    hide(first, by=emmy, now=NOON)
    assert Endorsement.objects.filter(hidden_at=NOON).count() == 2
    an_endorsement(answer, ada, topics=["statistics", "co-authors"], words="Said again, otherwise.")
    assert Endorsement.objects.filter(hidden_at=NOON).count() == 2
    show(first, by=emmy, now=NOON)
    assert Endorsement.objects.filter(hidden_at=None).count() == 2
    assert happenings().count("endorsement.hidden") == 1


@pytest.mark.parametrize("who", ["ada", "eve", "mo"])
def test_nobody_else_hides_it(request, endorsed, who):
    with pytest.raises(Refused, match="Whoever it is about decides"):
        hide(endorsed, by=request.getfixturevalue(who), now=NOON)


def test_whom_they_block_says_it_to_nobody_and_learns_nothing(answer, ada, emmy):
    block(ada, by=emmy, now=NOON)
    [given] = an_endorsement(answer, ada)
    assert given.hidden_at == NOON


def test_being_asked_no_more_is_kept_once(question, ada):
    decline(question, by=ada, now=NOON)
    decline(question, by=ada, now=NOON)
    assert Declined.objects.count() == 1


def test_an_asker_is_asked_about_what_helped_most_and_knows_what_they_said(question, answer, ada, emmy, eve):
    other = an_answer(question, eve)
    questions.vote(other, by=ada, value=1, now=NOON)
    assert read_along(ada, question) == {"asked": {other.pk: "eve"}}
    questions.accept(answer, by=ada, now=NOON)
    assert read_along(ada, question) == {"asked": {answer.pk: "Emmy Brandt"}}
    an_endorsement(other, ada, topics=["statistics", "co-authors"])
    assert read_along(ada, question) == {"given": {other.pk: ""}}
    assert (find_helped(ada.pk, emmy.pk).id, find_helped(ada.pk, eve.pk)) == (answer.pk, None)
    assert (read_along(emmy, question), find_helped(emmy.pk, eve.pk)) == ({}, None)


def read_along(member, question):
    ids = [question.pk]
    mine = find_mine(
        member, question_id=question.pk, community_id=question.community_id, entries=ids, comments=ids
    )
    return {kind: facts for kind, facts in mine.facts.items() if kind in {"asked", "given"}}
