"""A member's page, for visitors, themselves, and machines."""

import json
import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from markupsafe import Markup

from slashmentor.base.pages.panels import panel
from slashmentor.commons.people.actions import change_profile
from slashmentor.commons.people.models import BroughtAccount, Member, initials_of
from slashmentor.commons.people.words import local_time
from tests.cast import a_community

from .conftest import NOW

pytestmark = pytest.mark.django_db
WHOLE = {
    "name": "Ada Wolańska",
    "pronouns": "she/her",
    "stage": "phd",
    "position": "Third-year PhD, plant ecology",
    "affiliation": "University of Borowa",
    "languages": ["pl", "en"],
    "time_zone": "Europe/Warsaw",
    "links": [{"label": "Field notes", "url": "https://wolanska.example.org/notes"}],
    "bio": "I count *seedlings*. <script>alert(1)</script>",
}


@pytest.fixture
def whole(ada):
    return change_profile(ada, by=ada, values=WHOLE, now=NOW)


@pytest.fixture
def only_ours(monkeypatch):
    """The page as this layer makes it, without what parts put there."""
    monkeypatch.setattr("slashmentor.base.pages.panels._panels", defaultdict(list))


def test_a_page_says_who_it_is(client, whole):
    page = client.get("/@ada").text
    for words in (
        "Ada Wolańska",
        "@ada",
        "she/her",
        "Third-year PhD, plant ecology",
        "University of Borowa",
        "Polski, English",
    ):
        assert words in page
    assert "<em>seedlings</em>" in page
    assert "<script>alert" not in page
    assert re.search(
        r'rel="me nofollow noopener" href="https://wolanska.example.org/notes">Field notes<', page
    )


def test_and_says_so_to_machines(client, whole):
    page = client.get("/@ada").text
    for word in ("h-card", "p-name", "u-url", "p-nickname", "p-pronouns", "p-job-title", "p-org", "p-note"):
        assert re.search(rf'class="[^"]*\b{word}\b', page), word
    schema = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert schema["@type"] == "ProfilePage"
    assert schema["mainEntity"] == {
        "@type": "Person",
        "@id": "http://127.0.0.1:8000/@ada",
        "name": "Ada Wolańska",
        "alternateName": "@ada",
        "url": "http://127.0.0.1:8000/@ada",
        "jobTitle": "Third-year PhD, plant ecology",
        "affiliation": {"@type": "Organization", "name": "University of Borowa"},
        "sameAs": ["https://wolanska.example.org/notes"],
        "knowsLanguage": ["pl", "en"],
    }


def test_a_hostile_name_stays_text(client, join):
    join("eve", name="</script><script>alert(1)</script>", position='"><img src=x onerror=alert(1)>')
    page = client.get("/@eve").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_search_engines_only_with_consent(client, whole):
    assert '<meta name="robots" content="noindex">' in client.get("/@ada").text
    Member.objects.update(indexable=True)
    cache.clear()
    assert "noindex" not in client.get("/@ada").text


def test_any_case_finds_the_page(client, ada):
    assert client.get("/@ADA")["Location"] == "/@ada"


@pytest.mark.parametrize("address", ["/@nobody", "/@a", "/@ada/", "/@ada%00", "/@" + "a" * 31, "/@ada%0a"])
def test_nobody_there(client, ada, address):
    assert client.get(address).status_code in {400, 404}


def test_a_closed_account_is_as_missing_as_one_that_never_was(client, ada, emmy, mo):
    Member.objects.filter(pk=ada.pk).update(is_active=False)
    closed, missing = client.get("/@ada"), client.get("/@nobody")
    assert (closed.status_code, closed.content.replace(b"ada", b"nobody")) == (404, missing.content)
    client.force_login(emmy)
    assert client.get("/@ada").status_code == 404
    client.force_login(mo)
    assert "Only hosts see this page" in client.get("/@ada").text


