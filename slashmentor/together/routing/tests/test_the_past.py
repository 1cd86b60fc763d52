from datetime import timedelta

import pytest

from slashmentor.parts.questions import actions
from slashmentor.together.routing import past as reading
from slashmentor.together.routing.past import past
from tests.cast import NOON, a_question, an_answer

HOUR = timedelta(hours=1)


def test_it_tells_who_asked_what_and_when_each_answer_became_known(question, emmy, ada):
    an_answer(question, emmy, body="Write to *them* alone, and bring the page.", now=NOON + HOUR)
    (told,) = past()
    assert (told.id, told.asker, told.topics) == (question.pk, ada.pk, ("statistics", "co-authors"))
    (answer,) = told.answers
    assert (answer.member, answer.known - told.asked) == (emmy.pk, 3600)
    assert answer.text == "Write to them alone, and bring the page."


def test_nobody_is_known_as_the_asker_of_an_anonymous_question(community, ada, emmy):
    asked = actions.ask_anonymously(
        community,
        by=ada,
        title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled.",
        topics=["statistics"],
        now=NOON,
    )
    an_answer(asked, emmy)
    (told,) = past()
    assert (told.asker, told.answerers) == (None, {emmy.pk})


def test_askers_answering_themselves_and_what_was_deleted_are_left_out(community, question, ada, emmy):
    an_answer(question, ada, body="What I did in the end, so that others can find it.")
    actions.delete(an_answer(question, emmy), by=emmy, now=NOON)
    actions.delete(a_question(community, ada, title="Is this one to be seen by anybody?"), by=ada, now=NOON)
    assert [(told.id, told.answers) for told in past()] == [(question.pk, ())]


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_it_comes_in_time_order_however_it_is_read(community, ada, monkeypatch, at_once):
    monkeypatch.setattr(reading, "AT_ONCE", at_once)
    hours = [3, 1, 2, 1]
    asked = [
        a_question(community, ada, title=f"What became of question {n} of mine?", now=NOON + hour * HOUR).pk
        for n, hour in enumerate(hours)
    ]
    third, first, second, also_first = asked
    assert [told.id for told in past()] == [first, also_first, second, third]
    assert [told.id for told in past(most=2)] == [second, third]
    assert [told.id for told in past(most=9)] == [first, also_first, second, third]


def test_two_queries_for_any_number_of_them(community, ada, emmy, django_assert_num_queries):
    for number in range(12):
        an_answer(a_question(community, ada, title=f"What became of question {number} of mine?"), emmy)
    with django_assert_num_queries(3):  # the third finds that this was all
        assert len(list(past())) == 12
