import pytest
from django.test import Client

from slashmentor.parts.questions.reading import _waiting

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


@pytest.fixture
def visitor(db):
    return Client(headers={"user-agent": BROWSER})


@pytest.fixture
def enter(db):
    """A browser in which this member is logged in."""

    def entered(member):
        client = Client(headers={"user-agent": BROWSER})
        client.force_login(member)
        return client

    return entered


@pytest.fixture(autouse=True)
def _nobody_waits():
    yield
    _waiting.clear()
