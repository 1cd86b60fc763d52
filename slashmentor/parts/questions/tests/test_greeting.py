"""A first question goes to a few who said that they welcome; votes against it wait for its first day (ours)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import (
    answer,
    ask_greeters,
    comment,
    edit,
    greet,
    greet_here,
    move,
    stop_greeting,
    vote,
)
from slashmentor.parts.questions.models import Greeter, Greeting
from tests.cast import GENEROUS, a_community, a_member, a_question, an_answer, give_points


@pytest.fixture
def kind(db):
    """As generous as the others, with first days of 24 hours."""
    return a_community("kind", numbers={**GENEROUS, "greeting.hours": 24})


@pytest.fixture
def first(kind, ada):
    return a_question(kind, ada)


def settle(now):
    run_waiting(now=now + timedelta(minutes=1))


def wanted():
    return [happening.data["greeters"] for happening in Happening.objects.filter(verb="greeting.wanted")]


# --- the first day ---


def test_a_first_question_has_a_first_day(first, now):
    assert Greeting.objects.get().until == now + timedelta(hours=24)


def test_a_second_question_has_none(first, kind, ada):
    a_question(kind, ada, title="And how do I tell the journal about it?")
    assert Greeting.objects.get().question == first


def test_each_community_has_its_own_first(first, ada, emmy):
    other = a_community("other", numbers={**GENEROUS, "greeting.hours": 24})
    a_question(other, ada)
    assert Greeting.objects.count() == 2


def test_a_deleted_question_was_the_first_all_the_same(first, kind, ada, now):
    from slashmentor.parts.questions.actions import delete  # only this test deletes

    delete(first, by=ada, now=now)
    a_question(kind, ada, title="Is this one the first that I ask here?")
    assert Greeting.objects.get().question_id == first.pk


def test_a_community_may_do_without(community, ada):
    a_question(community, ada)
    assert Greeting.objects.count() == 0


@pytest.mark.parametrize(
    ("hours", "value", "score"), [(0, -1, 0), (23, -1, 0), (24, -1, -1), (0, 1, 1), (23, 1, 1)]
)
def test_only_votes_against_it_wait(first, emmy, now, hours, value, score):
    assert vote(first, by=emmy, value=value, now=now + timedelta(hours=hours)).score == score


def test_answers_have_no_first_day(first, emmy, eve, now):
    assert vote(an_answer(first, emmy), by=eve, value=-1, now=now).score == -1


# --- who is asked ---


@pytest.fixture
def greeters(kind, now):
    members = [a_member(f"greeter-{number}") for number in range(7)]
    for member in members:
        greet_here(kind, by=member, now=now)
    return members


def test_five_greeters_are_asked_at_most(greeters, first, now):
    settle(now)
    assert wanted() == [[member.pk for member in greeters[:5]]]


def test_the_next_time_those_who_were_not_asked_come_first(greeters, first, kind, emmy, now):
    settle(now)
    a_question(kind, emmy, now=now + timedelta(hours=1))
    settle(now + timedelta(hours=1))
    assert wanted()[1] == [greeters[number].pk for number in (5, 6, 0, 1, 2)]


def test_nobody_is_asked_to_greet_themself(kind, ada, now):
    greet_here(kind, by=ada, now=now)
    a_question(kind, ada)
    settle(now)
    assert wanted() == []


def test_who_is_suspended_is_not_asked(greeters, first, now):
    first_one = greeters[0]
    first_one.suspended_until = now + timedelta(days=1)
    first_one.save(update_fields=["suspended_until"])
    ask_greeters(first, now=now)
    assert first_one.pk not in wanted()[0]


def test_a_second_question_asks_nobody(greeters, first, kind, ada, now):
    settle(now)
    a_question(kind, ada, title="And how do I tell the journal about it?")
    settle(now)
    assert len(wanted()) == 1


def test_greeting_opens_with_the_points_for_comments(strict, emmy, now):
    with pytest.raises(Refused, match="Commenting on others’ posts opens at 50 points here; you have 1"):
        greet_here(strict, by=emmy, now=now)
    give_points(emmy, strict, 50)
    greet_here(strict, by=emmy, now=now)
    greet_here(strict, by=emmy, now=now)
    assert Greeter.objects.count() == 1
    stop_greeting(strict, by=emmy, now=now)
    stop_greeting(strict, by=emmy, now=now)
    assert Greeter.objects.count() == 0


# --- the welcome ---


@pytest.fixture
def greeter(kind, emmy, now):
    greet_here(kind, by=emmy, now=now)
    return emmy


@pytest.mark.parametrize("way", ["comment", "answer", "edit"])
def test_a_greeter_who_comments_answers_or_improves_it_has_welcomed(kind, first, greeter, now, way):
    give_points(greeter, kind, 5000)
    if way == "comment":
        comment(first, by=greeter, body="What a clear way to put this.", now=now)
    elif way == "answer":
        answer(first, by=greeter, body="I would go to the person alone, with the one page.", now=now)
    else:
        edit(first, by=greeter, body=first.body + " The data are open.", now=now)
    settle(now)
    assert Greeting.objects.get().greeted_by == greeter


def test_others_words_are_no_greeters_welcome(first, eve, now):
    comment(first, by=eve, body="What a clear way to put this.", now=now)
    settle(now)
    assert Greeting.objects.get().greeted_at is None


def test_the_first_welcome_stays(kind, first, greeter, eve, now):
    greet_here(kind, by=eve, now=now)
    greet(first, by=greeter, now=now)
    greet(first, by=eve, now=now)
    assert Greeting.objects.get().greeted_by == greeter
    assert Happening.objects.filter(verb="question.greeted").count() == 1


def test_only_those_who_welcome_here_say_so(first, eve, now):
    with pytest.raises(Refused, match="for those who welcome first questions here"):
        greet(first, by=eve, now=now)


# --- the pages ---


def test_a_greeter_sees_what_waits_and_says_that_it_was_welcomed(kind, ada, greeter, enter):
    question = a_question(kind, ada, now=timezone.now())
    browser = enter(greeter)
    assert question.title in browser.get("/greetings").content.decode()
    assert browser.post(f"/questions/{question.pk}/welcomed").headers["Location"] == "/greetings"
    assert question.title not in browser.get("/greetings").content.decode()


def test_who_greets_nowhere_is_told_how(enter, eve):
    assert "You welcome nowhere yet" in enter(eve).get("/greetings").content.decode()


def test_one_says_on_a_community_s_page_that_one_welcomes_there(kind, enter, emmy):
    browser = enter(emmy)
    assert "I welcome first questions here" in browser.get("/c/kind").content.decode()
    browser.post("/c/kind/greeting", {"greets": "1"})
    assert Greeter.objects.get().member == emmy
    assert "I welcome first questions here" not in browser.get("/c/kind").content.decode()
    browser.post("/c/kind/greeting", {"greets": "0"})
    assert Greeter.objects.count() == 0


def test_the_gate_of_greeting_is_shown_before_it_is_hit(strict, enter, emmy):
    page = enter(emmy).get("/c/strict").content.decode()
    assert "Commenting on others’ posts opens at 50 points here; you have 1." in page
    assert enter(emmy).post("/c/strict/greeting", {"greets": "1"}).status_code == 403


@pytest.mark.parametrize(("hours", "shown"), [(0, True), (25, False)])
def test_everybody_reads_that_it_is_a_first_question_for_a_day(kind, ada, visitor, enter, eve, hours, shown):
    question = a_question(kind, ada, now=timezone.now() - timedelta(hours=hours))
    for browser in (visitor, enter(eve)):
        page = browser.get(question.get_absolute_url()).content.decode()
        assert ("First question here." in page) is shown


def test_a_kept_page_forgets_it_when_the_day_is_over(first, visitor):
    Greeting.objects.update(until=timezone.now() + timedelta(hours=1))
    assert "First question here." in visitor.get(first.get_absolute_url()).content.decode()
    Greeting.objects.update(until=timezone.now() - timedelta(hours=1))
    assert "First question here." not in visitor.get(first.get_absolute_url()).content.decode()


def test_who_votes_against_it_is_told_that_it_waits(kind, ada, emmy, enter):
    question = a_question(kind, ada, now=timezone.now())
    page = enter(emmy).get(f"/entries/{question.pk}/needs-work").content.decode()
    assert "votes against it count after its first day" in page


@pytest.mark.parametrize("rows", [1, 20])
def test_the_page_costs_the_same_for_one_and_for_many(kind, greeter, enter, rows, django_assert_num_queries):
    for number in range(rows):
        a_question(kind, a_member(f"newcomer-{number}"), now=timezone.now())
    browser = enter(greeter)
    with django_assert_num_queries(4):
        assert browser.get("/greetings").content.decode().count(">Welcomed<") == rows


def test_a_moved_first_question_waits_where_it_went(first, now):
    other = a_community("other")
    move(first, to=other, by=a_member("host", is_staff=True), now=now)
    assert Greeting.objects.get().community == other
