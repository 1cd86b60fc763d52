"""A server with pages of all sorts, and what becomes of each: one table, look after look."""

import json
from ipaddress import ip_address

import pytest

from slashmentor.base.fetch.tests.servers import LOOPBACK
from slashmentor.parts.mentors.models import Listing, OutsidePage
from slashmentor.parts.mentors.words import State as Room
from tests.cast import NOON

from .conftest import brought, lines, looked_at, mine
from .test_reading import H_CARD, JSON_LD, MICRODATA, PLAIN

MENTOR_JSON = json.dumps(
    {
        "version": 1,
        "url": "https://ada.example/mentor",
        "name": "Ada Whitcombe",
        "lede": "I read drafts before strangers do.",
        "topics": ["peer-review"],
        "kinds": [{"kind": "support"}],
        "languages": ["de", "en"],
        "availability": {"state": "open", "places": 2, "open": 1},
    }
)
LINKED = '<title>x</title><link rel="alternate" type="application/json" href="/mentor.json">'
SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
INJECTED = f'<div class="h-card"><b class="p-name">{SCRIPT.replace("<", "&lt;")}</b><p class="p-note">{SCRIPT.replace("<", "&lt;")}</p></div>'
ELSEWHERE = "http://inside.example:{port}/mentor"

# What is at the address (None: as before): a page's HTML, or what the server answers, with its headers.
OK, ON, OFF = 200, True, False
TABLE = {
    # name: [(days after, status, headers, body, state then, in the directory)]
    "h-card": [(0, OK, {}, H_CARD + "ME", "listed", ON)],
    "JSON-LD": [(0, OK, {}, JSON_LD + "ME", "listed", ON)],
    "microdata": [(0, OK, {}, MICRODATA + "ME", "listed", ON)],
    "mentor.json": [(0, OK, {}, LINKED + "ME", "listed", ON)],
    "plain": [(0, OK, {}, PLAIN + "ME", "listed", ON)],
    "a link in the header": [(0, OK, {"Link": '<{site}/@ada>; rel="me"'}, PLAIN, "listed", ON)],
    "a code on the page": [(0, OK, {}, '<meta name="mentor-proof" content="mentor-1">' + PLAIN, "listed", ON)],
    "a file on the site": [(0, OK, {}, "FILE" + PLAIN, "listed", ON)],
    "redirecting": [(0, 302, {"Location": "/there"}, "", "listed", ON)],
    "moved": [(0, OK, {}, H_CARD + "ME", "listed", ON), (7, 301, {"Location": "/there"}, "", "listed", ON)],
    "changed": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, OK, {}, PLAIN + "ME", "listed", ON),
    ],
    "wrong charset": [(0, OK, {"Content-Type": "text/html"}, b"<title>Ad\xe4 Whitcombe</title>ME", "listed", ON)],
    "injected": [(0, OK, {}, INJECTED + "ME", "listed", ON)],
    "500 for a while": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, 500, {}, "", "listed", ON),
        (8, 500, {}, "", "stale", ON),
        (10, 503, {}, "", "stale", ON),
        (14, OK, {}, H_CARD + "ME", "listed", ON),
    ],
    "500 for ever": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, 500, {}, "", "listed", ON),
        (8, 500, {}, "", "stale", ON),
        (28, 500, {}, "", "stale", ON),
        (30, 500, {}, "", "gone", OFF),
    ],
    "404": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, 404, {}, "", "listed", ON),
        (8, 404, {}, "", "gone", OFF),
    ],
    "410": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, 410, {}, "", "listed", ON),
        (8, 410, {}, "", "gone", OFF),
    ],
    "404 for a moment": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, 404, {}, "", "listed", ON),
        (8, OK, {}, H_CARD + "ME", "listed", ON),
        (15, 404, {}, "", "listed", ON),
    ],
    "never there": [(0, 404, {}, "", "waiting", OFF), (1, 404, {}, "", "gone", OFF)],
    "changed owner": [
        (0, OK, {}, H_CARD + "ME", "listed", ON),
        (7, OK, {}, H_CARD + "EMMY", "unproven", OFF),
        (8, OK, {}, H_CARD + "ME", "listed", ON),
    ],
    "sold": [(0, OK, {}, H_CARD + "ME", "listed", ON), (7, OK, {}, "<title>Buy watches</title>", "unproven", OFF)],
    "no proof": [(0, OK, {}, H_CARD, "unproven", OFF), (1, OK, {}, H_CARD, "unproven", OFF), (3, OK, {}, H_CARD + "ME", "listed", ON)],
    "a link without a word": [(0, OK, {}, H_CARD + '<a href="{site}/@ada/mentor">x</a>', "unproven", OFF)],
    "a link in a comment": [(0, OK, {}, H_CARD + "<!-- ME -->", "unproven", OFF)],
    "a link to the directory": [(0, OK, {}, H_CARD + '<a rel="mentor" href="{site}/mentors/join">x</a>', "unproven", OFF)],
    "nobody named": [(0, OK, {}, "<p>ME", "refused", OFF), (1, OK, {}, PLAIN + "ME", "listed", ON)],
    "redirect loop": [(0, 302, {"Location": "/mentor"}, "", "waiting", OFF), (22, 302, {"Location": "/mentor"}, "", "gone", OFF)],
    "to a network": [(0, 302, {"Location": "http://127.0.0.2/"}, "", "refused", OFF)],
    "10 MB": [(0, OK, {}, b"x" * 10_000_000, "refused", OFF)],
    "grown to 10 MB": [(0, OK, {}, H_CARD + "ME", "listed", ON), (7, OK, {}, b"x" * 10_000_000, "listed", ON), (8, OK, {}, b"x" * 10_000_000, "stale", ON)],
    "PDF": [(0, OK, {"Content-Type": "application/pdf"}, b"%PDF-1.7", "refused", OFF)],
    "empty": [(0, OK, {}, b"", "refused", OFF)],
}  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_each_page_ends_in_the_right_state(ada, emmy, server, settings, name):
    page = brought(server.url("/mentor"), ada)
    server.pages["/mentor.json"] = MENTOR_JSON.encode()
    server.pages["/there"] = (H_CARD + mine()).encode()
    for after, status, headers, body, state, is_there in TABLE[name]:
        server.answers["/mentor"] = (
            status,
            {key: value.replace("{site}", settings.SITE_URL) for key, value in headers.items()},
        )
        server.pages["/mentor"] = served(body, settings.SITE_URL)
        if isinstance(body, str) and body.startswith("FILE"):
            server.pages["/.well-known/mentor-proof.txt"] = b"another\r\nmentor-1\r\n"
        page = looked_at(page, after=after)
        assert (after, page.state, bool(lines())) == (after, state, is_there)
        is_told = state in {"stale", "gone", "refused", "waiting"} or page.failures or page.proven_at
        assert bool(page.why) == bool(is_told and not (state == "listed" and not page.failures))


