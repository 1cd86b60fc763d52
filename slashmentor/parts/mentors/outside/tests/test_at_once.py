"""Several workers at one page, deliveries and forms in parallel, and a worker that dies in the middle."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from slashmentor.base.fetch.tests.servers import a_door
from slashmentor.base.jobs.models import Job
from slashmentor.parts.mentors.models import Listing, OutsidePage, Shelf
from slashmentor.parts.mentors.outside import bringing
from slashmentor.parts.mentors.outside.hearing import look_there
from slashmentor.parts.mentors.outside.looking import LEASE, look_at
from tests.at_once import at_once
from tests.cast import NOON, a_member

from .conftest import brought, joins, mine
from .test_reading import H_CARD


class Slow:
    """A door behind which something happens before it opens."""

    def __init__(self, deed):
        self.deed = deed

    def fetch(self, *args, **kwargs):
        self.deed()
        return a_door().fetch(*args, **kwargs)


def test_while_somebody_looks_nobody_else_does(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = brought(server.url("/mentor"), ada)
    OutsidePage.objects.update(next_at=NOON + LEASE)  # somebody began, and is at it, or died
    assert look_at(page.pk, through=a_door(), now=NOON) is None
    assert server.asked == []
    later = NOON + LEASE + timedelta(seconds=1)
    assert look_at(page.pk, through=a_door(), now=later).state == "listed"


def test_what_was_asked_for_meanwhile_holds(ada, server):
    """Its owner asks for another look while one is under way: the old one writes nothing, and the new one comes."""
    server.pages["/mentor"] = H_CARD.encode()
    page = brought(server.url("/mentor"), ada)

    door = Slow(lambda: bringing.look_again(page, now=NOON))
    assert look_at(page.pk, through=door, now=NOON) is None
    page.refresh_from_db()
    assert (page.state, page.next_at, page.checked_at) == ("waiting", NOON, None)


def test_taken_down_during_a_look_it_stays_down(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = brought(server.url("/mentor"), ada)

    door = Slow(lambda: bringing.take_down(page, now=NOON))
    assert look_at(page.pk, through=door, now=NOON) is None
    assert not Listing.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestInParallel:
    def test_many_workers_at_one_page_fetch_it_once(self, server):
        server.pages["/mentor"] = (H_CARD + mine()).encode()
        page = brought(server.url("/mentor"), a_member("ada"))
        wrong = at_once(*[lambda _number: look_at(page.pk, through=a_door(), now=NOON)] * 8)
        assert wrong == []
        assert [path for path, _headers in server.asked] == ["/mentor"]
        assert (Listing.objects.count(), Shelf.objects.get().version) == (1, 1)

    def test_two_owners_looked_at_at_once_end_with_one(self, server):
        for number in range(6):
            path = f"/mentor/{number}"
            server.pages[path] = (H_CARD + mine("ada") + mine("emmy")).encode()
        members = [a_member("ada"), a_member("emmy")]
        pages = [
            [brought(server.url(f"/mentor/{number}"), member, code=member.handle) for number in range(6)]
            for member in members
        ]
        wrong = at_once(
            *(
                lambda number, mine=mine: look_at(mine[number].pk, through=a_door(), now=NOON)
                for mine in pages
            ),
            times=6,
        )
        assert wrong == []
        shown = OutsidePage.objects.shown()
        assert (shown.count(), len(set(shown.values_list("url", flat=True)))) == (6, 6)
        assert Listing.objects.filter(gone=False).count() == 6

    def test_the_same_delivery_fifty_times_at_once_has_one_effect(self):
        sent = {"source": "https://blog.example.org/", "target": f"{settings.SITE_URL}/mentors/join"}
        statuses = []
        wrong = at_once(
            *[lambda _n: statuses.append(Client().post("/webmention", sent).status_code)] * 10, times=5
        )
        assert (wrong, set(statuses)) == ([], {202})
        assert Job.objects.filter(name=look_there.name).count() == 1
        wrong = at_once(*[lambda _n: look_there(sent["source"], joins=True, now=NOON)] * 8)
        assert wrong == []
        assert OutsidePage.objects.count() == 1

    def test_the_same_form_at_once_is_one_page(self):
        ada = a_member("ada")
        url = "https://ada.example.org/mentor"
        wrong = at_once(
            *[lambda _n: bringing.bring(ada, by=ada, url=url, now=NOON)] * 4,
            *[lambda _n: bringing.bring_by_letter("emmy@example.org", url=url, now=NOON)] * 4,
        )
        assert wrong == []
        assert sorted(OutsidePage.objects.values_list("email", flat=True)) == ["", "emmy@example.org"]

    def test_looked_at_and_taken_down_at_once_nothing_is_left(self, server):
        server.pages["/mentor"] = (H_CARD + joins()).encode()
        for _time in range(4):
            page = brought(server.url("/mentor"), email="ada@example.org")
            wrong = at_once(
                lambda _n, page=page: look_at(page.pk, through=a_door(), now=NOON),
                lambda _n, page=page: bringing.take_down(page, now=NOON),
            )
            assert wrong == []
            assert not OutsidePage.objects.exists()
            assert not Listing.objects.filter(gone=False).exists()
