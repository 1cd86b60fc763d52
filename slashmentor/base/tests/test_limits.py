from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.test import RequestFactory

from slashmentor.base.errors import Busy
from slashmentor.base.limits import limit, who

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty():
    cache.clear()


def search(times, at=START, by="ada"):
    for _ in range(times):
        limit("search", by, times=3, seconds=60, now=at)


def test_as_often_as_allowed_is_fine():
    search(3)


def test_once_more_is_too_often_and_says_when_it_works_again():
    search(3)
    with pytest.raises(Busy) as busy:
        search(1, at=START + timedelta(seconds=20))
    assert busy.value.sentence == "That was a lot in a short time. Please try again in 40 seconds."
    assert busy.value.seconds == 40


def test_each_is_counted_alone():
    search(3, by="ada")
    search(3, by="emmy")


def test_a_while_later_it_works_again():
    search(3)
    search(3, at=START + timedelta(seconds=120))


def test_the_turn_of_the_minute_gives_no_second_helping():
    search(3, at=START + timedelta(seconds=59))
    with pytest.raises(Busy):
        search(1, at=START + timedelta(seconds=61))


def from_(address, **more):
    request = RequestFactory().get("/", REMOTE_ADDR=address, **more)
    request.user = AnonymousUser()
    return who(request)


def test_a_visitor_is_counted_by_address():
    assert from_("203.0.113.7") == "address-203.0.113.7"


def test_a_forged_forwarding_changes_nothing():
    assert from_("203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1") == "address-203.0.113.7"


def test_one_customer_with_many_addresses_is_one():
    assert from_("2001:db8:1:2::3") == from_("2001:db8:1:2:ffff::1") == "address-2001:db8:1:2::"


def test_no_address_is_counted_too():
    assert from_("") == "address-unknown"
