"""/.well-known/mentor: who is on this instance's list, page by page, for any program that asks."""

import json

import jsonschema
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing
from slashmentor.parts.mentors.taking.document import schema as schema_of_one
from slashmentor.parts.mentors.taking.reading import listing_values, read_document
from slashmentor.world.movement import documents
from slashmentor.world.movement.documents import brief, schema
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page

LIST = "/.well-known/mentor"
HERE = "http://127.0.0.1:8000"


def given(client, address=LIST):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.json()


def names(document):
    return [one["name"] for one in document["mentors"]]


def many(number):
    """Members with a page each."""
    return [
        a_mentor_page(a_member(f"m{n}", name=f"Mentor {n}"), lede="Ask me what I would have liked to ask.")
        for n in range(number)
    ]


def test_a_page_is_on_the_list(client, offer):
    document = given(client)
    assert document["instance"] == {"name": "Slashmentor", "url": HERE}
    assert (document["version"], document["count"], "next" in document) == (1, 1, False)
    [one] = document["mentors"]
    assert (one["url"], one["json"]) == (f"{HERE}/@emmy/mentor", f"{HERE}/@emmy/mentor.json")
    assert (one["name"], one["handle"]) == ("Emmy Brandt", "@emmy@127.0.0.1:8000")
    assert [topic["name"] for topic in one["topics"]] == ["statistics", "peer-review"]
    assert one["kinds"] == [{"kind": "development"}, {"kind": "support"}]
    assert one["availability"] == {"state": "open", "places": 2, "open": 2, "waiting": 0, "keeps_list": True}
    assert one["consent"] == {"directories": True, "search_engines": True, "language_models": False}
    assert one["hours"][0] == {"weekday": "tuesday", "from": "09:00", "until": "11:00"}


def test_it_keeps_to_its_schema_and_each_entry_to_that_of_a_page(client, offer, emmy):
    actions.away(offer, by=emmy, until=NOON.date().replace(year=2028), now=NOON.replace(year=2027))
    many(2)
    document = given(client)
    jsonschema.validate(document, schema())
    for one in document["mentors"]:
        jsonschema.validate({"version": 1, **one}, schema_of_one())
    assert given(client, "/mentor-list.schema.json") == schema()
    jsonschema.Draft202012Validator.check_schema(schema())


def test_what_is_read_of_it_is_what_was_written(client, offer):
    """There and back: another instance has the same line of her as this one."""
    row = Listing.objects.get()
    read = listing_values(
        read_document(brief(row, documents._hours([row])[row.offer_id], today=NOON.date())), on=NOON.date()
    )
    same = set(read) - {"url", "handle", "words"}
    assert {name: read[name] for name in same} == {name: getattr(row, name) for name in same}
    assert read["url"] == HERE + row.url


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ({}, True),
        ({"shared": False}, False),
        ({"listed": False}, False),
        ({"indexable": False}, True),
    ],
)
def test_who_is_on_it_is_their_own_choice(client, emmy, said, listed):
    a_mentor_page(emmy, **{**AN_OFFER, **said})
    document = given(client)
    assert (bool(document["mentors"]), document["count"]) == (listed, int(listed))


@pytest.mark.parametrize(
    ("act", "state"),
    [(actions.pause, "paused"), (actions.withdraw, None)],
)
def test_who_rests_is_on_it_with_that_word_and_who_closed_is_not(client, emmy, offer, act, state):
    act(offer, by=emmy, now=NOON)
    assert [one["availability"]["state"] for one in given(client)["mentors"]] == ([state] if state else [])


def test_who_left_is_not_on_it(client, emmy, offer):
    Member.objects.filter(pk=emmy.pk).update(is_active=False)
    emmy.refresh_from_db()
    actions.shelve(type(offer).objects.select_related("member").get(), now=NOON)
    assert given(client)["mentors"] == []


def test_pages_elsewhere_are_not_on_it(client, offer):
    """Each instance speaks for its own only, so that nobody is listed whom they didn't ask."""
    for source, instance in (("outside", ""), ("instance", "https://a.example")):
        Listing.objects.create(
            source=source, instance=instance, url="https://a.example/x", name="X", published_at=NOON, changed_at=NOON,
            version=actions.next_version(),
        )  # fmt: skip
    document = given(client)
    assert (names(document), document["count"]) == (["Emmy Brandt"], 1)


