from datetime import timedelta

import pytest

from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.actions import TWICE, comment, delete
from slashmentor.parts.questions.models import Comment, Entry
from tests.cast import a_question, an_answer

WORDS = "Is the raw data somewhere that all five of you can read?"


def test_a_question_sent_twice_is_asked_once(community, ada):
    first = a_question(community, ada, once_within=TWICE)
    assert a_question(community, ada, once_within=TWICE) == first
    assert (Entry.objects.count(), Happening.objects.count()) == (1, 1)
    community.refresh_from_db()
    assert community.question_count == 1


def test_an_answer_and_a_comment_too(question, emmy, now):
    assert an_answer(question, emmy, once_within=TWICE) == an_answer(question, emmy, once_within=TWICE)
    for _time in range(2):
        comment(question, by=emmy, body=WORDS, now=now, once_within=TWICE)
    question.refresh_from_db()
    assert (question.answer_count, question.comment_count, Comment.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("other", ["another person", "other words", "later", "the first one deleted"])
def test_what_is_another_deed(community, ada, eve, now, other):
    first = a_question(community, ada, once_within=TWICE)
    if other == "the first one deleted":
        delete(first, by=ada, now=now)
    second = a_question(
        community,
        eve if other == "another person" else ada,
        title="Is this the same question as the one before?" if other == "other words" else first.title,
        now=now + TWICE + timedelta(seconds=1) if other == "later" else now,
        once_within=TWICE,
    )
    assert second != first


def test_the_form_sent_twice(client, community, ada):
    client.force_login(ada)
    sent = {
        "community": "academia",
        "title": "Is my question asked twice?",
        "body": WORDS,
        "topics": "writing",
    }
    places = {client.post("/questions/ask", sent).headers["Location"] for _time in range(3)}
    assert places == {Entry.objects.get().get_absolute_url()}
