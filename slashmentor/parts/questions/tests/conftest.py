import pytest
from django.test import Client

from slashmentor.parts.questions.reading import _waiting
from tests.cast import BROWSER


@pytest.fixture
def visitor(db):
    return Client(headers={"user-agent": BROWSER})


@pytest.fixture(autouse=True)
def _nobody_waits():
    yield
    _waiting.clear()
