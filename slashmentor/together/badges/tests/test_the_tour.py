"""The tour: everybody can read it, and who is at its end can say so."""

import pytest
from django.test import Client

from slashmentor.base.errors import Refused
from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings.models import Happening
from slashmentor.together.badges.actions import finish_tour
from slashmentor.together.badges.models import Award
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_it_and_is_invited():
    page = Client().get("/about/tour").text
    assert ("How it works" in page, "I’ve read it" in page) == (True, False)


def test_who_says_so_is_informed_once(ada, client):
    client.force_login(ada)
    assert "I’ve read it" in client.get("/about/tour").text
    for _ in range(2):
        assert client.post("/about/tour").headers["Location"] == "/"
    run_waiting()
    award = Award.objects.get(member=ada)
    assert (award.badge, award.community) == ("informed", None)
    assert Happening.objects.filter(verb="tour.read").count() == 1
    assert "You have read this" in client.get("/about/tour").text


def test_a_visitor_who_sends_it_is_led_to_the_log_in():
    assert Client().post("/about/tour").headers["Location"] == "/accounts/login/"


def test_nobody_finishes_it_for_a_closed_account(ada):
    ada.is_active = False
    with pytest.raises(Refused):
        finish_tour(by=ada, now=NOON)