def served(body, site):
    if isinstance(body, bytes):
        return body.replace(b"ME", mine().encode()) if len(body) < 1000 else body
    words = {"ME": mine(), "EMMY": mine("emmy"), "FILE": "", "{site}": site}
    # Only at its end or in angle brackets is it one of our words.
    for word, means in words.items():
        body = body.replace(f"-- {word} --", f"-- {means} --").replace(f"<p>{word}", f"<p>{means}")
        body = body.removesuffix(word) + means if body.endswith(word) else body
    return body.removeprefix("FILE").replace("{site}", site).encode()


DOORS = {
    "dripping": ("/drip", {"seconds": 0.5}, "waiting"),
    "nobody of that name": ("/mentor", {"resolve": lambda _host, _seconds: []}, "waiting"),
    "nobody answers": ("/mentor", {"resolve": lambda _host, _seconds: [ip_address("127.0.0.9")], "allows": lambda one: one.is_loopback}, "waiting"),
    "a loopback address": ("/mentor", {"allows": lambda _address: False}, "refused"),
    "a private address by its name": ("/mentor", {"resolve": lambda _host, _seconds: [ip_address("10.0.0.1")]}, "refused"),
    "a name that is here and there": ("/mentor", {"resolve": lambda _host, _seconds: [LOOPBACK, ip_address("10.0.0.1")]}, "refused"),
    "another port": ("/mentor", {"ports": frozenset({80, 443})}, "refused"),
}  # fmt: skip


