from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.parts.questions.actions import delete
from slashmentor.together.home.queries import Week, last_week
from slashmentor.together.routing.tests.test_guessing_what_fits import asked, knows
from tests.cast import a_question, an_answer


def test_an_empty_instance_invites(client, db):
    page = client.get("/").content.decode()
    assert "Ask somebody who has been there." in page
    assert "No questions yet" in page


def test_a_visitor_sees_what_is_being_asked(client, question):
    page = client.get("/").content.decode()
    assert question.title in page
    assert "1 question was asked." not in page  # the cast asks in March 2026, not last week


def test_a_new_question_is_there_at_once(client, community, ada):
    client.get("/")
    question = a_question(community, ada, title="Is this page kept longer than it is true?")
    assert question.title in client.get("/").content.decode()


def test_a_deleted_question_is_gone_at_once(client, question, ada, now):
    client.get("/")
    delete(question, by=ada, now=now)
    assert question.title not in client.get("/").content.decode()


def test_a_member_sees_what_fits_first(client, community, ada, emmy):
    now = timezone.now()
    knows(emmy, "funding", "expert", now)
    asked(community, ada, "funding", now=now)
    client.force_login(emmy)
    page = client.get("/").content.decode()
    assert "You list <em>funding</em> as expert." in page
    assert "Emmy" in page


def test_a_newcomer_is_asked_what_they_know(client, emmy):
    client.force_login(emmy)
    assert "What do you know?" in client.get("/").content.decode()


def test_the_week_in_figures(community, ada, emmy, eve, now):
    first, second = a_question(community, ada), a_question(community, ada)
    a_question(community, ada, now=now - timedelta(days=8))
    an_answer(first, emmy)
    an_answer(first, emmy)
    an_answer(second, eve)
    a_question(community, ada)
    assert last_week(now=now) == Week(asked=3, answered=2, people=2)


@pytest.mark.parametrize("path", ["/about", "/about/privacy", "/robots.txt"])
def test_what_the_place_says_of_itself(client, db, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("questions", [1, 30])
def test_the_same_number_of_queries_for_any_number_of_questions(
    client, community, ada, emmy, questions, django_assert_num_queries
):
    for _number in range(questions):
        asked(community, ada, "funding", now=timezone.now())
    with django_assert_num_queries(5):
        client.get("/")
    with django_assert_num_queries(1):
        client.get("/")
    knows(emmy, "funding", "expert", timezone.now())
    client.force_login(emmy)
    with django_assert_num_queries(10):
        client.get("/")
    with django_assert_num_queries(8):
        client.get("/")
