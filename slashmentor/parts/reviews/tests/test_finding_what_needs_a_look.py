"""What opens a task, and what ends it without a review."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.safety.actions.flag import raise_flag
from slashmentor.commons.safety.models import Harm
from slashmentor.parts.questions.actions import (
    answer,
    delete,
    edit,
    judge,
    move,
    suggest,
    vote_to_close,
    vote_to_reopen,
)
from slashmentor.parts.questions.actions.ballots import take_back_ballot
from slashmentor.parts.questions.models import Ballot, Entry
from slashmentor.parts.reviews.actions import open_task, settle_all
from slashmentor.parts.reviews.actions.tasks import end
from slashmentor.parts.reviews.models import Queue, Task
from tests.cast import NOON, a_member, a_question, an_answer, give_points

FINE = "Write to the person alone first, and bring the one page that shows it, with the numbers side by side."


def opened():
    return sorted(Task.objects.values_list("queue", flat=True))


def test_a_first_question_is_looked_at(here, ada, settle):
    a_question(here, ada)
    settle()
    assert opened() == ["first-questions"]


def test_a_second_question_is_not(here, ada, settle):
    a_question(here, ada)
    a_question(here, ada, title="And how do I tell the journal about it?")
    settle()
    assert opened() == ["first-questions"]


def test_what_is_asked_anonymously_is_nobody_s_first(here, ada, settle):
    question = a_question(here, ada)
    Entry.objects.filter(pk=question.pk).update(author=None)
    settle()
    assert opened() == []


def test_a_first_answer_is_looked_at(here, ada, emmy, settle):
    question = a_question(here, ada)
    an_answer(question, emmy, body=FINE)
    an_answer(question, emmy, body=FINE + " And take your time.")
    settle()
    assert opened() == ["first-answers", "first-questions"]


@pytest.mark.parametrize(
    ("days", "reputation", "late"), [(30, 1, False), (31, 1, True), (31, 124, True), (31, 125, False)]
)
def test_newcomers_late_answers_are_looked_at(here, ada, emmy, settle, now, days, reputation, late):
    question = a_question(here, ada)
    other = a_question(here, ada, title="What was the first answer of Emmy about?")
    an_answer(other, emmy, body=FINE)
    give_points(emmy, here, reputation)
    answer(question, by=emmy, body=FINE, now=now + timedelta(days=days))
    settle(now + timedelta(days=days))
    assert (Queue.LATE_ANSWERS in opened()) is late


def test_a_suggested_edit_is_looked_at(here, ada, emmy, settle, now):
    suggestion = suggest(a_question(here, ada), by=emmy, body=FINE, now=now)
    settle()
    assert Task.objects.get(queue=Queue.SUGGESTED_EDITS).suggestion == suggestion


def test_a_vote_to_close_and_one_to_reopen_call_others(here, ada, reviewers, settle, now):
    question = a_question(here, ada)
    vote_to_close(question, by=reviewers[0], reason="details", now=now)
    settle()
    assert Queue.CLOSE in opened()
    for reviewer in reviewers[1:3]:
        vote_to_close(question, by=reviewer, reason="details", now=now)
    vote_to_reopen(question, by=reviewers[0], now=now)
    settle()
    assert Task.objects.open().get().queue == Queue.REOPEN


def test_a_closed_question_that_is_edited_may_be_opened_again(here, ada, mo, settle, now):
    question = a_question(here, ada)
    Moderator.objects.create(community=here, member=mo, since=NOON)
    vote_to_close(question, by=mo, reason="details", now=now)
    edit(question, by=ada, body=FINE, now=now)
    settle()
    assert Task.objects.open().get().queue == Queue.REOPEN


@pytest.mark.parametrize(
    ("harm", "looked"), [(Harm.LOW_QUALITY, True), (Harm.NOT_AN_ANSWER, True), (Harm.PRIVATE, False)]
)
def test_flags_of_low_quality_are_for_reviewers(here, ada, emmy, eve, settle, now, harm, looked):
    given = an_answer(a_question(here, ada), emmy, body=FINE)
    raise_flag(given, by=eve, harm=harm, words="It says nothing of the question.", now=now)
    settle()
    assert (Queue.LOW_QUALITY in opened()) is looked


def test_what_looks_unfinished_is_looked_at(here, ada, emmy, settle):
    an_answer(a_question(here, ada), emmy, body="See https://example.org/a/page/about/it !!!")
    settle()
    assert Queue.LOW_QUALITY in opened()


def test_one_task_for_each_queue_and_post(here, ada, now):
    question = a_question(here, ada)
    first = open_task(Queue.CLOSE, question, now=now)
    assert open_task(Queue.CLOSE, question, now=now) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.create(queue=Queue.CLOSE, entry=question, community=here, opened_at=now)


def test_after_its_end_there_may_be_another(here, ada, now):
    question = a_question(here, ada)
    Task.objects.create(queue=Queue.CLOSE, entry=question, community=here, opened_at=now, ended_at=now)
    assert open_task(Queue.CLOSE, question, now=now).ended_at is None


# --- ends ---


def ends(settle):
    settle()
    return sorted(Task.objects.exclude(ended_at=None).values_list("queue", "outcome"))


def test_what_is_deleted_needs_no_look(here, ada, emmy, mo, settle, now):
    question = a_question(here, ada)
    an_answer(question, emmy, body=FINE)
    Moderator.objects.create(community=here, member=mo, since=NOON)
    settle()
    delete(question, by=mo, now=now)
    assert ends(settle) == [("first-answers", "deleted"), ("first-questions", "deleted")]
    assert Happening.objects.filter(verb="task.ended").count() == 2


def test_what_was_closed_elsewhere_is_settled(to_close, reviewers, settle, now):
    for reviewer in reviewers[:2]:
        vote_to_close(to_close.entry, by=reviewer, reason="details", now=now)
    assert ends(settle) == [("close", "closed"), ("first-questions", "closed")]


def test_the_last_vote_taken_back_settles_it(to_close, reviewers, settle, now):
    take_back_ballot(to_close.entry, by=reviewers[4], purpose=Ballot.Purpose.CLOSE, now=now)
    assert ends(settle) == [("close", "settled")]


def test_votes_that_aged_away_settle_it_in_the_night(to_close, now):
    Ballot.objects.update(ended_at=now, outcome="aged")
    settle_all(now=now)
    assert Task.objects.get(queue=Queue.CLOSE).outcome == "settled"


@pytest.mark.parametrize(("approves", "outcome"), [(True, "approved"), (False, "rejected")])
def test_what_the_author_decides_is_settled(here, ada, emmy, task_in, settle, now, approves, outcome):
    suggestion = suggest(a_question(here, ada), by=emmy, body=FINE, now=now)
    task_in(Queue.SUGGESTED_EDITS)
    judge(suggestion, by=ada, approves=approves, reason="It says something else.", now=now)
    assert ends(settle) == [("suggested-edits", outcome)]


def test_moved_tasks_are_for_the_reviewers_there(here, community, ada, emmy, task_in, settle, now):
    question = a_question(here, ada)
    an_answer(question, emmy, body=FINE)
    end(task_in(Queue.FIRST_QUESTIONS), "looked_at", now=now)
    move(question, to=community, by=a_member("hana", is_staff=True), now=now)
    settle()
    found = Task.objects.order_by("queue").values_list("queue", "community__slug", "outcome")
    assert list(found) == [("first-answers", "academia", ""), ("first-questions", "here", "looked_at")]


# --- what is done where it stands ---


def test_whoever_may_review_and_improves_it_has_looked(here, ada, reviewers, task_in, settle, now):
    question = a_question(here, ada)
    task = task_in(Queue.FIRST_QUESTIONS)
    edit(question, by=reviewers[0], body=FINE, now=now)
    settle()
    task.refresh_from_db()
    assert (task.outcome, task.reviews.get().verdict) == ("improved", "edit")


def test_others_edits_and_the_author_s_are_no_look(here, ada, task_in, settle, now):
    question = a_question(here, ada)
    task = task_in(Queue.FIRST_QUESTIONS)
    give_points(ada, here, 1900)
    edit(question, by=ada, body=FINE, now=now)
    suggest(question, by=a_member("noor"), body=FINE + " Really.", now=now)
    settle()
    task.refresh_from_db()
    assert task.ended_at is None