@pytest.mark.parametrize("communities", [1, 20])
def test_a_visitor_costs_one_query_and_two_are_left_for_parts(
    client, whole, only_ours, communities, django_assert_num_queries
):
    for number in range(communities):
        community = a_community(f"c{number}", name=f"Community {number}")
        whole.standings.create(community=community, points=100 + number, reputation=100 + number)
    with django_assert_num_queries(1):
        page = client.get("/@ada").text
    assert page.count('<a href="/c/c') == communities
    with django_assert_num_queries(1):  # from the cache
        client.get("/@ada")


def test_a_visitor_never_costs_more_than_three_with_all_parts(client, whole, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get("/@ada")


def test_a_change_is_seen_at_once(client, whole):
    assert "she/her" in client.get("/@ada").text
    change_profile(whole, by=whole, values={"pronouns": "they/them"}, now=NOW)
    assert "they/them" in client.get("/@ada").text


def test_parts_put_their_own_there(client, ada, only_ours):
    panel("member.page")(lambda _request, about: Markup("<p>of {}</p>").format(about.handle))
    assert "<p>of ada</p>" in client.get("/@ada").text


def test_reputation_stands_there_by_community_highest_first(client, ada):
    for slug, points in (("history", 31), ("academia", 12_340)):
        community = a_community(slug)
        ada.standings.create(community=community, points=points, reputation=points)
    page = client.get("/@ada").text
    assert re.findall(r'<a href="/c/\w+">(\w+)</a></dt><dd><a [^>]+>([\d,]+)</a></dd>', page) == [
        ("Academia", "12,340"),
        ("History", "31"),
    ]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 7, 1, 1, 5, tzinfo=UTC), "Wednesday night, 03:05 (Europe/Warsaw)"),
        (datetime(2026, 12, 1, 6, 0, tzinfo=UTC), "Tuesday morning, 07:00 (Europe/Warsaw)"),
        (datetime(2026, 12, 1, 14, 0, tzinfo=UTC), "Tuesday afternoon, 15:00 (Europe/Warsaw)"),
        (datetime(2026, 12, 1, 22, 59, tzinfo=UTC), "Tuesday evening, 23:59 (Europe/Warsaw)"),
    ],
)
def test_what_time_it_is_there(moment, words):
    assert local_time(Member(time_zone="Europe/Warsaw"), moment) == words


def test_no_time_is_made_up():
    assert local_time(Member(time_zone="UTC"), NOW) == ""
    assert local_time(Member(time_zone="Mars/Olympus"), NOW) == ""


def test_the_time_moves_on_a_kept_page(client, whole, monkeypatch):
    from slashmentor.commons.people.views import profile

    for moment in (NOW, NOW + timedelta(hours=3)):
        monkeypatch.setattr(profile.timezone, "now", lambda moment=moment: moment)
        assert local_time(whole, moment) in client.get("/@ada").text


def test_an_imported_name_says_so_calmly(client):
    member = Member.objects.create_user("old-hand", "", None, name="Old Hand", is_claimed=False)
    site = a_community("q", name="Quantum", origin_url="https://q.example")
    BroughtAccount.objects.create(member=member, community=site, origin_id=42, name="Old Hand")
    page = client.get("/@old-hand").text
    assert "This name came with an imported site" in page
    assert 'href="/@old-hand/claim"' in page
    assert "https://q.example/users/42" in client.get("/@old-hand/claim").text


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Wolańska", "AW"),
        ("Mo Karimi-Doyle", "MK"),
        ("quiet-heron", "QH"),
        ("Ångström", "Å"),
        ("!!", "AD"),
        ("", "A"),
        ("梅 蘭芳", "梅蘭"),
        ("- x", "X"),
    ],
)
def test_letters_that_stand_for_a_face(name, letters):
    assert Member(handle="ada", name=name).initials == letters


@pytest.mark.parametrize("name", ["Emmy Lindqvist-Tan", "Wen-Li Tsao", "quiet-heron", "Ada"])
def test_the_letters_are_the_same_wherever_a_name_stands(name):
    assert initials_of(name) == Member(handle="zz", name=name).initials
