"""Lists that lie, flood, drip or aren't any: no effect but a sentence for the host."""

import gzip
import json

import pytest

from slashmentor.parts.mentors.models import Listing
from slashmentor.world.movement import hearing

from .conftest import listed, read
from .lists import PATH, a_list, a_mentor

NO_LIST = "What answers there is no list of mentor pages."


def deep(depth):
    return b'{"mentors": ' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", NO_LIST),
        (b"<!doctype html><h1>Hello</h1>", NO_LIST),
        (b"[]", NO_LIST),
        (b'"mentors"', NO_LIST),
        (b"{}", NO_LIST),
        (b'{"mentors": {}}', NO_LIST),
        (b'{"mentors": null}', NO_LIST),
        (b'{"mentors": NaN}', NO_LIST),
        (b'{"mentors": [' + b"9" * 5000 + b"]}", NO_LIST),
        (b"\xff\xfe\x00", NO_LIST),
        (deep(100_000), NO_LIST),
        (b'{"version": 2, "mentors": []}', "Its list is written for a newer version of this software."),
        (b" " * 1_000_001, "The page there is larger than we read."),
        (b"x" * 10_000_000, "The page there is larger than we read."),
    ],
    ids=lambda value: repr(value[:30]),
)
def test_what_is_no_list(giver, other, body, why):
    giver.gives(1)
    read(other)
    giver.gives_bytes(body)
    found = read(other)
    assert (found.state, found.why, listed()) == ("failing", why, ["Mentor 1"])


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/drip", "The server there took too long to answer."),
        ("/bomb", "The page there is larger than we read."),
        ("/loop", "That address leads on and on, and to no page."),
        ("/gone", "The server there answers 410 instead of a page."),
        ("/strange", "Nothing answers at that address."),
    ],
)
def test_servers_that_misbehave(giver, other, path, why, monkeypatch):
    monkeypatch.setattr(hearing, "PATH", path)
    assert read(other, seconds=1).why == why


def test_a_list_elsewhere_is_not_believed(giver, other, monkeypatch):
    """A redirect to another site: that site has to be added itself."""
    elsewhere = giver.server.url("/list", host="famous.example")
    giver.server.pages["/list"] = a_list(a_mentor(1, giver.server.url("", host="famous.example")))
    monkeypatch.setattr(hearing, "PATH", f"/to/{elsewhere}")
    found = read(other)
    assert (found.why, listed()) == ("It leads on to another site. Add that one, if it is an instance.", [])


@pytest.mark.parametrize(
    "url",
    [
        "https://famous.example/@ada/mentor",
        "//ada.example/@m/mentor",
        "/@ada/mentor",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://ada.example/x",
        "{address}.evil.example/@m/mentor",
        "{address}@evil.example/@m/mentor",
        "{scheme}://user@{host}/@m/mentor",
        "{scheme}://{bare}:1/@m/mentor",
        "https://{bare}/@m/mentor",
        "{address}/\u202egpj",
        "{address}/a b",
        '{address}/"onclick="x',
        "{address}/" + "a" * 500,
        "{address}/\x00",
        "{address}/\ud800",
        "",
        7,
        None,
        ["{address}/@m/mentor"],
        {"url": "x"},
    ],
)
def test_nobody_speaks_for_pages_of_others(giver, other, url):
    host = giver.address.partition("://")[2]
    if isinstance(url, str):
        url = url.format(address=giver.address, scheme="http", host=host, bare=host.partition(":")[0])
    giver.gives({"url": url, "name": "Mentor of Others"}, 1)
    found = read(other)
    assert listed() == ["Mentor 1"]
    assert found.why.startswith("1 entry was left out")


@pytest.mark.parametrize("entry", [None, 1.5, "x", [], {}, {"name": "x"}, [[]], True])
def test_entries_that_are_none(giver, other, entry):
    giver.gives(entry, 1, entry)
    found = read(other)
    assert (listed(), found.why[:23]) == (["Mentor 1"], "2 entries were left out")


