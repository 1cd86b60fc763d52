import json


def test_each_search_is_measured(instance):
    said = instance.run("bench", "directory", "--mentors", "60", "--requests", "2", "--json")
    figures = json.loads(said.splitlines()[-1])
    assert set(figures) == {"mentors", "load_seconds", "load_mb", "pages", "peak_mb"}
    assert figures["mentors"] == 60
    queries = {name: page["queries"] for name, page in figures["pages"].items()}
    assert list(queries)[::2] == [
        "nothing chosen", "one facet", "three facets", "three others, and hours", "words", "words and three facets",
    ]  # fmt: skip
    assert max(queries.values()) <= 10
    # and again with those that are there
    assert "60 mentors" in instance.run("bench", "directory", "--mentors", "50", "--requests", "1")


def test_real_mentors_are_not_measured_among_made_up_ones(instance):
    instance.run("manage", "shell", "-c", _A_LISTING)
    said = instance.run("bench", "directory", status=1)
    assert "wants a scratch database" in said


_A_LISTING = """
from django.utils import timezone
from slashmentor.parts.mentors.models import Listing
now = timezone.now()
Listing.objects.create(source="outside", url="https://example.org/mentor", name="Somebody", published_at=now, changed_at=now, version=1)
"""
