"""Pages elsewhere, on a server of this machine, and a door that leads to it."""

from datetime import timedelta

import pytest
from django.conf import settings

from slashmentor.base.fetch.tests.servers import a_door, a_server
from slashmentor.parts.mentors.models import Listing, OutsidePage
from slashmentor.parts.mentors.outside.looking import look_at
from tests.cast import NOON

State = OutsidePage.State


@pytest.fixture
def server():
    with a_server() as running:
        yield running


def mine(handle="ada", rel="me"):
    """The line that an owner puts on their page."""
    return f'<a rel="{rel}" href="{settings.SITE_URL}/@{handle}/mentor">/mentor</a>'


def joins():
    return f'<a rel="mentor" href="{settings.SITE_URL}/mentors/join">/mentor</a>'


def brought(url, member=None, **fields):
    """A page that waits to be looked at, as `bringing` leaves it: its own rules on addresses know no test server."""
    fields = {
        "state": State.WAITING,
        "added_at": NOON,
        "since": NOON,
        "next_at": NOON,
        "code": "mentor-1",
        **fields,
    }
    return OutsidePage.objects.create(url=url, member=member, **fields)


def looked_at(page, *, after=0, **door):
    """What became of the page by a look so many days after noon, due or not; None when it went."""
    now = NOON + timedelta(days=after)
    OutsidePage.objects.filter(pk=page.pk).exclude(next_at=None).update(next_at=now)
    look_at(page.pk, through=a_door(**door), now=now)
    return OutsidePage.objects.filter(pk=page.pk).first()


def lines():
    """What the directory has: names, with their addresses."""
    return dict(Listing.objects.filter(gone=False).values_list("name", "url"))
