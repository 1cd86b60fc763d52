from datetime import timedelta

import pytest

from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.data import everything
from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.parts.questions.actions import accept, delete, vote
from slashmentor.parts.questions.models import Entry
from slashmentor.together.routing.actions import bring_back, wave_off
from slashmentor.together.routing.models import NotForMe
from slashmentor.together.routing.queries.guessing import guess_fitting, knowledge_of
from slashmentor.together.routing.words import why
from tests.cast import a_question, an_answer

TITLES = (f"Question number {number} about something hard" for number in range(1_000))


def knows(member, topic, level, now):
    """As the settings page writes it."""
    found, _new = Topic.objects.get_or_create(name=topic, defaults={"created_at": now})
    Expertise.objects.create(member=member, topic=found, level=level, since=now)
    member.knows = [*member.knows, {"topic": topic, "level": level}]
    member.save(update_fields=["knows"])


def asked(community, by, *topics, **changes):
    return a_question(community, by, title=next(TITLES), topics=list(topics), **changes)


def reason(item):
    return why(item, {})


def shown(member, now):
    ids = [item.id for item in guess_fitting(member, now=now, most=7)]
    found = Entry.objects.in_bulk(ids)
    return [found[each] for each in ids]


def test_a_newcomer_without_a_profile_gets_nothing(question, emmy, now):
    assert guess_fitting(emmy, now=now, most=5) == []


def test_listed_expertise_is_enough(community, ada, emmy, now):
    knows(emmy, "funding", "expert", now)
    fits = asked(community, ada, "funding", "contracts")
    asked(community, ada, "housing")
    (item,) = guess_fitting(emmy, now=now, most=5)
    assert item.id == fits.pk
    assert reason(item) == "You list <em>funding</em> as expert."


def test_what_was_answered_before_counts_at_once(community, ada, emmy, now):
    an_answer(asked(community, ada, "reading"), emmy)
    fits = asked(community, ada, "reading")
    (item,) = guess_fitting(emmy, now=now, most=5)
    assert item.id == fits.pk
    assert reason(item) == "You answered one question on <em>reading</em> lately."


def test_two_reasons_are_told_the_stronger_first(community, ada, emmy, now):
    knows(emmy, "grants", "learning", now)
    for _number in range(3):
        an_answer(asked(community, ada, "funding"), emmy)
    asked(community, ada, "grants", "funding")
    (item,) = guess_fitting(emmy, now=now, most=5)
    assert reason(item) == (
        "You answered 3 on <em>funding</em> lately, and you are learning <em>grants</em>."
    )


def test_an_expert_comes_before_a_learner(community, ada, emmy, now):
    knows(emmy, "funding", "expert", now)
    knows(emmy, "housing", "learning", now)
    learner, expert = asked(community, ada, "housing"), asked(community, ada, "funding")
    assert shown(emmy, now) == [expert, learner]


def test_who_waits_for_a_first_answer_comes_first(community, ada, emmy, eve, now):
    knows(emmy, "funding", "expert", now)
    waiting, helped = asked(community, ada, "funding"), asked(community, ada, "funding")
    an_answer(helped, eve)
    assert shown(emmy, now) == [waiting, helped]


def test_an_accepted_answer_sends_it_further_down(community, ada, emmy, eve, now):
    knows(emmy, "funding", "expert", now)
    settled, helped = asked(community, ada, "funding"), asked(community, ada, "funding")
    an_answer(helped, eve)
    accept(an_answer(settled, eve), by=ada, now=now)
    assert shown(emmy, now) == [helped, settled]


@pytest.mark.parametrize("left_out", ["own", "answered", "waved off", "closed", "deleted", "a year old"])
def test_what_is_left_out(community, ada, emmy, now, left_out):
    knows(emmy, "funding", "expert", now)
    by = emmy if left_out == "own" else ada
    question = asked(community, by, "funding", now=now - timedelta(days=366 * (left_out == "a year old")))
    if left_out == "answered":
        an_answer(question, emmy)
    elif left_out == "waved off":
        wave_off(question, by=emmy, now=now)
    elif left_out == "closed":
        Entry.objects.filter(pk=question.pk).update(closed_at=now)
        question.taggings.update(is_open=False)
    elif left_out == "deleted":
        delete(question, by=ada, now=now)
    assert shown(emmy, now) == []


def test_not_for_me_can_be_taken_back(community, ada, emmy, now):
    knows(emmy, "funding", "expert", now)
    question = asked(community, ada, "funding")
    wave_off(question, by=emmy, now=now)
    wave_off(question, by=emmy, now=now)
    assert NotForMe.objects.count() == 1
    bring_back(question, by=emmy, now=now)
    assert shown(emmy, now) == [question]


def test_what_was_waved_off_goes_with_the_member(community, ada, emmy, now):
    question = asked(community, ada, "funding")
    wave_off(question, by=emmy, now=now)
    assert everything(emmy)["not_for_me"] == [{"question": question.title, "at": now.isoformat()}]
    leave(emmy, by=emmy, now=now)
    assert NotForMe.objects.count() == 0


def test_the_list_ends(community, ada, emmy, now):
    knows(emmy, "funding", "expert", now)
    for _number in range(12):
        asked(community, ada, "funding")
    assert len(guess_fitting(emmy, now=now, most=5)) == 5


def test_votes_never_count(community, ada, emmy, now):
    liked, plain = asked(community, ada, "liked"), asked(community, ada, "plain")
    vote(an_answer(liked, emmy), by=ada, value=1, now=now)
    an_answer(plain, emmy)
    knowledge = knowledge_of(emmy, now=now)
    assert knowledge.strength("liked") == knowledge.strength("plain") > knowledge.strength("unknown") == 0


def test_answering_oneself_says_nothing(community, emmy, now):
    an_answer(asked(community, emmy, "funding"), emmy)
    assert knowledge_of(emmy, now=now).topics() == []


@pytest.mark.parametrize("rows", [1, 100])
def test_guessing_takes_three_queries(community, ada, emmy, now, rows, django_assert_num_queries):
    knows(emmy, "funding", "expert", now)
    for number in range(rows):
        asked(community, ada, "funding", f"topic-{number}")
    with django_assert_num_queries(3):
        assert guess_fitting(emmy, now=now, most=5)
