import pytest
from django.test import Client

from slashmentor.parts.endorsements.actions import endorse
from tests.cast import NOON

WORDS = "Emmy showed me which page to bring, and the talk went well."


@pytest.fixture
def enter(db):
    """A browser in which this member is logged in."""

    def entered(member):
        client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
        client.force_login(member)
        return client

    return entered


def an_endorsement(answer, by, **changes):
    """As somebody would give it; `changes` to its topics, words or now."""
    return endorse(answer, **{"by": by, "topics": ["statistics"], "words": WORDS, "now": NOON, **changes})


@pytest.fixture
def endorsed(answer, ada):
    """ada asked, emmy answered, and ada says what it helped with."""
    return an_endorsement(answer, ada)[0]
