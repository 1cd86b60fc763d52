import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import accept, answer, delete, unaccept, undelete, vote
from slashmentor.parts.questions.models import Entry
from tests.cast import a_question, an_answer

BODY = "Write to the person alone, and bring the one page that shows it."


def test_a_question_is_answered(question, emmy, community, now):
    entry = answer(question, by=emmy, body=BODY, now=now)
    question.refresh_from_db()
    community.refresh_from_db()
    assert (question.answer_count, community.answer_count, question.is_answered) == (1, 1, False)
    assert entry.get_absolute_url() == f"/a/{entry.pk}"
    assert Happening.objects.filter(verb="question.answered").get().about == entry


def test_answering_brings_the_question_up(question, emmy, now):
    later = now.replace(day=9)
    answer(question, by=emmy, body=BODY, now=later)
    question.refresh_from_db()
    assert question.active_at == later
    assert set(question.taggings.values_list("active_at", flat=True)) == {later}


def test_one_may_answer_oneself(question, ada, now):
    assert answer(question, by=ada, body=BODY, now=now).author == ada


def test_too_short_an_answer_says_so(question, emmy, now):
    with pytest.raises(Invalid) as caught:
        answer(question, by=emmy, body="Yes.", now=now)
    assert caught.value.errors == {"body": "Please say a little more: at least 30 characters."}


def test_a_closed_question_takes_no_answers(question, emmy, now):
    Entry.objects.filter(pk=question.pk).update(closed_at=now)
    with pytest.raises(Refused, match="This question is closed"):
        answer(question, by=emmy, body=BODY, now=now)


def test_a_deleted_question_takes_no_answers(question, ada, emmy, now):
    delete(question, by=ada, now=now)
    with pytest.raises(Refused, match="This question was deleted"):
        answer(question, by=emmy, body=BODY, now=now)


def test_the_asker_accepts(question, answer, ada, now):
    accept(answer, by=ada, now=now)
    question.refresh_from_db()
    assert (question.accepted, question.accepted_at, question.is_answered) == (answer, now, True)


def test_accepting_twice_is_once(answer, ada, now):
    accept(answer, by=ada, now=now)
    accept(answer, by=ada, now=now.replace(hour=20))
    assert Happening.objects.filter(verb="answer.accepted").count() == 1
    assert Entry.objects.get(pk=answer.question_id).accepted_at == now


def test_another_answer_takes_the_place(question, answer, ada, eve, now):
    better = an_answer(question, eve)
    accept(answer, by=ada, now=now)
    accept(better, by=ada, now=now)
    question.refresh_from_db()
    assert question.accepted == better


def test_taking_it_back_leaves_the_question_unanswered(question, answer, ada, now):
    accept(answer, by=ada, now=now)
    unaccept(answer, by=ada, now=now)
    question.refresh_from_db()
    assert (question.accepted, question.accepted_at, question.is_answered) == (None, None, False)


@pytest.mark.parametrize("who", ["emmy", "eve", "mo"])
def test_nobody_else_accepts(request, answer, who, now):
    with pytest.raises(Refused, match="Only the person who asked"):
        accept(answer, by=request.getfixturevalue(who), now=now)


def test_a_question_is_not_an_answer_to_accept(question, ada, now):
    with pytest.raises(Refused, match="Only the person who asked"):
        accept(question, by=ada, now=now)


def test_a_deleted_answer_no_longer_counts(question, answer, ada, emmy, community, now):
    vote(answer, by=ada, value=1, now=now)
    delete(answer, by=emmy, now=now)
    question.refresh_from_db()
    community.refresh_from_db()
    assert (question.answer_count, question.is_answered, community.answer_count) == (0, False, 0)
    undelete(answer, by=emmy, now=now)
    question.refresh_from_db()
    community.refresh_from_db()
    assert (question.answer_count, question.is_answered, community.answer_count) == (1, True, 1)


def test_an_accepted_answer_stays(answer, ada, emmy, now):
    accept(answer, by=ada, now=now)
    with pytest.raises(Refused, match="This answer was accepted, so it stays"):
        delete(answer, by=emmy, now=now)


def test_an_answered_question_stays(question, answer, ada, now):
    with pytest.raises(Refused, match="Somebody’s answer would go with this question"):
        delete(question, by=ada, now=now)


def test_a_deleted_question_leaves_every_count(community, ada, mo, emmy, now):
    question = a_question(community, ada)
    an_answer(question, emmy)
    delete(question, by=mo, now=now)
    community.refresh_from_db()
    assert (community.question_count, community.answer_count) == (0, 0)
    assert set(question.taggings.values_list("is_listed", "topic__question_count")) == {(False, 0)}
    undelete(question, by=mo, now=now)
    community.refresh_from_db()
    assert (community.question_count, community.answer_count) == (1, 1)
    assert set(question.taggings.values_list("is_listed", "topic__question_count")) == {(True, 1)}


def test_what_a_moderator_deleted_its_author_cant_bring_back(question, ada, mo, now):
    delete(question, by=mo, now=now)
    with pytest.raises(Refused, match="Those who look after this community deleted it"):
        undelete(question, by=ada, now=now)


def test_deleting_twice_counts_once(question, ada, community, now):
    delete(question, by=ada, now=now)
    delete(question, by=ada, now=now)
    community.refresh_from_db()
    assert community.question_count == 0


def test_nobody_deletes_what_others_wrote(question, eve, now):
    with pytest.raises(Refused, match="You can delete what you wrote yourself"):
        delete(question, by=eve, now=now)
