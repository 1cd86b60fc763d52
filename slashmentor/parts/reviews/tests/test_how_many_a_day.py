"""Twenty reviews a day in each queue, as Stack Exchange has it; skipping is free."""

from datetime import timedelta

import pytest

from slashmentor.base.errors import Refused
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.reviews.actions import open_task, review
from slashmentor.parts.reviews.models import Queue
from tests.cast import NOON, a_member, a_question


def many(here, count, queue=Queue.FIRST_QUESTIONS):
    """Tasks on as many copies of one question."""
    question = a_question(here, a_member(f"asker-{queue}"))
    tasks = []
    for _number in range(count):
        copy = Entry.objects.get(pk=question.pk)
        copy.pk = None
        copy.save()
        tasks.append(open_task(queue, copy, now=NOON))
    return tasks


def test_twenty_a_day_in_a_queue(here, reviewers, now):
    tasks = many(here, 21)
    for task in tasks[:20]:
        review(task, by=reviewers[0], verdict="fine", now=now)
    with pytest.raises(Refused, match="You reviewed 20 posts in this queue today"):
        review(tasks[20], by=reviewers[0], verdict="fine", now=now)
    assert review(tasks[20], by=reviewers[0], verdict="skip", now=now).verdict == "skip"
    other = many(here, 1, Queue.LOW_QUALITY)[0]
    assert review(other, by=reviewers[0], verdict="fine", now=now).verdict == "fine"


def test_there_are_more_after_midnight_and_skipping_is_free(here, reviewers, now):
    here.numbers = {**here.numbers, "review.a_day": 1}
    here.save(update_fields=["numbers"])
    first, second, third, fourth = many(here, 4)
    review(first, by=reviewers[0], verdict="skip", now=now)
    review(second, by=reviewers[0], verdict="fine", now=now)
    with pytest.raises(Refused, match="You reviewed 1 post in this queue today"):
        review(third, by=reviewers[0], verdict="fine", now=now)
    assert review(fourth, by=reviewers[0], verdict="fine", now=now + timedelta(hours=12))
