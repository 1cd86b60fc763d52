"""Who came on which day: one row of days each, written off the reader's path."""

from datetime import date, timedelta

import pytest
from django.test import Client

from slashmentor.commons.people.actions import leave
from slashmentor.commons.people.data import everything
from slashmentor.together.badges import visits
from slashmentor.together.badges.models import Visiting

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _nobody_waits():
    visits.forget()
    yield
    visits.forget()


def came(member, *days):
    for number in days:
        visits.came(member.pk, MONDAY + timedelta(days=number))
    visits.flush()


def row(member):
    visiting = Visiting.objects.get(member=member)
    return (visiting.since - MONDAY).days, (visiting.until - MONDAY).days


def test_days_one_after_the_other_are_one_row(ada):
    came(ada, 0)
    came(ada, 1)
    came(ada, 2)
    assert row(ada) == (0, 2)


def test_days_that_were_not_written_down_yet_count_each(ada):
    came(ada, 0, 1, 2)
    assert row(ada) == (0, 2)


def test_a_day_without_begins_anew(ada):
    came(ada, 0, 1)
    came(ada, 3)
    assert row(ada) == (3, 3)


def test_twice_on_a_day_is_once(ada):
    came(ada, 0, 0)
    visits.forget()
    came(ada, 0)
    assert row(ada) == (0, 0)


def test_a_page_counts_and_costs_no_query(ada, client, django_assert_num_queries):
    client.force_login(ada)
    client.get("/about/privacy")
    visits.flush()
    assert Visiting.objects.filter(member=ada).exists()
    with django_assert_num_queries(2):  # the session and the member, as on every page
        client.get("/about/privacy")
    with django_assert_num_queries(0):
        visits.flush()


def test_visitors_and_what_is_no_page_count_nothing(ada, client):
    Client().get("/about/privacy")
    client.force_login(ada)
    client.get("/notifications/unread")
    visits.flush()
    assert not Visiting.objects.exists()


def test_who_left_meanwhile_is_nobody(ada):
    visits.came(ada.pk, MONDAY)
    ada.delete()
    visits.flush()
    assert not Visiting.objects.exists()


def test_the_days_are_taken_along_and_go_with_the_account(ada):
    came(ada, 0, 1)
    assert everything(ada)["visits"] == [{"since": MONDAY, "until": MONDAY + timedelta(days=1)}]
    leave(ada, by=ada, keep_words=True, now=ada.joined_at)
    assert not Visiting.objects.exists()
