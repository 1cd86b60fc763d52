"""Tabs of one member that are sent at the same moment: what was changed in each is kept, and none goes over another."""

import pytest

from slashmentor.parts.mentors.models import Offer
from tests.at_once import at_once
from tests.cast import AN_OFFER, NOON, a_mentor_page

from .test_the_settings_page import Tab

# SQLite lets one write at a time.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

CHANGES = [
    {"pace": "Weekly"},
    {"gives": "fieldwork"},
    {"kinds": ["community"]},
    {"places": "5"},
    {"hours-0-weekday": "5"},
]


@pytest.fixture
def offer(emmy):
    return a_mentor_page(emmy, **AN_OFFER)


def sending(client, button="save", **changes):
    tab = Tab(client)
    return tab, lambda _number: tab.send(button, **changes)


def test_each_changes_something_else_while_one_looks(offer, emmy, enter):
    tabs = [sending(enter(emmy), **one) for one in CHANGES]
    tabs.append(sending(enter(emmy), "preview", lede="Only to see how this line would look to others."))
    assert at_once(*(deed for _tab, deed in tabs)) == []
    assert [tab.response.status_code for tab, _deed in tabs] == [302] * len(CHANGES) + [200]
    offer.refresh_from_db()
    assert (offer.pace, offer.places, offer.lede) == ("Weekly", 5, AN_OFFER["lede"])
    assert list(offer.topics.filter(role="gives").values_list("topic__name", flat=True)) == ["fieldwork"]
    assert list(offer.kinds.values_list("kind", flat=True)) == ["community"]
    assert list(offer.hours.order_by("weekday").values_list("weekday", flat=True)) == [3, 5]


def test_of_those_that_change_the_same_one_is_kept_and_the_others_are_asked(offer, emmy, enter):
    tabs = [sending(enter(emmy), lede=f"The line that I wrote in tab {number}.") for number in range(4)]
    assert at_once(*(deed for _tab, deed in tabs)) == []
    assert sorted(tab.response.status_code for tab, _deed in tabs) == [302, 400, 400, 400]


def test_two_first_ones_become_one_page(emmy, enter):
    tabs = [sending(enter(emmy), "publish", lede=AN_OFFER["lede"]) for _number in range(4)]
    assert at_once(*(deed for _tab, deed in tabs)) == []
    assert [tab.response.status_code for tab, _deed in tabs] == [302] * 4
    assert Offer.objects.get().published_at > NOON
