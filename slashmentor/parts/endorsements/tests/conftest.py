import pytest

from slashmentor.parts.endorsements.actions import endorse
from tests.cast import NOON

WORDS = "Emmy showed me which page to bring, and the talk went well."


def an_endorsement(answer, by, **changes):
    """As somebody would give it; `changes` to its topics, words or now."""
    return endorse(answer, **{"by": by, "topics": ["statistics"], "words": WORDS, "now": NOON, **changes})


@pytest.fixture
def endorsed(answer, ada):
    """ada asked, emmy answered, and ada says what it helped with."""
    return an_endorsement(answer, ada)[0]
