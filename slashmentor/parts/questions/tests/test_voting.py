from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import delete, edit, vote
from slashmentor.parts.questions.models import Entry, Tagging, Vote
from tests.cast import a_question, an_answer


@pytest.mark.parametrize(
    ("votes", "shown"),
    [
        ([1], (1, 1, 0)),
        ([-1], (-1, 0, 1)),
        ([1, 1], (1, 1, 0)),
        ([1, 0], (0, 0, 0)),
        ([1, -1], (-1, 0, 1)),
        ([-1, 1, 0, -1], (-1, 0, 1)),
        ([0], (0, 0, 0)),
    ],
)
def test_the_last_vote_counts_once(question, emmy, now, votes, shown):
    for value in votes:
        entry = vote(question, by=emmy, value=value, now=now)
    assert (entry.score, entry.ups, entry.downs) == shown
    assert set(Tagging.objects.values_list("score", flat=True)) == {shown[0]}


def test_a_vote_makes_the_page_new(question, emmy, now):
    before = Entry.objects.get(pk=question.pk).version
    vote(question, by=emmy, value=1, now=now)
    assert Entry.objects.get(pk=question.pk).version == before + 1


def test_a_good_answer_answers_the_question(question, answer, ada, now):
    assert not Entry.objects.get(pk=question.pk).is_answered
    vote(answer, by=ada, value=1, now=now)
    assert Entry.objects.get(pk=question.pk).is_answered
    assert set(Tagging.objects.values_list("is_answered", flat=True)) == {True}
    vote(answer, by=ada, value=-1, now=now)
    assert not Entry.objects.get(pk=question.pk).is_answered


def test_nobody_votes_on_their_own(question, ada, now):
    with pytest.raises(Refused, match="Others vote on what you wrote"):
        vote(question, by=ada, value=1, now=now)


def test_the_database_refuses_it_too(question, ada, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(voter=ada, entry=question, author=ada, value=1, cast_at=now)


def test_the_database_refuses_a_second_vote(question, emmy, ada, now):
    vote(question, by=emmy, value=1, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(voter=emmy, entry=question, author=ada, value=1, cast_at=now)


def test_what_is_deleted_takes_no_votes(question, ada, emmy, now):
    delete(question, by=ada, now=now)
    with pytest.raises(Refused, match="This was deleted"):
        vote(question, by=emmy, value=1, now=now)


@pytest.mark.parametrize(("minutes", "changes"), [(0, True), (5, True), (6, False), (600, False)])
def test_a_vote_can_be_changed_for_five_minutes(question, emmy, now, minutes, changes):
    vote(question, by=emmy, value=1, now=now)
    later = now + timedelta(minutes=minutes)
    if changes:
        assert vote(question, by=emmy, value=0, now=later).score == 0
    else:
        with pytest.raises(Refused, match="A vote can be changed for 5 minutes"):
            vote(question, by=emmy, value=0, now=later)


def test_an_edit_lets_people_think_again(question, ada, emmy, now):
    vote(question, by=emmy, value=-1, now=now)
    edit(question, by=ada, body=question.body + " The data are open.", now=now + timedelta(hours=1))
    assert vote(question, by=emmy, value=1, now=now + timedelta(hours=2)).score == 1


@pytest.mark.parametrize(
    ("on_questions", "on_answers", "question_next", "answer_next"),
    [
        (0, 0, True, True),
        (0, 29, True, True),
        (0, 30, True, False),
        (9, 30, True, False),
        (10, 30, False, False),
        (10, 29, True, True),
        (39, 0, True, True),
        (40, 0, False, False),
    ],
)
def test_thirty_votes_a_day_and_ten_more_on_questions(
    community, ada, emmy, now, on_questions, on_answers, question_next, answer_next
):
    asked = a_question(community, ada)
    answered = an_answer(asked, ada)
    Vote.objects.bulk_create(
        Vote(voter=emmy, entry=entry, author=ada, value=1, cast_at=now)
        for entry in (_copies(asked, on_questions) + _copies(answered, on_answers))
    )
    assert _may_vote(asked, emmy, now) is question_next
    assert _may_vote(answered, emmy, now) is answer_next


def test_the_budget_is_new_after_midnight(question, ada, emmy, now):
    answered = an_answer(question, ada)
    Vote.objects.bulk_create(
        Vote(voter=emmy, entry=entry, author=ada, value=1, cast_at=now) for entry in _copies(answered, 30)
    )
    assert not _may_vote(answered, emmy, now.replace(hour=23, minute=59))
    assert _may_vote(answered, emmy, now + timedelta(days=1))


def test_a_vote_is_written_down(question, emmy, now):
    vote(question, by=emmy, value=-1, now=now)
    happening = Happening.objects.get(verb="entry.voted")
    assert (happening.by, happening.data) == (emmy, {"value": -1, "before": 0})


def _copies(entry, count):
    copies = []
    for _number in range(count):
        copy = Entry.objects.get(pk=entry.pk)
        copy.pk = None
        copies.append(copy)
    return Entry.objects.bulk_create(copies)


def _may_vote(entry, by, now):
    try:
        with transaction.atomic():
            vote(entry, by=by, value=1, now=now)
            vote(entry, by=by, value=0, now=now)
    except Refused:
        return False
    return True


def test_a_vote_costs_as_many_queries_as_it_has_since_it_was_measured(
    question, answer, eve, now, django_assert_max_num_queries
):
    """The entry and its question, the vote, the position, the voter and their votes of the day, five for the author's
    points, counters, what happened."""
    vote(answer, by=eve, value=1, now=now)
    with django_assert_max_num_queries(27):
        vote(question, by=eve, value=1, now=now)
