from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.people.models import Member

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PASSWORD = "meadow-lantern-oboe"


@pytest.fixture(autouse=True)
def no_limits_left_over():
    cache.clear()


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def join(db):
    """Make somebody a member with a confirmed address."""

    def make(handle, **fields):
        member = Member.objects.create_user(
            handle, f"{handle}@example.org", PASSWORD, joined_at=NOW, **fields
        )
        EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
        return member

    return make


@pytest.fixture
def ada(join):
    return join("ada", name="Ada Wolańska", stage="phd", position="Third-year PhD, plant ecology")


@pytest.fixture
def emmy(join):
    return join("emmy", name="Emmy Lindqvist-Tan", stage="senior")


@pytest.fixture
def mo(join):
    return join("mo", name="Mo Haddad", is_staff=True)


@pytest.fixture
def as_ada(client, ada):
    """A browser in which Ada has just logged in through the page."""
    log_in(client)
    return client


def log_in(client, login="ada", password=PASSWORD):
    return client.post("/accounts/login/", {"login": login, "password": password})


@pytest.fixture
def letters(mailoutbox):
    """The letters sent so far, after the queue did its work."""

    def sent():
        run_waiting()
        return mailoutbox

    return sent


def show_again(client, password=PASSWORD):
    """Whoever is logged in shows once more that it is them."""
    return client.post("/accounts/reauthenticate/", {"password": password})