# --- page by page, and what changed ---


def test_it_comes_in_pages(client, db, monkeypatch):
    monkeypatch.setattr(documents, "A_PAGE", 2)
    many(5)
    found, address, pages = [], LIST, 0
    while address:
        document = given(client, address)
        found += names(document)
        pages += 1
        assert document["count"] == 5
        address = document.get("next", "").removeprefix(HERE)
    assert (found, pages) == ([f"Mentor {n}" for n in range(5)], 3)


def test_those_written_at_once_are_parted_too(client, db, monkeypatch):
    monkeypatch.setattr(documents, "A_PAGE", 2)
    many(5)
    Listing.objects.update(version=actions.next_version())
    first = given(client)
    second = given(client, first["next"].removeprefix(HERE))
    third = given(client, second["next"].removeprefix(HERE))
    assert names(first) + names(second) + names(third) == [f"Mentor {n}" for n in range(5)]


def test_since_a_revision_only_what_changed(client, db):
    offers = many(3)
    known = given(client)["revision"]
    assert given(client, f"{LIST}?since={known}")["mentors"] == []
    actions.pause(offers[1], by=offers[1].member, now=NOON)
    document = given(client, f"{LIST}?since={known}")
    assert (names(document), document["count"]) == (["Mentor 1"], 3)
    assert document["revision"] > known


def test_of_who_left_only_the_number_tells(client, db):
    offers = many(3)
    known = given(client)["revision"]
    actions.withdraw(offers[1], by=offers[1].member, now=NOON)
    document = given(client, f"{LIST}?since={known}")
    assert (document["mentors"], document["count"]) == ([], 2)
    assert "m1" not in json.dumps(document)


@pytest.mark.parametrize(
    "query",
    [
        "since=x",
        "since=-1",
        "since=",
        "after=7",
        "after=1-x",
        "after=1-2-3",
        "since=" + "9" * 19,
        "after=²-1",
    ],
)
def test_what_is_no_place_in_it(client, db, query):
    assert client.get(f"{LIST}?{query}").status_code == 404


def test_a_place_behind_the_end_is_empty(client, offer):
    assert given(client, f"{LIST}?after={10**17}-1")["mentors"] == []


# --- for programs ---


def test_any_site_may_read_it(client, offer):
    for _twice in range(2):  # made, and kept
        answer = client.get(LIST)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer["Content-Type"] == "application/json"
        # It is for directories; whether search engines show a page is said on the page.
        assert answer["X-Robots-Tag"] == "noindex, noai"


def test_who_has_it_already_is_told_so(client, offer, emmy):
    tag = client.get(LIST)["ETag"]
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 304
    actions.pause(offer, by=emmy, now=NOON)
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_as_many_queries_for_one_as_for_many_and_one_when_it_is_kept(client, db, django_assert_num_queries):
    many(1)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for number in range(10, 40):
        a_mentor_page(a_member(f"n{number}"), **AN_OFFER)
    cache.clear()
    with django_assert_num_queries(len(one)):
        client.get(LIST)
    assert len(one) == 4
    with django_assert_num_queries(1):
        client.get(LIST)


def test_no_address_is_in_it(client, emmy, offer):
    assert emmy.email
    assert emmy.email not in client.get(LIST).text


def test_the_longest_page_stays_below_a_megabyte(client, emmy):
    wide = "\U0001f9ea"
    emmy.name, emmy.position, emmy.affiliation = wide * 80, wide * 120, wide * 120
    emmy.time_zone = "America/Argentina/ComodRivadavia"
    emmy.save()
    names = [f"{wide_letter}{'x' * 33}" for wide_letter in "abcdefghijkl"]
    offer = a_mentor_page(
        emmy,
        **{
            **AN_OFFER, "lede": wide * 500, "gives": names, "seeks_topics": names, "fields": names,
            "kinds": dict.fromkeys(AN_OFFER["kinds"], "x"), "hours": [(day, start * 60, start * 60 + 59) for day in range(7) for start in range(4)],
        },
    )  # fmt: skip
    row = Listing.objects.get(offer=offer)
    entry = brief(row, documents._hours([row])[offer.pk], today=NOON.date())
    assert len(json.dumps(entry, ensure_ascii=False).encode()) * documents.A_PAGE < 1_000_000
