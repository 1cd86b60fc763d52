import pytest
from django.test import Client

from slashmentor.commons.topics.models import Topic
from tests.cast import GENEROUS, a_community


@pytest.fixture
def visitor(db):
    return Client()


@pytest.fixture
def community(db):
    """One in which everybody describes topics; test_suggesting_what_a_topic_means.py has the points that it takes."""
    return a_community("academia", numbers={**GENEROUS, "may.approve_wikis": 1})


@pytest.fixture
def topic(db, now):
    return Topic.objects.create(name="peer-review", question_count=3, created_at=now)
