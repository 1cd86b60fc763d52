"""What is read of a page on somebody's own site: in every language that such pages speak, and whatever is wrong with it."""

import json
import threading
import time
from contextlib import suppress

import pytest

from slashmentor.base.fetch import Fetched
from slashmentor.parts.mentors.outside.reading import Unreadable, read, with_document

URL = "https://ada.example/mentor"

H_CARD = """<html lang="de"><title>Ada</title><div class="h-card"><h1 class="p-name">Ada Whitcombe</h1>
<a class="u-url u-uid" href="/mentor">here</a> <span class="p-job-title">Postdoc</span>, <span class="p-org">Havnes</span>
<p class="p-note">I read drafts before strangers do.</p><a class="p-category">Peer review</a>
<a class="p-category">statistics</a><data class="p-x-state" value="full"></data></div></html>"""
PERSON = {
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    "mainEntity": {
        "@type": "Person",
        "name": "Ada Whitcombe",
        "jobTitle": "Postdoc",
        "affiliation": {"@type": "Organization", "name": "Havnes"},
        "description": "I read drafts before strangers do.",
        "knowsAbout": [{"@type": "DefinedTerm", "name": "peer-review"}, "statistics"],
        "knowsLanguage": ["de", "en-GB"],
        "makesOffer": {
            "@type": "Offer",
            "availability": "https://schema.org/InStock",
            "inventoryLevel": {"@type": "QuantitativeValue", "value": 1, "maxValue": 3},
            "itemOffered": {"@type": "Service", "serviceType": "Mentoring"},
        },
        "seeks": [{"@type": "Demand", "itemOffered": {"@type": "Service", "name": "version-control"}}],
    },
}
JSON_LD = f'<title>x</title><script type="application/ld+json">{json.dumps(PERSON)}</script>'
MICRODATA = """<title>x</title><div itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Whitcombe</b>
<i itemprop="jobTitle">Postdoc</i> <i itemprop="affiliation">Havnes</i>
<p itemprop="description">I read drafts before strangers do.</p>
<b itemprop="knowsAbout">Peer review</b> <b itemprop="knowsAbout">statistics</b></div>"""
PLAIN = """<html lang="en"><title>Ada Whitcombe /mentor | Ada's site</title><nav><p>Home, about, all that stands on every page</p></nav>
<h1>Hello</h1><p>Hi.</p><p>I read drafts before strangers do, and listen in bad weeks.</p></html>"""


def a_page(html, url=URL, **headers):
    body = html if isinstance(html, bytes) else html.encode(errors="surrogatepass")
    return Fetched(url, {"content-type": "text/html", **headers}, body)


@pytest.mark.parametrize(("html", "kind"), [(H_CARD, "h-card"), (JSON_LD, "schema"), (MICRODATA, "schema")])
def test_who_and_what_about(html, kind):
    found = read(a_page(html))
    assert found.format == kind
    said = found.read
    assert (said["name"], said["line"], said["lede"]) == (
        "Ada Whitcombe",
        "Postdoc, Havnes",
        "I read drafts before strangers do.",
    )
    assert (said["topics"], said["url"]) == (["peer-review", "statistics"], URL)


def test_a_page_that_speaks_no_language_of_machines_has_its_title_and_first_lines():
    found = read(a_page(PLAIN))
    assert (found.format, found.read["name"]) == ("plain", "Ada Whitcombe")
    assert found.read["lede"] == "I read drafts before strangers do, and listen in bad weeks."
    assert found.read["languages"] == ["en"]
    assert found.read["free"] is None  # whether there is room isn't said


def test_room_is_read_and_never_better_than_it_is():
    assert (read(a_page(H_CARD)).read["free"], read(a_page(JSON_LD)).read["free"]) == (0, 1)
    assert read(a_page(JSON_LD)).read["places"] == 3
    away = json.loads(json.dumps(PERSON))
    offer = away["mainEntity"]["makesOffer"]
    offer |= {"availability": "https://schema.org/OutOfStock", "availabilityStarts": "2026-04-01"}
    found = read(a_page(f'<script type="application/ld+json">{json.dumps(away)}</script>'))
    assert found.read["away_until"] == "2026-03-31"
    offer["itemOffered"] = {"name": "My book"}
    found = read(a_page(f'<script type="application/ld+json">{json.dumps(away)}</script>'))
    assert found.read["free"] is None


