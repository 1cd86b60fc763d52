"""Votes against a newcomer's first question count when its first day is over (rules: ours)."""

from datetime import timedelta

import pytest

from slashmentor.commons.standing.models import Line, Standing
from slashmentor.commons.standing.verifying import verify
from slashmentor.parts.questions.actions import count_waiting_votes, delete, vote
from slashmentor.parts.questions.models import Entry, Greeting, Vote
from tests.cast import NOON

OVER = NOON + timedelta(hours=24)


@pytest.fixture
def first(question):
    Greeting.objects.update_or_create(
        question=question, defaults={"community": question.community, "until": OVER}
    )
    return question


def shown(question) -> tuple[int, int]:
    question.refresh_from_db()
    return question.downs, question.score


def test_it_counts_once_and_not_before(first, ada, emmy):
    vote(first, by=emmy, value=-1, now=NOON)
    count_waiting_votes(now=OVER - timedelta(seconds=1))
    assert (shown(first), Line.objects.count()) == ((0, 0), 0)
    for _twice in range(2):
        count_waiting_votes(now=OVER)
    assert (shown(first), Standing.objects.get(member=ada).points) == ((1, -1), -1)
    # On the day when it was cast, as every vote does.
    assert Line.objects.get().day == NOON.date()
    assert not any(result.differences for result in verify(repair=False, now=OVER))


def test_a_useful_vote_counts_at_once(first, emmy):
    assert vote(first, by=emmy, value=1, now=NOON).score == 1


def test_taken_back_while_it_waits_it_never_counts(first, emmy):
    vote(first, by=emmy, value=-1, now=NOON)
    vote(first, by=emmy, value=0, now=NOON)
    count_waiting_votes(now=OVER)
    assert (shown(first), Vote.objects.count()) == ((0, 0), 0)


def test_on_what_was_deleted_it_brings_no_points(first, ada, emmy):
    vote(first, by=emmy, value=-1, now=NOON)
    delete(Entry.objects.get(pk=first.pk), by=ada, now=NOON)
    count_waiting_votes(now=OVER)
    assert (shown(first), Line.objects.count()) == ((1, -1), 0)
