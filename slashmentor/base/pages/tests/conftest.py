import pytest
from django.test import Client


@pytest.fixture
def visitor(settings):
    """A browser without cookies on a small site of this app alone; errors come as pages."""
    settings.ROOT_URLCONF = "slashmentor.base.pages.tests.urls"
    return Client(raise_request_exception=False)


@pytest.fixture
def session(settings):
    """A cookie as those who are logged in carry one; whose it is doesn't matter here."""
    return {settings.SESSION_COOKIE_NAME: "a-session-that-nobody-has"}
