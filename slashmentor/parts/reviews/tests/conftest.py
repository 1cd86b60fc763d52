import pytest

from slashmentor.base.jobs import run_waiting
from slashmentor.parts.questions.actions import vote_to_close
from slashmentor.parts.reviews.models import Queue, Task
from tests.cast import GENEROUS, NOON, a_community, a_member, give_points


@pytest.fixture
def here(db):
    """As generous as the others, with the gates and numbers of reviewing as rules.md has them."""
    return a_community("here", numbers=GENEROUS)


@pytest.fixture
def reviewers(here):
    """Members with the points for everything but a moderator's word."""
    members = [a_member(f"reviewer-{number}") for number in range(5)]
    for member in members:
        give_points(member, here, 1900)
    return members


@pytest.fixture
def settle():
    """What follows from what happened so far."""

    def settled(now=NOON):
        run_waiting(now=now)

    return settled


@pytest.fixture
def task_in(settle):
    """The open task of a queue, once everybody has heard of what happened."""

    def found(queue, now=NOON):
        settle(now)
        return Task.objects.open().get(queue=queue)

    return found


@pytest.fixture
def to_close(here, ada, reviewers, task_in, now):
    """A question that somebody would close, as a task."""
    from tests.cast import a_question  # a fixture's own

    question = a_question(here, ada)
    vote_to_close(question, by=reviewers[4], reason="details", now=now)
    return task_in(Queue.CLOSE)
