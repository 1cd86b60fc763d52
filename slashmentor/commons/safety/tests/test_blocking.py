import re

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from slashmentor.base.errors import Refused
from slashmentor.commons.people import actions as people
from slashmentor.commons.people.data import everything
from slashmentor.commons.safety.actions import block, unblock
from slashmentor.commons.safety.models import Block
from slashmentor.commons.safety.queries.blocks import blocked_with
from tests.cast import NOON, a_member

pytestmark = pytest.mark.django_db


def pairs():
    return set(Block.objects.values_list("by__handle", "member__handle"))


def test_blocking_twice_is_the_same_as_once(ada, emmy):
    block(emmy, by=ada, now=NOON)
    block(emmy, by=ada, now=NOON)
    assert pairs() == {("ada", "emmy")}


def test_unblocking_takes_back_only_ones_own(ada, emmy):
    block(emmy, by=ada, now=NOON)
    block(ada, by=emmy, now=NOON)
    unblock(emmy, by=ada)
    unblock(emmy, by=ada)
    assert pairs() == {("emmy", "ada")}


def test_nobody_blocks_themself_whatever_writes_it(ada):
    with pytest.raises(Refused, match="That is you"):
        block(ada, by=ada, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(by=ada, member=ada, at=NOON)


def test_both_sides_are_kept_apart_in_one_query(ada, emmy, eve, django_assert_num_queries):
    block(emmy, by=ada, now=NOON)
    block(ada, by=eve, now=NOON)
    with django_assert_num_queries(1):
        assert blocked_with(ada.pk) == {emmy.pk, eve.pk}
    assert blocked_with(emmy.pk) == {ada.pk}


def test_a_merge_brings_blocks_over_once_and_none_of_oneself(ada, emmy, eve):
    other, third = a_member("other"), a_member("third")
    for by, member in ((other, emmy), (ada, emmy), (other, ada), (eve, other), (eve, ada), (third, other)):
        block(member, by=by, now=NOON)
    people.merge(other, into=ada, by=a_member("host", is_staff=True), now=NOON)
    assert pairs() == {("ada", "emmy"), ("eve", "ada"), ("third", "ada")}


def test_the_export_says_whom_one_blocks_and_never_who_blocks_one(ada, emmy, eve):
    block(emmy, by=ada, now=NOON)
    block(ada, by=eve, now=NOON)
    assert [row["member__handle"] for row in everything(ada)["safety"]["blocks"]] == ["emmy"]


def test_the_way_to_block_stands_on_others_pages_and_for_members_alone(client, ada, emmy):
    cache.clear()
    assert b"Block @emmy" not in client.get("/@emmy").content
    client.force_login(ada)
    assert b"Block @emmy" in client.get("/@emmy").content
    assert b"Block @ada" not in client.get("/@ada").content
    block(emmy, by=ada, now=NOON)
    assert b"You block @emmy." in client.get("/@emmy").content


def test_the_one_who_is_blocked_sees_what_they_saw_before(client, ada, emmy):
    client.force_login(emmy)

    def page():
        return re.sub(rb"[A-Za-z0-9]{64}", b"", client.get("/@ada").content)

    before = page()
    block(emmy, by=ada, now=NOON)
    assert page() == before


def test_blocking_in_the_browser_says_what_it_does_first(client, ada, emmy):
    client.force_login(ada)
    said = client.get("/settings/blocks/emmy").content.decode()
    assert "They aren’t told" in said
    assert "no answer, no comment, no mention" in said
    assert client.post("/settings/blocks/emmy").url == "/settings/blocks"
    assert "@emmy" in client.get("/settings/blocks").content.decode()
    client.post("/settings/blocks/emmy/lift")
    assert pairs() == set()


@pytest.mark.parametrize(
    "path", ["/settings/blocks/ada", "/settings/blocks/nobody", "/settings/blocks?before=x"]
)
def test_there_is_no_page_to_block_oneself_or_nobody(client, ada, path):
    client.force_login(ada)
    assert client.get(path).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(client, ada, django_assert_num_queries):
    for number in range(60):
        block(a_member(f"member-{number}"), by=ada, now=NOON)
    client.force_login(ada)
    with django_assert_num_queries(4):
        first = client.get("/settings/blocks").content.decode()
    older = Block.objects.order_by("-pk")[49].pk
    assert f"?before={older}" in first
    assert client.get(f"/settings/blocks?before={older}").content.decode().count("Unblock<") == 10
