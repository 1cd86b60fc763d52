"""Who answered hears what it helped with: once, and no more when it is taken back."""

import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.safety.actions import block
from slashmentor.parts.endorsements.actions import endorse, take_back
from slashmentor.together.notifications.models import Notification
from slashmentor.together.notifications.words import words_of
from tests.cast import NOON

WORDS = "Which page to bring, and to whom."


@pytest.fixture
def say(answer, ada):
    def said(words=WORDS):
        endorse(answer, by=ada, topics=["statistics"], words=words, now=NOON)
        run_waiting(now=NOON)

    return said


def told(member):
    return Notification.objects.filter(member=member, kind="endorsed")


def test_once_whatever_is_changed_of_it(say, emmy):
    say()
    say("The same in other words, as it is.")
    heard = words_of(told(emmy).with_all_it_shows().get())
    assert heard.plain().startswith("Ada Whitcombe said what your answer to")
    assert heard.address == "/endorsements"


def test_what_is_taken_back_is_nothing_to_see(say, answer, ada, emmy):
    say()
    take_back(answer, by=ada, now=NOON)
    run_waiting(now=NOON)
    emmy.refresh_from_db()
    assert told(emmy).unseen().count() == 0
    assert emmy.unread == Notification.objects.filter(member=emmy).unseen().count()


def test_nothing_of_whom_they_block(say, ada, emmy):
    block(ada, by=emmy, now=NOON)
    say()
    assert not told(emmy).exists()
