import pytest
from django.db import transaction

from slashmentor.parts.mentors.figures import counting
from slashmentor.parts.questions import reading
from tests.security import scene as scenes


@pytest.fixture(scope="module")
def staged(django_db_setup, django_db_blocker, tmp_path_factory):
    """One scene for all tests of a file: what they do to it is taken back after each."""
    from django.test.utils import override_settings  # with settings made

    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield scenes.build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(staged, db):
    """The scene as it was at first: `db` takes back what the test does."""
    for role, client in staged.clients.items():
        client.cookies = staged.cookies[role].copy()
    for thing in (*staged.members.values(), staged.question, staged.answer, staged.gone, staged.comment):
        thing.refresh_from_db()
    yield staged
    # Readers who wait to be counted would be, when the tests end and the pages they read are gone.
    counting.forget()
    reading.forget()
