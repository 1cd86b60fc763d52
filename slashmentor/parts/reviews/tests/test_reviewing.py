"""What a verdict does, who may give it, how many it takes, and how many a day (rules.md, "Closing, reviewing, cleaning")."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.data import everything
from slashmentor.commons.standing.privileges import position_of
from slashmentor.parts.questions.actions import suggest, vote, vote_to_close
from slashmentor.parts.questions.models import Comment, Entry, Suggestion
from slashmentor.parts.reviews.actions import Late, open_task, review
from slashmentor.parts.reviews.actions.review import More
from slashmentor.parts.reviews.models import Queue, Review, Task
from slashmentor.parts.reviews.rules import require_queue
from tests.cast import NOON, a_community, a_question, an_answer, give_points

FINE = "Write to the person alone first, and bring the one page that shows it, with the numbers side by side."


def outcome_of(task):
    return Task.objects.get(pk=task.pk).outcome


# --- who may: rules.md, "Privileges" ---


@pytest.mark.parametrize(
    ("queue", "is_grown", "points"),
    [
        (Queue.FIRST_QUESTIONS, False, 350),
        (Queue.FIRST_QUESTIONS, True, 500),
        (Queue.FIRST_ANSWERS, False, 350),
        (Queue.LATE_ANSWERS, False, 350),
        (Queue.LOW_QUALITY, True, 500),
        (Queue.SUGGESTED_EDITS, False, 350),
        (Queue.SUGGESTED_EDITS, True, 500),
        (Queue.CLOSE, False, 500),
        (Queue.CLOSE, True, 3000),
        (Queue.REOPEN, False, 500),
        (Queue.REOPEN, True, 3000),
    ],
)
def test_each_queue_opens_with_its_points(db, ada, emmy, now, queue, is_grown, points):
    place = a_community("place", numbers={}, is_grown=is_grown)
    task = open_task(queue, a_question(place, ada), now=now)
    give_points(emmy, place, points - 1)
    with pytest.raises(Refused, match=f"opens at {points} points here; you have {points - 1}"):
        review(task, by=emmy, verdict="skip", now=now)
    give_points(emmy, place, points)
    require_queue(position_of(emmy, place.pk), queue, now=now)


def test_who_is_suspended_reviews_nothing(here, ada, reviewers, now):
    task = open_task(Queue.FIRST_QUESTIONS, a_question(here, ada), now=now)
    reviewers[0].suspended_until = now + timedelta(days=1)
    with pytest.raises(Refused, match="suspended until"):
        review(task, by=reviewers[0], verdict="fine", now=now)


def test_nobody_reviews_what_they_wrote(here, ada, now):
    give_points(ada, here, 1900)
    task = open_task(Queue.FIRST_QUESTIONS, a_question(here, ada), now=now)
    with pytest.raises(Refused, match="Others review what you wrote"):
        review(task, by=ada, verdict="fine", now=now)


# --- first looks ---


@pytest.fixture
def first(here, ada, now):
    return open_task(Queue.FIRST_QUESTIONS, a_question(here, ada), now=now)


def test_looking_good_ends_a_first_look(first, reviewers, now):
    review(first, by=reviewers[0], verdict="fine", now=now)
    assert outcome_of(first) == "looked_at"
    assert [row.verb for row in Happening.objects.order_by("-pk")[:2]] == ["task.ended", "review.made"]


def test_a_comment_is_written_in_the_same_breath(first, reviewers, now):
    review(first, by=reviewers[0], verdict="comment", more=More(words="What a clear question."), now=now)
    assert (Comment.objects.get().author, outcome_of(first)) == (reviewers[0], "looked_at")


def test_a_comment_that_can_t_be_taken_leaves_no_review(first, reviewers, now):
    with pytest.raises(Invalid) as caught:
        review(first, by=reviewers[0], verdict="comment", more=More(words="Hm."), now=now)
    assert (list(caught.value.errors), Review.objects.count()) == (["words"], 0)


def test_skipping_says_nothing_and_it_doesn_t_come_again(first, reviewers, now):
    review(first, by=reviewers[0], verdict="skip", now=now)
    assert outcome_of(first) == ""
    assert Task.objects.all().waiting_for(reviewers[0]).count() == 0
    assert Task.objects.all().waiting_for(reviewers[1]).count() == 1
    assert not Happening.objects.filter(verb="review.made").exists()


def test_twice_is_once(first, reviewers, now):
    once = review(first, by=reviewers[0], verdict="fine", now=now)
    assert review(first, by=reviewers[0], verdict="fine", now=now) == once
    assert Happening.objects.filter(verb="review.made").count() == 1


def test_somebody_may_be_faster(first, reviewers, now):
    review(first, by=reviewers[0], verdict="fine", now=now)
    with pytest.raises(Late, match="Somebody was faster"):
        review(first, by=reviewers[1], verdict="fine", now=now)


@pytest.mark.parametrize("verdict", ["", "close", "approve", "nonsense'--"])
def test_a_queue_has_its_own_verdicts(first, reviewers, now, verdict):
    with pytest.raises(Invalid, match="Please choose one of the buttons"):
        review(first, by=reviewers[0], verdict=verdict, now=now)


# --- how many it takes ---


@pytest.mark.parametrize(
    ("queue", "verdict", "people", "outcome"),
    [
        (Queue.FIRST_QUESTIONS, "fine", 1, "looked_at"),
        (Queue.LOW_QUALITY, "fine", 1, ""),
        (Queue.LOW_QUALITY, "fine", 2, "kept"),
        (Queue.CLOSE, "leave_open", 2, ""),
        (Queue.CLOSE, "leave_open", 3, "left_open"),
        (Queue.CLOSE, "close", 1, ""),
        (Queue.CLOSE, "close", 2, "closed"),  # with the vote that opened the task
        (Queue.REOPEN, "leave_closed", 2, ""),
        (Queue.REOPEN, "leave_closed", 3, "left_closed"),
        (Queue.REOPEN, "reopen", 2, ""),
        (Queue.REOPEN, "reopen", 3, "reopened"),
    ],
)
def test_so_many_say_the_same(here, ada, mo, reviewers, now, queue, verdict, people, outcome):
    question = a_question(here, ada)
    if queue == Queue.CLOSE:
        vote_to_close(question, by=reviewers[4], reason="details", now=now)
    if queue == Queue.REOPEN:
        Moderator.objects.create(community=here, member=mo, since=NOON)
        vote_to_close(question, by=mo, reason="details", now=now)
    task = open_task(queue, question, now=now)
    for reviewer in reviewers[:people]:
        review(task, by=reviewer, verdict=verdict, more=More(reason="details"), now=now)
    assert outcome_of(task) == outcome


def test_a_community_may_want_more(here, ada, reviewers, now):
    here.numbers = {**here.numbers, "review.looks.first-questions": 2}
    here.save(update_fields=["numbers"])
    task = open_task(Queue.FIRST_QUESTIONS, a_question(here, ada), now=now)
    review(task, by=reviewers[0], verdict="fine", now=now)
    assert outcome_of(task) == ""
    review(task, by=reviewers[1], verdict="fine", now=now)
    assert outcome_of(task) == "looked_at"


@pytest.mark.parametrize(
    ("verdict", "outcome", "is_closed"), [("leave_open", "left_open", False), ("close", "closed", True)]
)
def test_a_moderator_s_one_word_is_enough(to_close, mo, now, verdict, outcome, is_closed):
    Moderator.objects.create(community=to_close.community, member=mo, since=NOON)
    review(to_close, by=mo, verdict=verdict, more=More(reason="focus"), now=now)
    assert outcome_of(to_close) == outcome
    assert Entry.objects.get(pk=to_close.entry_id).is_closed is is_closed


def test_left_open_the_votes_to_close_are_at_an_end(to_close, reviewers, now):
    for reviewer in reviewers[:3]:
        review(to_close, by=reviewer, verdict="leave_open", now=now)
    assert not to_close.entry.ballots.filter(ended_at=None).exists()


def test_a_vote_to_close_needs_its_reason(to_close, reviewers, now):
    with pytest.raises(Invalid) as caught:
        review(to_close, by=reviewers[0], verdict="close", now=now)
    assert list(caught.value.errors) == ["why"]
    assert Review.objects.count() == 0


# --- suggested edits ---


@pytest.fixture
def suggested(here, ada, emmy, task_in, now):
    suggest(a_question(here, ada), by=emmy, body=FINE, now=now)
    return task_in(Queue.SUGGESTED_EDITS)


@pytest.mark.parametrize(
    ("verdict", "people", "outcome"),
    [
        ("approve", 1, ""),
        ("approve", 2, "approved"),
        ("reject", 1, ""),
        ("reject", 2, "rejected"),
    ],
)
def test_two_decide_about_an_edit(suggested, reviewers, now, verdict, people, outcome):
    for reviewer in reviewers[:people]:
        review(suggested, by=reviewer, verdict=verdict, more=More(words="It says more."), now=now)
    assert outcome_of(suggested) == outcome
    assert Suggestion.objects.get().state == (outcome or "waiting")


def test_not_this_time_says_why(suggested, reviewers, now):
    with pytest.raises(Invalid) as caught:
        review(suggested, by=reviewers[0], verdict="reject", now=now)
    assert list(caught.value.errors) == ["reason"]


def test_who_suggested_it_does_not_judge_it(suggested, here, emmy, now):
    give_points(emmy, here, 1900)
    assert Task.objects.all().waiting_for(emmy).filter(queue=Queue.SUGGESTED_EDITS).count() == 0
    with pytest.raises(Refused, match="Others judge what you suggested"):
        review(suggested, by=emmy, verdict="approve", now=now)


# --- low quality ---


@pytest.fixture
def poor(here, ada, emmy, now):
    return open_task(Queue.LOW_QUALITY, an_answer(a_question(here, ada), emmy, body=FINE), now=now)


def test_three_let_an_answer_go(poor, reviewers, now):
    for reviewer in reviewers[:3]:
        review(poor, by=reviewer, verdict="delete", now=now)
    assert outcome_of(poor) == "deleted"
    entry = Entry.objects.get(pk=poor.entry_id)
    assert (entry.deleted_at, entry.deleted_by) == (now, None)


def test_two_do_not(poor, reviewers, now):
    for reviewer in reviewers[:2]:
        review(poor, by=reviewer, verdict="delete", now=now)
    assert not Entry.objects.get(pk=poor.entry_id).is_deleted


def test_what_somebody_found_useful_stays(poor, reviewers, eve, now):
    vote(poor.entry, by=eve, value=1, now=now)
    with pytest.raises(Refused, match="Somebody found this useful"):
        review(poor, by=reviewers[0], verdict="delete", now=now)


def test_what_is_locked_stays(poor, reviewers, now):
    Entry.objects.filter(pk=poor.entry_id).update(locked_at=now)
    with pytest.raises(Refused, match="This is locked"):
        review(poor, by=reviewers[0], verdict="delete", now=now)


def test_questions_are_closed_rather_than_deleted(here, ada, reviewers, now):
    task = open_task(Queue.LOW_QUALITY, a_question(here, ada), now=now)
    with pytest.raises(Refused, match="closed rather than deleted"):
        review(task, by=reviewers[0], verdict="delete", now=now)


# --- what is held of a member ---


def test_a_member_takes_their_reviews_along(first, reviewers, now):
    review(first, by=reviewers[0], verdict="fine", now=now)
    (row,) = everything(reviewers[0])["reviews"]
    assert (row["task__queue"], row["verdict"], row["task__outcome"]) == (
        "first-questions",
        "fine",
        "looked_at",
    )
