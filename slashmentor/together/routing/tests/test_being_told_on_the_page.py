"""What the asker, and who was told or invited, read on a question's page; and nobody else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.parts.questions import actions as questions
from slashmentor.together.routing.actions import pass_on, take_on
from slashmentor.together.routing.along import in_words
from slashmentor.together.routing.models import TakenOn, Told
from tests.cast import a_member, a_question, an_answer

pytestmark = pytest.mark.django_db
SPREAD = "Three people who know this have been told."
LINE = "You were told of this"
WHY = {"kind": "listed", "topic": "a<b", "level": "expert"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def told(community, ada, emmy, now):
    """ada's question, of which emmy and two others were told."""
    question = a_question(community, ada, now=now)
    for member in (emmy, a_member("one"), a_member("two")):
        Told.objects.create(question=question, member=member, wave=1, facts=[WHY], at=now)
    return question


def reads(client, member, question):
    client.force_login(member)
    return client.get(question.get_absolute_url()).content.decode()


def test_the_asker_reads_how_many_and_never_who(client, told, ada, emmy):
    page = reads(client, ada, told)
    assert SPREAD in page
    assert LINE not in page
    assert "Emmy" not in page


def test_nobody_else_reads_it(client, told, eve, mo):
    assert SPREAD not in client.get(told.get_absolute_url()).content.decode()
    for member in (eve, mo):
        page = reads(client, member, told)
        assert SPREAD not in page
        assert LINE not in page


def test_who_asked_anonymously_reads_it_too(client, community, ada, emmy, now):
    question = questions.ask_anonymously(
        community, by=ada, title="How do I leave a lab where nobody talks to me?",
        body="I have been here for two years, and every meeting is cancelled.", topics=["statistics"], now=now,
    )  # fmt: skip
    Told.objects.create(question=question, member=emmy, wave=1, at=now)
    assert "One person who knows this has been told." in reads(client, ada, question)
    assert "One person" not in reads(client, emmy, question)


def test_that_somebody_is_on_it_is_said_without_a_name(client, told, ada, emmy, eve, now):
    take_on(told, by=eve, now=now)
    assert f"{SPREAD} Somebody is on it." in reads(client, ada, told)
    take_on(told, by=emmy, now=now)
    assert f"{SPREAD} One of them is on it." in reads(client, ada, told)
    TakenOn.objects.update(until=now - timedelta(hours=1))
    assert "on it." not in reads(client, ada, told)


def test_an_answer_makes_both_lines_go(client, told, ada, emmy, now):
    an_answer(told, a_member("three"), now=now)
    cache.clear()
    assert SPREAD not in reads(client, ada, told)
    assert LINE not in reads(client, emmy, told)


def test_who_was_told_can_take_it_on_from_there_and_let_it_go(client, told, emmy):
    assert LINE in reads(client, emmy, told)
    assert client.post(f"/for-you/{told.pk}/on-it?on=page").url == told.get_absolute_url()
    page = reads(client, emmy, told)
    assert "You are on it" in page
    client.post(f"/for-you/{told.pk}/on-it?on=page", {"undo": "1"})
    assert LINE in reads(client, emmy, told)


def test_who_was_told_reads_why(client, told, emmy):
    assert "You list <em>a&lt;b</em> as expert." in reads(client, emmy, told)


def test_not_for_me_makes_the_line_go(client, told, emmy):
    client.force_login(emmy)
    client.post(f"/for-you/{told.pk}/not-for-me")
    assert LINE not in reads(client, emmy, told)


def test_who_is_invited_reads_by_whom_and_their_line_with_nothing_run(client, community, ada, emmy, eve, now):
    question = a_question(community, ada, now=now)
    pass_on(question, to="emmy", by=eve, words="<b>You</b> did this in 2019, no?", now=now)
    page = reads(client, emmy, question)
    assert "eve: &lt;b&gt;You&lt;/b&gt; did this in 2019, no?" in page
    assert "Ignore" in page
    assert "2019" not in reads(client, ada, question)


@pytest.mark.parametrize(("number", "words"), [(1, "One"), (10, "Ten"), (11, "11")])
def test_numbers_are_words_to_ten(number, words):
    assert in_words(number) == words


def test_it_costs_nobody_a_query(client, told, ada, emmy, eve, django_assert_num_queries):
    for member in (ada, emmy, eve):
        reads(client, member, told)
        with django_assert_num_queries(4):
            client.get(told.get_absolute_url())