HUGE = 10**30
ODD = [
    "\x00",
    "\ud800",
    "\u202e",
    "x" * 20_000,
    HUGE,
    -HUGE,
    -1,
    1.5,
    True,
    None,
    [],
    {},
    [[]],
    {"a": 1},
    ["\x00"],
    "²",
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_odd_values_are_not_said(giver, other, odd):
    """Every key with what it isn't made for: the entry counts without it, or is left out; nothing breaks."""
    keys = (
        "handle", "stage", "line", "lede", "languages", "kinds", "topics", "seeks", "fields", "stages", "as_peer", "channels",
        "availability", "time_zone", "hours", "answers_within_days", "published", "updated", "json", "texts", "version",
    )  # fmt: skip
    entries = [a_mentor(number, giver.address, **{key: odd}) for number, key in enumerate(keys)]
    inner = ("state", "places", "open", "waiting", "keeps_list", "until", "away_until")
    entries += [
        a_mentor(100 + number, giver.address, availability={"state": "open", key: odd})
        for number, key in enumerate(inner)
    ]
    giver.gives(*entries, instance={"name": odd, "url": odd}, revision=odd, count=odd, **{"$schema": odd})
    found = read(other)
    assert (found.state, found.why if found.failures else "") == ("read", "")
    assert found.count >= len(entries) - 2
    for row in Listing.objects.all():
        assert not {"\x00", "\u202e"} & set(row.name + row.line + row.lede + row.words + row.handle)
        assert len(row.lede) <= 500


@pytest.mark.parametrize(
    "odd",
    [value for value in ODD if value is not None and value not in ([], {}, "")],
    ids=lambda odd: repr(odd)[:20],
)
def test_a_next_page_that_is_none(giver, other, odd):
    giver.gives(1, next=odd)
    assert read(other).state in {"read", "failing"}


@pytest.mark.parametrize(
    "following",
    [
        "{here}",
        "https://famous.example/.well-known/mentor?after=1-1",
        "{address}/elsewhere?after=1-1",
        "//x",
        "?after=1",
        "http://[",
        "{address}:99999/",
    ],
)
def test_a_list_that_leads_astray(giver, other, following):
    giver.gives(1, next=following.format(here=giver.address + PATH, address=giver.address))
    found = read(other)
    assert (found.state, found.why, listed()) == (
        "failing",
        "Its list leads on to where it can’t be read on.",
        [],
    )


def test_a_list_without_an_end(giver, other, monkeypatch):
    monkeypatch.setattr(hearing, "MOST_PAGES", 5)
    for number in range(6):
        giver.gives(
            number,
            at=f"?after={number}-1" if number else "",
            next=f"{giver.address}{PATH}?after={number + 1}-1",
        )
    found = read(other)
    assert (found.why, listed()) == ("Its list doesn’t come to an end.", [])


def test_a_slow_list_ends_with_its_deadline(giver, other, monkeypatch):
    monkeypatch.setattr(hearing, "SECONDS", -1)
    giver.gives(1)
    assert read(other).why == "Its list doesn’t come to an end."


def test_of_a_hundred_thousand_the_first_are_read(giver, other, monkeypatch):
    """Packed, all of them are within the megabyte before it is unpacked, and not after."""
    giver.gives_bytes(gzip.compress(json.dumps({"mentors": [{}] * 300_000}).encode()))
    assert read(other).state == "failing"
    monkeypatch.setattr(hearing, "MOST", 50)
    giver.gives(*range(60))
    found = read(other)
    assert (found.count, found.why) == (50, "It has more than 50, of which the first were read.")


def test_empty_entries_by_the_thousand_are_only_counted(giver, other):
    giver.gives_bytes(json.dumps({"mentors": [{}] * 100_000}).encode())
    found = read(other)
    assert (found.count, found.state) == (0, "read")
    assert found.why.startswith("10000 entries were left out")


def test_an_old_list_is_kept_when_its_second_page_fails(giver, other):
    giver.gives(1, 2)
    read(other)
    giver.gives(1, next=f"{giver.address}{PATH}?after=9-9")
    giver.gives_bytes(b"broken", at="?after=9-9")
    assert (read(other).state, listed()) == ("failing", ["Mentor 1", "Mentor 2"])


def test_names_stay_words(giver, other, enter, host):
    giver.gives(1, instance={"name": "<script>alert(1)</script>" + "\x00" * 3, "url": giver.address})
    assert read(other).name == "<script>alert(1)</script>"
    text = enter(host).get("/moderation/instances").text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
