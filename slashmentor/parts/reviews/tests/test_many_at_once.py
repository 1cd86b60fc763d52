"""Reviewers who press the button in the same moment, on a real instance."""

# Forked from one, since the starts of Python would be what takes the time.
CROWD = """
import multiprocessing
import django
django.setup()
from django.db import connections
from django.utils import timezone
from slashmentor.base.errors import Refused
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.reviews.actions import open_task, review
from slashmentor.parts.reviews.models import Queue, Review, Task
from tests.cast import GENEROUS, a_community, a_member, a_question, give_points

now = timezone.now()
here = a_community("here", numbers={**GENEROUS, "review.a_day": 3})
question = a_question(here, a_member("ada"))
reviewers = [a_member(f"reviewer-{number}") for number in range(8)]
for reviewer in reviewers:
    give_points(reviewer, here, 1900)
tasks = []
for number in range(8):
    copy = Entry.objects.get(pk=question.pk)
    copy.pk = None
    copy.save()
    tasks.append(open_task(Queue.FIRST_QUESTIONS, copy, now=now))
alone = tasks.pop()

def press(task, by):
    try:
        review(task, by=by, verdict="fine", now=now)
    except Refused:
        pass

def at_once(deeds):
    connections.close_all()
    people = [multiprocessing.get_context("fork").Process(target=do, args=args) for do, args in deeds]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert [one.exitcode for one in people] == [0] * len(people)

at_once([(press, (alone, reviewer)) for reviewer in reviewers])
print(Review.objects.filter(task=alone).count(), Task.objects.get(pk=alone.pk).outcome)
at_once([(press, (task, reviewers[0])) for task in tasks] * 2)
print(Review.objects.filter(by=reviewers[0]).count())
at_once([(lambda: open_task(Queue.LOW_QUALITY, question, now=now), ())] * 8)
print(Task.objects.filter(queue=Queue.LOW_QUALITY).count())
"""


def test_one_look_is_one_twenty_a_day_are_twenty_and_a_task_is_one(instance):
    assert instance.do(CROWD) == "1 looked_at\n3\n1\n"
