import pytest
from django.db import transaction

from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing
from tests.cast import NOON


@pytest.fixture
def listed(db):
    """Put a line into the directory, as if another instance had the page."""

    def listed(name="Wen-Li Tsao", **said):
        number = Listing.objects.count() + 1
        values = {
            "source": "instance",
            "instance": "https://mentors.example.org",
            "url": f"https://mentors.example.org/@m{number}/mentor",
            "name": name,
            "lede": "Ask me.",
            "places": 2,
            "free": 1,
            "languages": ["en"],
            "published_at": NOON,
            "changed_at": NOON,
            **said,
        }
        values.setdefault("words", " ".join([name, *values.get("topics", ())]).replace("-", " "))
        with transaction.atomic():  # which the version's lock lasts for
            return Listing.objects.create(**values, version=actions.next_version())

    return listed
