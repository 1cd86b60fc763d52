"""A mentor page that shouldn't be seen: flagged by a member, out of sight by a host, and back after an appeal."""

import pytest

from slashmentor.base.errors import Refused
from slashmentor.commons.safety.actions.flag import raise_flag
from slashmentor.commons.safety.flaggable import of
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing
from slashmentor.parts.mentors.queries.page import find_page
from tests.cast import NOON, a_member

THERE = "/@emmy/mentor"


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


@pytest.fixture
def out_of_sight(offer):
    of(offer).remove(of(offer).locked(offer.pk), now=NOON)
    offer.refresh_from_db()
    return offer


def test_a_member_flags_it_without_any_points(offer, ada, host, enter):
    ways = enter(ada)
    assert "Something wrong?" in ways.get(THERE).text
    address = f"/flags/new?about=mentors.offer:{offer.pk}"
    page = ways.get(address).text
    assert "Mentor page of Emmy Brandt" in page
    assert "only those who run this instance can put right" in page
    ways.post(address, {"harm": "spam", "words": ""})
    assert "Mentor page of Emmy Brandt" in enter(host).get("/moderation").text


def test_moderators_of_a_community_don_t_see_the_flag(offer, ada, mo, enter):
    raise_flag(offer, by=ada, harm="spam", now=NOON)
    assert "Mentor page of" not in enter(mo).get("/moderation").text
    assert enter(mo).get(f"/moderation/things/mentors.offer:{offer.pk}").status_code == 404


def test_no_number_of_flags_takes_it_out_by_itself(offer, db):
    for number in range(7):
        raise_flag(offer, by=a_member(f"reader-{number}"), harm="spam", now=NOON)
    offer.refresh_from_db()
    assert offer.is_in_sight


def test_one_s_own_has_no_such_link(offer, emmy, enter):
    assert "Something wrong?" not in enter(emmy).get(THERE).text


def test_nobody_flags_a_draft_that_they_can_t_see(offer, emmy, ada):
    actions.withdraw(offer, by=emmy, now=NOON)
    with pytest.raises(Refused):
        raise_flag(offer, by=ada, harm="spam", now=NOON)


def test_a_host_takes_it_out_of_sight(offer, emmy, ada, host, enter, client):
    enter(host).post(
        f"/moderation/things/mentors.offer:{offer.pk}",
        {"what": "post.deleted", "reason": "It sells a course, which mentor pages don’t."},
    )
    offer.refresh_from_db()
    assert not offer.is_in_sight
    assert Listing.objects.get(offer=offer).gone
    assert client.get(THERE).status_code == 404
    assert enter(ada).get(THERE).status_code == 404
    assert "took this page out of sight" in enter(emmy).get(THERE).text


def test_it_takes_no_requests_and_publishing_doesn_t_bring_it_back(out_of_sight, emmy, ada):
    actions.withdraw(out_of_sight, by=emmy, now=NOON)
    actions.publish(out_of_sight, by=emmy, now=NOON)
    assert find_page("emmy", ada, now=NOON) is None
    assert find_page("emmy", emmy, now=NOON).state == "paused"
    assert Listing.objects.get(offer=out_of_sight).gone


def test_brought_back_it_is_as_it_was(out_of_sight, ada, host):
    with pytest.raises(Refused):
        of(out_of_sight).restore(out_of_sight, by=ada, now=NOON)
    of(out_of_sight).restore(out_of_sight, by=host, now=NOON)
    line = Listing.objects.get(offer=out_of_sight)
    assert (line.gone, line.name) == (False, "Emmy Brandt")
    assert find_page("emmy", ada, now=NOON).state == "open"