def test_what_one_language_leaves_out_the_other_says():
    found = read(a_page(JSON_LD + H_CARD))
    assert (found.format, found.read["seeks"]) == ("h-card", ["version-control"])


def test_the_card_that_is_this_page_s_is_taken():
    other = '<div class="h-card"><p class="p-name">Emmy, my co-author</p><a class="u-url" href="https://emmy.example">x</a></div>'
    assert read(a_page(other + H_CARD)).read["name"] == "Ada Whitcombe"


def test_mentor_json_is_found_and_says_most():
    page = a_page(
        '<link rel="alternate" type="application/json" href="/wp-json/pages/1">'
        '<link rel="alternate" type="application/json" href="mentor.json">' + H_CARD
    )
    found = read(page)
    assert found.linked == "https://ada.example/mentor.json"
    said = {"version": 1, "url": "https://evil.example/", "name": "Ada W.", "handle": "@ada@evil.example"}
    found = with_document(found, Fetched(found.linked, {}, json.dumps(said).encode()))
    assert (found.format, found.read["name"], found.read["url"], found.read["handle"]) == (
        "json",
        "Ada W.",
        URL,
        "",
    )


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"{}", b'{"name": 3}', b"[" * 500_000, b"\xff\xfe", b"null"]
)
def test_a_broken_mentor_json_says_nothing(body):
    found = read(a_page(H_CARD))
    assert with_document(found, Fetched(URL, {}, body)) == found


def test_links_codes_and_where_webmentions_go():
    found = read(
        a_page(
            '<base href="https://ada.example/deep/"><meta name="mentor-proof" content=" abc ">'
            '<a rel="nofollow ME" href="https://here.example/@ada">me</a><a rel="mentor" href="/x">x</a>'
            '<a href="https://no.example/">no</a><link rel="webmention" href="/hear"><p>Ada',
            link='<https://here.example/@ada/mentor>; rel="me", </hear-too>; rel="other"',
        )
    )
    assert found.links == (
        "https://here.example/@ada/mentor",
        "https://here.example/@ada",
        "https://ada.example/x",
    )
    assert (found.codes, found.endpoint) == ({"abc"}, "https://ada.example/hear")


@pytest.mark.parametrize(
    ("html", "headers", "endpoint"),
    [
        ('<a rel="webmention" href="hear?a=b">', {}, "https://ada.example/hear?a=b"),
        ('<a rel="webmention" href="">', {}, URL),
        ("<p>x", {"link": "</hear>; rel=webmention"}, "https://ada.example/hear"),
        (
            '<link rel="webmention" href="/late">',
            {"link": '</hear>; rel="webmention"'},
            "https://ada.example/hear",
        ),
        ('<!-- <a rel="webmention" href="/no"> --><p>x', {}, ""),
        ('<a rel="not-webmention" href="/no">', {}, ""),
        ('<a rel="webmention">no address', {}, ""),
    ],
)
def test_the_endpoint_is_found_as_the_specification_says(html, headers, endpoint):
    assert read(a_page(html, **headers)).endpoint == endpoint


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("<title>Grüße Ä</title>".encode("latin-1"), {"content-type": "text/html; charset=iso-8859-1"}),
        ("<meta charset=iso-8859-1><title>Grüße Ä</title>".encode("latin-1"), {}),
        ("<title>Grüße Ä</title>".encode("latin-1"), {}),
        ("<meta charset=no-such-thing><title>Grüße Ä</title>".encode(), {}),
        ("<title>Grüße Ä</title>".encode(), {"content-type": "text/html; charset=utf-8"}),
    ],
)
def test_the_letters_are_those_that_were_meant(body, headers):
    assert read(a_page(body, **headers)).read["name"] == "Grüße Ä"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "text/plain"])
def test_a_file_is_no_page(kind):
    with pytest.raises(Unreadable, match=kind):
        read(a_page(b"%PDF-1.7", **{"content-type": kind}))


@pytest.mark.parametrize("body", [b"", b"   \n ", b"<!-- -->"])
def test_an_empty_page_says_so(body):
    with pytest.raises(Unreadable, match="empty"):
        read(a_page(body))


