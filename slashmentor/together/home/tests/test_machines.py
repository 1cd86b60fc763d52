import re
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.utils import timezone

from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions
from slashmentor.parts.questions.actions import delete
from tests.cast import AN_OFFER, NOON, a_member, a_mentor_page

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_robots_are_told_where_the_map_is(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/sitemap.xml"


def test_the_map_leads_to_all_that_is_for_everybody(client, question, emmy, offer):
    Member.objects.filter(pk=emmy.pk).update(indexable=True)
    found = everything(client)
    assert {"/", "/mentors", "/mentors/join", question.get_absolute_url(), "/@emmy/mentor", "/@emmy"} <= found
    assert "/topics/statistics" in found


@pytest.mark.parametrize(
    ("said", "is_found"), [({}, True), ({"indexable": False}, False), ({"listed": False}, True)]
)
def test_a_mentor_page_is_on_the_map_if_its_mentor_wants(client, emmy, said, is_found):
    a_mentor_page(emmy, **{**AN_OFFER, **said})
    assert ("/@emmy/mentor" in everything(client)) is is_found


def test_drafts_and_closed_pages_are_on_no_map(client, emmy, ada, offer):
    actions.withdraw(offer, by=emmy, now=NOON)
    a_mentor_page(ada, published=False)
    assert not [path for path in everything(client) if path.endswith("/mentor")]


def test_of_people_those_who_said_so_are_on_the_map(client, ada, emmy):
    Member.objects.filter(pk=emmy.pk).update(indexable=True)
    assert {path for path in everything(client) if path.startswith("/@")} == {"/@emmy"}
    Member.objects.filter(pk=emmy.pk).update(listed=False)
    cache.clear()
    assert not {path for path in everything(client) if path.startswith("/@")}


def test_a_map_is_one_query_however_long(client, emmy, offer, django_assert_num_queries):
    for number in range(20):
        a_mentor_page(a_member(f"m{number}"), lede="Ask me what I would have liked to ask.")
    with django_assert_num_queries(1):
        assert len(addresses(client, "/sitemap-mentors-0.xml", "s:url/s:loc")) == 21
    with django_assert_num_queries(0):
        client.get("/sitemap-mentors-0.xml")


def test_who_trains_language_models_reads_only_the_pages_of_those_who_let_them(client, emmy, ada, eve):
    a_mentor_page(emmy, **{**AN_OFFER, "trainable": True})
    a_mentor_page(ada)
    a_mentor_page(eve, **{**AN_OFFER, "trainable": True, "indexable": False})
    everybody, trainers, _map = client.get("/robots.txt").text.split("\n\n")
    assert "User-agent: GPTBot" in trainers
    assert "Disallow: /@*/mentor\n" in trainers
    assert [line for line in trainers.splitlines() if line.startswith("Allow: /@")] == [
        "Allow: /@emmy/mentor"
    ]
    # Whoever is named in a group of their own reads no other.
    assert set(everybody.splitlines()[1:]) <= set(trainers.splitlines())
    assert "/@*/mentor\n" not in everybody


@pytest.mark.parametrize(
    ("program", "path", "may"),
    [
        ("Googlebot", "/@emmy/mentor", True),
        ("Googlebot", "/@ada/mentor", True),
        ("Googlebot", "/@ada/mentor/ask", False),
        ("Googlebot", "/mentors", True),
        ("Googlebot", "/mentors?topic=statistics", True),
        ("Googlebot", "/mentors?topic=statistics&kind=support", False),
        ("Googlebot", "/mentors?kind=support", False),
        ("Googlebot", "/mentors/join", True),
        ("Googlebot", "/settings/mentor", False),
        ("GPTBot", "/@emmy/mentor", True),
        ("GPTBot", "/@emmy/mentor.json", True),
        ("GPTBot", "/@emmy/mentor/ask", False),
        ("GPTBot", "/@ada/mentor", False),
        ("GPTBot", "/@ada/mentor.json", False),
        ("GPTBot", "/.well-known/mentor", False),
        ("GPTBot", "/settings/mentor", False),
        ("GPTBot", "/questions", True),
    ],
)
def test_who_may_read_what(client, emmy, ada, program, path, may):
    a_mentor_page(emmy, **{**AN_OFFER, "trainable": True})
    a_mentor_page(ada)
    assert allowed(client.get("/robots.txt").text, program, path) is may


def test_a_deleted_question_is_on_no_map(client, question, ada):
    delete(question, by=ada, now=timezone.now())
    found = addresses(client, "/sitemap-0.xml", "s:url/s:loc")
    assert [address for address in found if "/questions/" in address] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sitemap-77.xml", 200),
        ("/sitemap-99999999999999999999.xml", 404),
        ("/sitemap-mentors-77.xml", 200),
        ("/sitemap-mentors-99999999999999999999.xml", 404),
        ("/sitemap-drafts-0.xml", 404),
    ],
)
def test_a_map_of_nothing(client, db, path, status):
    assert client.get(path).status_code == status


def test_browsers_can_search_here(client, db):
    root = ET.fromstring(client.get("/opensearch.xml").content)
    (url,) = root.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "http://127.0.0.1:8000/search?q={searchTerms}"


def allowed(robots, program, path):
    """RFC 9309: one's own group, else that of all; of the rules that fit the longest, and of two as long the kinder."""
    groups = {}
    for group in robots.split("\n\n"):
        pairs = [line.split(": ", 1) for line in group.splitlines()]
        rules = [(kind, rule) for kind, rule in pairs if kind in {"Allow", "Disallow"}]
        groups |= {name: rules for kind, name in pairs if kind == "User-agent"}
    fits = [
        (len(rule), kind == "Allow")
        for kind, rule in groups.get(program, groups["*"])
        if re.match(re.escape(rule).replace(r"\*", ".*"), path)
    ]
    return max(fits)[1] if fits else True


def everything(client):
    """The path of each address on each map."""
    maps = addresses(client, "/sitemap.xml", "s:sitemap/s:loc")
    assert maps
    paths = [one.removeprefix("http://127.0.0.1:8000") for one in maps]
    found = [one for path in paths for one in addresses(client, path, "s:url/s:loc")]
    assert all(one.startswith("http://127.0.0.1:8000/") for one in found)
    return {one.removeprefix("http://127.0.0.1:8000") for one in found}


def addresses(client, path, where):
    return [found.text for found in ET.fromstring(client.get(path).content).findall(where, NS)]
