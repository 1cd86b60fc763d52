"""Every state × actor × verb: what may be done, and that nothing else moves a request."""

import itertools
from datetime import timedelta

import pytest
from django.db import transaction

from slashmentor.base.errors import Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.lifecycle import ARROWS, OPEN, OVER, Actor, State
from slashmentor.parts.mentorships.models import Request, Visitor
from tests.cast import a_member

from .conftest import ASKS, LATER

SAID = "What is the smallest difference that would matter to you?"
DO = {
    "confirm": lambda request, by: actions.confirm(request, by=by, now=LATER),
    "ask_more": lambda request, by: actions.ask_more(request, by=by, words=SAID, now=LATER),
    "answer": lambda request, by: actions.answer(request, by=by, words=SAID, now=LATER),
    "put_on_list": lambda request, by: actions.put_on_list(request, by=by, now=LATER),
    "accept": lambda request, by: actions.accept(request, by=by, now=LATER),
    "decline": lambda request, by: actions.decline(request, by=by, now=LATER),
    "withdraw": lambda request, by: actions.withdraw(request, by=by, now=LATER),
    "end": lambda request, by: actions.end(request, by=by, now=LATER),
}
# What the table of arrows has to say, written out once more by hand.
MAY = {
    ("confirm", "visitor"): {"unconfirmed": "sent", "sent": "sent"},
    ("ask_more", "mentor"): {"sent": "more"},
    ("answer", "visitor"): {"more": "sent"},
    ("answer", "asker"): {"more": "sent"},
    ("put_on_list", "mentor"): {"sent": "listed", "more": "listed", "listed": "listed"},
    ("accept", "mentor"): {"sent": "accepted", "more": "accepted", "listed": "accepted", "accepted": "accepted"},
    ("decline", "mentor"): {"sent": "declined", "more": "declined", "listed": "declined", "declined": "declined"},
    ("withdraw", "visitor"): {"sent": "withdrawn", "more": "withdrawn", "listed": "withdrawn", "withdrawn": "withdrawn"},
    ("withdraw", "asker"): {"sent": "withdrawn", "more": "withdrawn", "listed": "withdrawn", "withdrawn": "withdrawn"},
    ("end", "visitor"): {"accepted": "ended", "ended": "ended"},
    ("end", "asker"): {"accepted": "ended", "ended": "ended"},
    ("end", "mentor"): {"accepted": "ended", "ended": "ended"},
    # The same once more, when it is there already, changes nothing.
    ("confirm", "asker"): {"sent": "sent"},
}  # fmt: skip
ACTORS = ("mentor", "asker", "visitor", "another mentor", "a stranger with a guess")


@pytest.fixture
def people(offer, emmy, ada, eve):
    return {
        "mentor": emmy,
        "asker": ada,
        "another mentor": eve,
        "a stranger with a guess": Visitor("x" * 43),
    }


def in_state(offer, state, *, by):
    """A request that stands so, its offer's counts too: no place is open where it may wait."""
    Offer.objects.filter(pk=offer.pk).update(taken=1 if state == "accepted" else 0)
    over = {"decided_at": LATER} if state in (*OVER, State.ACCEPTED) else {}
    ends = {"ends_at": LATER + timedelta(days=3)} if state in {State.SENT, State.MORE} else {}
    more = {"by": by} if by else {"name": "Priya", "email": "p@example.net", "secret": "s" * 43, "mark": "m"}
    return Request.objects.create(
        offer=offer, mentor=offer.member, asks=ASKS, state=state, at=LATER, **over, **ends, **more
    )


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
def test_every_arrow_and_no_other(offer, people, state):
    for actor, verb in itertools.product(ACTORS, DO):
        with transaction.atomic():
            assert became(offer, people, state, actor, verb) == expected(state, actor, verb), (actor, verb)
            transaction.set_rollback(True)


def became(offer, people, state, actor, verb):
    """What a request that stood so is after the deed, what was said on it, and what is told."""
    # What waits for its letter is a visitor's; nobody else can do anything with it.
    is_visitors = actor == "visitor" or state == State.UNCONFIRMED
    request = in_state(offer, state, by=None if is_visitors else people["asker"])
    if verb == "put_on_list":
        Offer.objects.filter(pk=offer.pk).update(taken=2)
    refused = False
    try:
        DO[verb](request, Visitor(request.secret) if actor == "visitor" else people[actor])
    except Refused:
        refused = True
    request.refresh_from_db()
    assert_counts(offer)
    said = request.words.count() if refused else 0
    told = list(Happening.objects.filter(about_kind="mentorships.request").values_list("verb", flat=True))
    return refused, request.state, said, told


def expected(state, actor, verb):
    to = MAY.get((verb, actor), {}).get(state)
    return to is None, to or state, 0, [] if to in {None, state} else [ARROWS[verb].happened]


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
def test_time_ends_what_is_open(offer, ada, state):
    request = in_state(offer, state, by=None if state == State.UNCONFIRMED else ada)
    actions.expire(request, now=LATER)
    request.refresh_from_db()
    assert request.state == (State.EXPIRED if state in OPEN else state)


def test_the_table_is_whole():
    assert {verb for verb, arrow in ARROWS.items() if arrow.by is not Actor.NOBODY} == set(DO)
    reached = {arrow.to for arrow in ARROWS.values()} | {State.UNCONFIRMED}
    assert reached == set(State)
    assert not {source for arrow in ARROWS.values() for source in arrow.sources} & set(OVER)


def assert_counts(offer):
    offer.refresh_from_db()
    listed = Request.objects.filter(offer=offer, state=State.LISTED).count()
    # What these tests put there by hand wasn't counted before it moved.
    assert offer.waiting in {0, listed}
    assert offer.taken + offer.elsewhere <= offer.places


def test_somebody_else_s_secret_opens_nothing(offer, ada):
    mine, theirs = in_state(offer, "sent", by=None), in_state(offer, "sent", by=ada)
    for request, secret in ((mine, "t" * 43), (mine, ""), (theirs, ""), (theirs, mine.secret)):
        assert request.side_of(Visitor(secret)) is None
    assert mine.side_of(Visitor(mine.secret)) is Actor.ASKER
    assert mine.side_of(a_member("sally")) is None