def test_what_deceives_is_left_out_and_what_is_long_is_cut():
    found = read(
        a_page(
            f'<div class="h-card"><p class="p-name">{"A" * 5000}\u202e</p><p class="p-note">\u2066x\0</p></div>'
        )
    )
    assert (len(found.read["name"]), found.read["lede"]) == (120, "x")


NESTED = "".join(
    f'<div class="h-card p-author" itemscope itemtype="https://schema.org/Person" itemprop="p{n}">'
    for n in range(250)
)
HOSTILE = {
    "deep": "<div>" * 190_000,
    "cards in cards": '<div class="h-card"><b class="p-name">' * 26_000,
    "cards side by side": '<div class="h-card"><b class="p-name u-url p-note e-content">x</b></div>' * 13_000,
    "one card of a megabyte": '<div class="h-card">' + '<b class="p-name p-note u-url dt-bday">x</b>' * 21_000,
    "one card with long words": '<div class="h-card">' + '<b class="e-content p-name">' * 240 + "x" * 900_000,
    "nested persons": NESTED + "x" * 900_000,
    "many persons": '<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">x</b></p>' * 12_000,
    "many properties": '<div itemscope itemtype="https://schema.org/Person">' + '<b itemprop="a b c d e f">x</b>' * 30_000,
    "references": '<div itemscope itemtype="https://schema.org/Person" itemref="' + "a " * 40_000 + '"></div><p id="a" itemprop="name">x</p>',
    "to itself": '<div id="a" itemprop="b" itemscope itemtype="https://schema.org/Person" itemref="a"><p itemprop="name">x</p></div>',
    "deep JSON": '<script type="application/ld+json">' + "[" * 99_000 + "</script>",
    "deep objects": '<script type="application/ld+json">' + '{"a":' * 19_000 + "</script>",
    "broken JSON": '<script type="application/ld+json">{"@type": "Person", "name": </script>' * 12_000,
    "comments in JSON": '<script type="application/ld+json">' + "/*" * 49_000 + "</script>",
    "slashes in JSON": '<script type="application/ld+json">' + '"//\\' * 24_000 + "</script>",
    "a megabyte of JSON": '<script type="application/ld+json">' + json.dumps(["x" * 100] * 9000) + "</script>",
    "a comment that never ends": "<!--" * 240_000,
    "attributes": "<a " + "x=y " * 240_000,
    "one attribute": '<a class="' + "h-card " * 140_000 + '">',
    "links": '<a rel="me" href="x">' * 45_000,
    "a long link": f'<a rel="me" href="{"x" * 990_000}">',
    "metas": '<meta name="mentor-proof" content="x">' * 25_000,
    "entities": "&amp;" * 190_000 + "&#0;&#xD800;&#x202E;" * 10_000,
    "paragraphs": "<p>" * 330_000,
    "lines": "<p>a line that is long enough to be a line of text</p>" * 18_000,
    "lines in navigation": "<nav>" * 200 + "<p>a line that is long enough to be a line" * 20_000,
    "title": "<title>" + " - " * 330_000,
    "slashes": "<title>" + "/mentor " * 120_000,
    "surrogates": "\ud800" * 300_000,
    "NUL": "\0" * 900_000,
    "numbers": '<script type="application/ld+json">{"@type":"Person","name":"x","makesOffer":{"x":"mentor","availability":"InStock","inventoryLevel":{"value":' + "9" * 90_000 + "}}}</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_page_is_reading_it_is_quick_and_never_fails(name):
    body = HOSTILE[name].encode(errors="surrogatepass")[:1_000_000]
    read(a_page(H_CARD))  # the parsers are loaded
    began = time.process_time()
    with suppress(Unreadable):
        read(a_page(body))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("name", ["nested persons", "to itself"])
def test_the_page_after_a_hostile_one_is_read(name):
    """In a thread: what hangs here hangs for good."""
    with suppress(Unreadable):
        read(a_page(HOSTILE[name].encode()[:1_000_000]))
    found = []
    page = a_page(b'<p itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada</b></p>')
    reader = threading.Thread(target=lambda: found.append(read(page)), daemon=True)
    reader.start()
    reader.join(20)
    assert [one.read["name"] for one in found] == ["Ada"]
