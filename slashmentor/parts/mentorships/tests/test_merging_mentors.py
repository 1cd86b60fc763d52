"""Two accounts of one mentor become one: the page that stays counts the mentees and the waiting list of both."""

import pytest

from slashmentor.commons.people.actions import merge
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.mentorships import actions
from slashmentor.parts.mentorships.models import Request
from tests.cast import a_member, a_mentor_page

from .conftest import LATER, asking


@pytest.mark.parametrize("keeps_own", [True, False])
def test_what_the_page_counts_is_what_there_is(emmy, kay, keeps_own):
    host = a_member("hana", is_staff=True)
    for number, mentor in enumerate((emmy, kay)):
        offer = a_mentor_page(mentor)
        requests = [asking(offer, a_member(f"asker-{number}-{n}")) for n in range(3)]
        for request in requests[:2]:
            actions.accept(request, by=mentor, now=LATER)
        actions.put_on_list(requests[2], by=mentor, now=LATER)
    if not keeps_own:
        Offer.objects.filter(member=emmy).update(published_at=None)
    merge(kay, emmy, by=host, now=LATER)
    offer = Offer.objects.get()
    counts = {
        state: Request.objects.filter(offer=offer, mentor=emmy, state=state).count()
        for state in ("accepted", "listed")
    }
    assert counts == {"accepted": 4, "listed": 2}
    assert (offer.taken, offer.waiting, offer.places, offer.listing.waiting) == (4, 2, 4, 2)
