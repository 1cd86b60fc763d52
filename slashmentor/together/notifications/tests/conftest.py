import pytest
from allauth.account.models import EmailAddress

from slashmentor.base.jobs import run_waiting
from slashmentor.parts.questions import actions
from slashmentor.together.notifications.actions import choose_mail
from slashmentor.together.notifications.models import ByMail, Notification
from tests.cast import NOON, an_answer

SAID = "This is what I would add, having been there once."


@pytest.fixture
def told(question, ada, emmy):
    """ada was told that emmy answered her question: the notification."""
    an_answer(question, emmy)
    return newest()


def newest():
    run_waiting(NOON)
    # Badges are told of too, which is another story.
    return Notification.objects.exclude(kind="badge").order_by("-pk").first()


def comment(entry, by, body=SAID, now=NOON):
    """A comment, and what was told of it."""
    actions.comment(entry, by=by, body=body, now=now)
    return newest()


@pytest.fixture
def ada_has_an_address(ada):
    EmailAddress.objects.create(user=ada, email="ada@example.org", verified=True, primary=True)


@pytest.fixture
def at_once(ada):
    choose_mail(ada, ByMail.AT_ONCE)