@pytest.mark.parametrize("name", DOORS)
def test_what_no_door_leads_to_is_not_listed(ada, server, name):
    path, door, state = DOORS[name]
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url(path), ada), **door)
    assert (page.state, lines()) == (state, {})
    assert page.why
    assert "/mentor" not in [path for path, _headers in server.asked]


def test_a_listed_page_says_what_it_says_there(ada, server):
    server.pages["/mentor.json"] = MENTOR_JSON.encode()
    server.pages["/mentor"] = (LINKED + mine()).encode()
    looked_at(brought(server.url("/mentor"), ada))
    line = Listing.objects.get()
    assert (line.source, line.url, line.handle) == ("outside", server.url("/mentor"), "")
    assert (line.topics, line.languages, line.kinds) == (["peer-review"], ["de", "en"], 0b100)
    assert (line.places, line.free, line.state(NOON.date())) == (2, 1, Room.OPEN)
    assert line.published_at == NOON


def test_a_page_that_moved_is_listed_where_it_is(ada, server):
    server.answers["/mentor"] = (301, {"Location": "/there"})
    server.pages["/there"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    assert lines() == {"Ada Whitcombe": server.url("/there")}
    assert page.url == server.url("/there")


def test_what_could_not_be_reached_lately_is_never_called_open(ada, server):
    server.pages["/mentor.json"] = MENTOR_JSON.encode()
    server.pages["/mentor"] = (LINKED + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    server.answers["/mentor"] = (500, {})
    for after in (7, 8):
        looked_at(page, after=after)
    line = Listing.objects.get()
    assert (line.stale, line.state(NOON.date())) == (True, Room.UNKNOWN)
    server.answers.clear()
    looked_at(page, after=10)
    line.refresh_from_db()
    assert (line.stale, line.state(NOON.date())) == (False, Room.OPEN)


def test_a_line_that_goes_leaves_no_word_behind(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    version = Listing.objects.get().version
    server.pages["/mentor"] = H_CARD.encode()
    looked_at(page, after=7)
    line = Listing.objects.get()
    assert (line.gone, line.name, line.lede, line.words, line.topics) == (True, "", "", "", [])
    assert line.version > version


def test_a_week_without_a_change_is_no_news(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    version = Listing.objects.get().version
    looked_at(page, after=7)
    assert Listing.objects.get().version == version


def test_a_page_that_did_not_change_is_not_sent_again(ada, server):
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    server.answers["/mentor"] = (200, {"ETag": '"one"'})
    page = looked_at(brought(server.url("/mentor"), ada))
    assert page.etag == '"one"'
    page = looked_at(page, after=7)
    assert server.asked[-1][1]["If-None-Match"] == '"one"'
    assert (page.state, bool(lines()), page.checked_at.day) == ("listed", True, 9)


def test_whose_room_stands_in_another_file_is_read_each_time(ada, server):
    server.pages["/mentor"] = (LINKED + mine()).encode()
    server.answers["/mentor"] = (200, {"ETag": '"one"'})
    server.pages["/mentor.json"] = MENTOR_JSON.encode()
    page = looked_at(brought(server.url("/mentor"), ada))
    server.pages["/mentor.json"] = MENTOR_JSON.replace("open", "full").encode()
    looked_at(page, after=7)
    assert Listing.objects.get().state(NOON.date()) == Room.FULL


def test_when_a_page_is_looked_at_next(ada, server):
    """A week after it was fine, and ever later while it fails."""
    server.pages["/mentor"] = (H_CARD + mine()).encode()
    page = brought(server.url("/mentor"), ada)
    waits = []
    for status in (200, 500, 500, 500, 500, 200):
        server.answers["/mentor"] = (status, {})
        page = looked_at(page)
        waits.append((page.next_at - page.checked_at).days)
    assert waits == [7, 1, 2, 4, 7, 7]


def test_whoever_never_proves_it_is_looked_at_ever_more_rarely_and_then_no_more(ada, server):
    server.pages["/mentor"] = H_CARD.encode()
    page, after, waits = brought(server.url("/mentor"), ada), 0, []
    while page.next_at:
        page = looked_at(page, after=after)
        waits.append((page.next_at - page.checked_at).days if page.next_at else None)
        after += waits[-1] or 0
    assert waits == [1, 2, 4, 7, 7, 7, None]
    assert OutsidePage.objects.get().state == "unproven"
