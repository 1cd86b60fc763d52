"""Members who do something with the same posts at the same moment: one waits for the other, never both."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection, transaction

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.standing.ledger import locked_standing
from slashmentor.parts.questions.actions import comment, count_waiting_votes, find_useful, vote
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import Bookmark, Comment, Entry, Greeting, Vote
from tests.at_once import at_once
from tests.cast import NOON, a_member, a_question

# SQLite lets one write at a time.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TIMES = 12
OVER = NOON + timedelta(hours=24)


def test_an_answer_is_voted_on_while_it_is_commented_on(answer, ada, eve):
    remark = comment(answer, by=ada, body="Which of the two did you try first?", now=NOON)
    assert not at_once(
        lambda number: vote(answer, by=ada, value=number % 2, now=NOON),
        lambda number: comment(answer, by=eve, body=f"This helped me, too: {number}", now=NOON),
        lambda number: find_useful(remark, by=eve, useful=number % 2 == 0, now=NOON),
        times=TIMES,
    )
    assert Comment.objects.count() == 1 + TIMES
    assert Entry.objects.get(pk=answer.pk).score == Vote.objects.count() == 1


def test_two_votes_at_once_use_up_two_of_a_days_votes(community, ada):
    community.numbers = {**community.numbers, "votes.a_day": 1, "votes.more_on_questions": 0}
    community.save(update_fields=["numbers"])
    asked = [a_question(community, ada) for _ in range(2)]
    voters = [a_member(f"voter{number}") for number in range(TIMES)]

    def cast(question, voter):
        with suppress(Refused):
            vote(question, by=voter, value=1, now=NOON)

    assert not at_once(
        lambda number: cast(asked[0], voters[number]),
        lambda number: cast(asked[1], voters[number]),
        times=TIMES,
    )
    assert Vote.objects.count() == TIMES


def test_counting_votes_that_waited_holds_nobody_up_between_two_questions(community, ada, emmy):
    first, second = a_question(community, ada), a_question(community, ada)
    for question in (first, second):
        Greeting.objects.update_or_create(question=question, defaults={"community": community, "until": OVER})
        vote(question, by=emmy, value=-1, now=NOON)
    run_waiting()
    count_waiting_votes.later()
    counting = threading.Thread(target=run_and_leave)
    with transaction.atomic():
        locked(second)
        counting.start()
        until_somebody_waits()
        locked_standing(ada.pk, community.pk)  # as every vote on the second question does next
    counting.join()
    assert not Vote.objects.filter(waits_until__isnull=False).exists()


def run_and_leave():
    try:
        run_waiting()
    finally:
        connection.close()


def until_somebody_waits():
    pause = threading.Event()
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.01)
    raise AssertionError("nobody waits for the second question")


def test_who_only_names_a_post_holds_up_nobody_who_changes_it(answer, ada, eve):
    done = []

    def cast():
        vote(answer, by=ada, value=1, now=NOON)
        done.append(True)
        connection.close()

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the post is only looked for at the end
        Bookmark.objects.create(entry=answer, member=eve, at=NOON)
        voter = threading.Thread(target=cast)
        voter.start()
        voter.join(10)
        assert done
    voter.join()
