"""The same file in two tabs: one waits for the other, and every work is there once."""

import pytest

from slashmentor.commons.publications.actions import ask_orcid, bring_dois, bring_file, know, remove_all
from slashmentor.commons.publications.models import Bringing, Publication, Shelf
from tests.at_once import at_once
from tests.cast import NOON

from .conftest import entry, papers
from .test_fetching_from_orcid import connected  # noqa: F401 - a fixture

# SQLite lets one write at a time.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_the_same_file_twice_and_a_list_of_dois(ada, lichens):
    text = (papers(40) + entry(99, doi="10.5555/a")).encode()
    deeds = [lambda _number: bring_file(ada, by=ada, content=text, name="mine.bib", now=NOON)] * 3
    assert at_once(*deeds, lambda _number: bring_dois(ada, by=ada, text="10.5555/a", now=NOON)) == []
    assert (Publication.objects.count(), Shelf.objects.count(), Bringing.objects.count()) == (41, 1, 4)
    assert sum(Bringing.objects.values_list("added", flat=True)) == 41


def test_two_suggestions_taken_up_and_a_button_pressed_twice(connected, lichens):  # noqa: F811 - the fixture
    other = type(lichens).objects.get(name="glaciers")
    assert not at_once(
        lambda _number: know(connected, lichens, level="expert", by=connected, now=NOON),
        lambda _number: know(connected, other, level="expert", by=connected, now=NOON),
        lambda _number: ask_orcid(connected, by=connected, now=NOON),
        lambda _number: ask_orcid(connected, by=connected, now=NOON),
    )
    connected.refresh_from_db()
    assert [one["topic"] for one in connected.knows] == ["glaciers", "lichens"]
    assert Bringing.objects.count() == 1


def test_brought_while_all_is_removed(ada, lichens):
    bring_file(ada, by=ada, content=papers(20).encode(), name="", now=NOON)
    assert not at_once(
        lambda _number: remove_all(ada, by=ada, now=NOON),
        lambda _number: bring_file(ada, by=ada, content=papers(40).encode(), name="", now=NOON),
    )
    assert Publication.objects.count() in {0, 40}
