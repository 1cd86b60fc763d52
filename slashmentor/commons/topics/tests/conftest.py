import pytest
from django.test import Client

from slashmentor.commons.topics.models import Topic


@pytest.fixture
def visitor(db):
    return Client()


@pytest.fixture
def topic(db, now):
    return Topic.objects.create(name="peer-review", question_count=3, created_at=now)
