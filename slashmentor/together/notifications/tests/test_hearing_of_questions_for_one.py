"""That a question may be for one: told in a wave, or named by somebody."""

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.parts.questions import actions as questions
from slashmentor.together.notifications.models import Notification
from slashmentor.together.routing import index
from slashmentor.together.routing.actions import ignore, pass_on
from slashmentor.together.routing.models import Told
from tests.cast import NOON, a_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    index.forget()


def test_who_is_told_reads_why_and_it_goes_with_the_question(client, community, ada, emmy):
    question = a_question(community, ada, now=NOON)
    fact = {"kind": "listed", "topic": "100%-sure", "level": "expert"}
    Told.objects.create(question=question, member=emmy, wave=1, facts=[fact], at=NOON)
    happened("question.told", about=question, now=NOON, wave=1, members=[emmy.pk])
    run_waiting(NOON)
    client.force_login(emmy)
    page = client.get("/notifications").content.decode()
    assert "You may be the right one for “<cite>How do I tell my advisor" in page
    assert "You list <em>100%-sure</em> as expert." in page
    assert question.get_absolute_url() in page
    questions.delete(question, by=ada, now=NOON)
    run_waiting(NOON)
    assert not Notification.objects.unseen().filter(member=emmy).exists()
    assert "How do I tell" not in client.get("/notifications").content.decode()


def test_who_is_named_hears_once_and_the_sender_nothing_of_what_becomes_of_it(question, emmy, eve):
    for _time in range(2):
        made = pass_on(question, to="eve", by=emmy, words="You did this in 2019, no?", now=NOON)
    run_waiting(NOON)
    heard = Notification.objects.get(member=eve)
    assert (heard.kind, heard.by, heard.entry_id) == ("invited", emmy, question.pk)
    ignore(made, by=eve, now=NOON)
    run_waiting(NOON)
    assert not Notification.objects.filter(member=emmy).exists()
