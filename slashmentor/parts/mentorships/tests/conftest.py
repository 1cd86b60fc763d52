import re
from datetime import timedelta

import pytest
from django.core import mail

from slashmentor.base.jobs import run_waiting
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.models import Request, Visitor
from tests.cast import NOON, a_member

ASKS = (
    "I am in the second year of a doctorate on ferns, and my samples are smaller than what the books ask for. "
    "My advisor says it is fine; I can’t tell whether it is. Could you look at my design with me before the season begins?"
)
LATER = NOON + timedelta(days=2)  # when nobody here has their first day


def asking(offer, by, *, asks=ASKS, now=LATER, **more):
    return actions.ask(offer, by=by, said=actions.Said(asks, **more), now=now)


def by_letter(offer, *, name="Priya Raman", email="priya@example.net", asks=ASKS, now=LATER, **more):
    """A visitor's request, not confirmed yet."""
    actions.ask_by_letter(offer, name=name, email=email, said=actions.Said(asks, **more), now=now)
    return Request.objects.order_by("-pk").first()


def visitor(request):
    return Visitor(request.secret)


def confirmed(offer, **more):
    request = by_letter(offer, **more)
    return actions.confirm(request, by=visitor(request), now=LATER)


def letters(now=LATER):
    """What was sent since the last time, once the queue is done."""
    run_waiting(now + timedelta(minutes=1))
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def link_in(letter):
    [link] = re.findall(r"https?://\S+/mentorships/requests/\S+", letter.body)
    return link[link.index("/mentorships") :]


@pytest.fixture
def request_of_ada(offer, ada):
    return asking(offer, ada)


@pytest.fixture
def kay(db):
    return a_member("kay", name="Kay Lindqvist", stage="postdoc")
