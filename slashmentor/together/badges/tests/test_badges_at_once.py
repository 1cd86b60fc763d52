"""Badges that come with what one does: through the actions themselves, and the queue."""

from datetime import timedelta

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions import actions
from slashmentor.together.badges.listeners import award_at_once
from slashmentor.together.badges.models import Award
from tests.cast import NOON, an_answer

from . import states as s
from .states import TODAY, World

pytestmark = pytest.mark.django_db


def keys(member):
    return sorted(Award.objects.filter(member=member).values_list("badge", flat=True))


def test_a_vote_makes_a_student_and_a_supporter(question, ada, emmy):
    actions.vote(question, by=emmy, value=1, now=NOON)
    run_waiting()
    assert (keys(ada), keys(emmy)) == (["student"], ["supporter"])


def test_a_vote_against_something_makes_a_critic_and_shames_nobody(question, ada, emmy):
    actions.vote(question, by=emmy, value=-1, now=NOON)
    run_waiting()
    assert (keys(ada), keys(emmy)) == ([], ["critic"])


def test_accepting_makes_a_scholar(question, answer, ada):
    actions.accept(answer, by=ada, now=NOON)
    run_waiting()
    assert keys(ada) == ["scholar"]


def test_an_edit_makes_an_editor_and_other_topics_an_organizer(question, ada):
    actions.edit(
        question, by=ada, body=question.body + " Twice.", topics=["statistics"], now=NOON + timedelta(hours=1)
    )
    run_waiting()
    assert keys(ada) == ["editor", "organizer"]


def test_taking_a_vote_back_takes_no_badge_back(question, ada, emmy):
    actions.vote(question, by=emmy, value=1, now=NOON)
    run_waiting()
    actions.vote(question, by=emmy, value=0, now=NOON)
    run_waiting()
    assert (keys(ada), keys(emmy)) == (["student"], ["supporter"])


def test_others_hear_that_a_badge_was_awarded(question, ada, emmy):
    actions.vote(question, by=emmy, value=1, now=NOON)
    run_waiting()
    told = Happening.objects.filter(verb="badge.awarded").order_by("about_id")
    assert sorted((one.about.member.handle, one.by) for one in told) == [("ada", None), ("emmy", None)]


def test_a_question_s_rise_saves_who_answered_it():
    """The happening is a vote on the question; the badge is for its answer's author."""
    world = World()
    me, answer = s.rescued(world, 5)
    award_at_once(happened("entry.voted", by=world.other, about=answer.question, now=TODAY))
    assert "lifejacket" in keys(me)


def test_a_vote_on_one_question_looks_at_no_other():
    world = World()
    s.asked_of_score(world, 10)
    _me, other = s.asked_of_score(world, 0)
    award_at_once(happened("entry.voted", by=world.other, about=other, now=TODAY))
    assert "nice-question" not in keys(world.me)


def test_what_is_gone_when_it_is_heard_of_awards_nothing(question, ada, emmy):
    happening = happened("entry.voted", by=emmy, about=question, now=NOON)
    type(question).objects.all().delete()
    award_at_once(happening)
    assert not Award.objects.exists()


def test_an_anonymous_question_brings_nobody_a_badge(question, emmy):
    type(question).objects.update(author=None, author_name="Quiet Heron")
    actions.vote(question, by=emmy, value=1, now=NOON)
    run_waiting()
    assert list(Award.objects.values_list("badge", flat=True)) == ["supporter"]


@pytest.mark.parametrize("answers", [1, 40])
def test_a_vote_costs_the_same_in_a_long_thread_as_in_a_short(
    question, community, emmy, answers, django_assert_max_num_queries
):
    for _ in range(answers):
        an_answer(question, emmy, body=f"Answer {_}: write to the person alone, with the page.")
    happening = happened("entry.voted", by=emmy, about=question, now=NOON)
    with django_assert_max_num_queries(45):
        award_at_once(happening)
