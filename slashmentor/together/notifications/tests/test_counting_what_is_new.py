"""`Member.unread` is what it counts, whatever happens, in whatever order."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions import actions as questions
from slashmentor.together.notifications import actions, upkeep
from slashmentor.together.notifications.models import Notification
from slashmentor.together.notifications.queries import miscounted
from slashmentor.together.notifications.tests.conftest import SAID, comment
from tests.cast import NOON, a_question, an_answer

pytestmark = pytest.mark.django_db


def unread(member):
    member.refresh_from_db()
    return member.unread


def test_what_is_told_counts_and_what_is_seen_does_not(told, ada, emmy):
    assert (unread(ada), unread(emmy)) == (1, 0)
    assert actions.see(ada, told.pk, now=NOON) == 1
    assert unread(ada) == 0


def test_seen_twice_is_seen_once(told, ada):
    actions.see(ada, told.pk, now=NOON)
    later = NOON + timedelta(days=1)
    assert actions.see(ada, told.pk, now=later) == 0
    told.refresh_from_db()
    assert (unread(ada), told.seen_at) == (0, NOON)


def test_told_twice_is_told_once(told, ada):
    assert actions.tell(told.happening) == []
    assert (unread(ada), Notification.objects.count()) == (1, 1)


def test_nobody_sees_for_somebody_else(told, ada, eve):
    assert actions.see(eve, told.pk, now=NOON) == 0
    assert actions.see_all(eve, now=NOON) == 0
    assert (unread(ada), unread(eve)) == (1, 0)


def test_a_question_s_page_shows_what_stood_on_it_then(told, question, ada, emmy):
    comment(question, emmy, now=NOON + timedelta(minutes=5))
    assert actions.see_question(ada, question.pk, until=NOON + timedelta(minutes=1), now=NOON) == 1
    assert unread(ada) == 1


def test_another_question_s_page_shows_nothing_of_it(told, community, ada, emmy):
    other = a_question(community, ada)
    assert actions.see_question(ada, other.pk, until=NOON, now=NOON) == 0
    assert unread(ada) == 1


def test_what_is_deleted_counts_no_more(told, ada, emmy):
    questions.delete(told.entry, by=emmy, now=NOON)
    run_waiting(NOON)
    assert unread(ada) == 0


def test_with_a_question_goes_what_is_told_of_its_comments(community, ada, emmy):
    question = a_question(community, ada)
    comment(question, emmy)
    questions.delete(question, by=ada, now=NOON)
    run_waiting(NOON)
    assert unread(ada) == 0


def test_saving_a_member_who_was_read_before_leaves_the_count_alone(ada, question, emmy):
    before = type(ada).objects.get(pk=ada.pk)
    comment(question, emmy)
    before.set_password("another one")
    before.save()
    assert unread(ada) == 1


def test_a_wrong_count_is_found_and_mended(told, ada, emmy):
    type(ada).objects.filter(pk=emmy.pk).update(unread=7)
    assert miscounted() == [emmy.pk]
    upkeep.verify_counts()
    assert (miscounted(), unread(ada), unread(emmy)) == ([], 1, 0)


def test_what_was_seen_half_a_year_ago_is_swept(told, ada, emmy, question):
    kept = comment(question, emmy)
    actions.see(ada, told.pk, now=NOON)
    upkeep.sweep(now=NOON + timedelta(days=179))
    assert Notification.objects.count() == 2
    upkeep.sweep(now=NOON + timedelta(days=181))
    assert (list(Notification.objects.all()), unread(ada)) == ([kept], 1)


class Story:
    """What may happen to ada's question; each step leaves it to the background work."""

    def __init__(self, question, ada, emmy):
        self.question, self.ada, self.emmy = question, ada, emmy
        self.answers = []

    def answer(self):
        self.answers.append(an_answer(self.question, self.emmy))

    def comment(self):
        questions.comment(self.question, by=self.emmy, body=f"{SAID} @ada", now=NOON)

    def delete(self):
        if self.answers:
            questions.delete(self.answers.pop(), by=self.emmy, now=NOON)

    def see_one(self):
        newest = Notification.objects.order_by("-pk").first()
        actions.see(self.ada, newest.pk if newest else 1, now=NOON)

    def see_all(self):
        actions.see_all(self.ada, now=NOON)

    def read(self):
        actions.see_question(self.ada, self.question.pk, until=NOON, now=NOON)

    def tell_again(self):
        for happening in Happening.objects.filter(verb="question.answered"):
            actions.tell(happening)

    def sweep(self):
        upkeep.sweep(now=NOON + timedelta(days=181))


STEPS = st.lists(st.sampled_from([step for step in vars(Story) if not step.startswith("_")]), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_in_whatever_order_the_count_is_true(question, ada, emmy, steps):
    story = Story(question, ada, emmy)
    for step in steps:
        getattr(story, step)()
        run_waiting(NOON)
        assert miscounted() == []
    assert unread(ada) == Notification.objects.unseen().filter(member=ada).count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_told_and_seen_by_many_at_once_the_count_is_exact(question, ada, emmy):
    for number in range(12):
        questions.comment(question, by=emmy, body=f"{SAID} {number}", now=NOON)
    happenings = list(Happening.objects.filter(verb="entry.commented"))
    begin = threading.Barrier(4)

    def tell_all():
        begin.wait()
        for happening in happenings:
            with suppress(IntegrityError):  # the queue would do it again, and find it done
                actions.tell(happening)
        connection.close()

    def see():
        begin.wait()
        for _again in range(12):
            actions.see_all(ada, now=NOON)
        connection.close()

    threads = [threading.Thread(target=function) for function in (tell_all, tell_all, see, see)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Notification.objects.count(), miscounted()) == (12, [])
