"""/mentors: looking for somebody who fits, as a visitor and as a member."""

from datetime import timedelta

import pytest
from django.utils import timezone

from slashmentor.base.text.fold import plain_text
from slashmentor.commons.safety import actions as safety
from slashmentor.commons.topics.models import Expertise, Topic
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing
from tests.cast import NOON, a_member, a_mentor_page


def text_of(response):
    return " ".join(plain_text(response.content.decode()).split())


def shown(response):
    html = response.content.decode().partition('<ol class="rows mentors">')[2].partition("</ol>")[0]
    return [part.partition(">")[2].partition("<")[0] for part in html.split("<h3><a ")[1:]]


def test_whoever_published_is_found(client, offer):
    page = client.get("/mentors")
    assert shown(page) == ["Emmy Brandt"]
    assert "2 of 2 places open" in text_of(page)


def test_nobody_yet(client, db):
    assert "Nobody yet" in text_of(client.get("/mentors"))


def test_a_draft_is_not_found(client, emmy):
    a_mentor_page(emmy, published=False)
    assert shown(client.get("/mentors")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=statistics", True),
        ("q=STATIST", True),
        ("q=sample+reviews", True),
        ("q=emmy", True),
        ("q=oysters", False),
        ("q=sample+oysters", False),
        ("q=!!", False),
        ("topic=statistics", True),
        ("topic=Statistics", True),
        ("topic=ecology", False),
        ("topic=ecology&topic=statistics", True),
        ("topic=ecology,statistics", True),
        ("topic=statistics&kind=development", True),
        ("topic=statistics&kind=sponsorship", False),
        ("kind=sponsorship&kind=support", True),
        ("language=de", True),
        ("language=fr", False),
        ("stage=faculty", True),
        ("stage=phd", False),
        ("for=phd", True),
        ("for=librarian", False),
        ("by=video", True),
        ("by=phone", False),
        ("who=peers", True),
        ("who=seniors", True),
        ("room=open", True),
        ("room=waiting&room=closed&room=unsaid", False),
        ("source=here", True),
        ("source=outside", False),
        ("utc=0", True),
        ("utc=9", False),
        ("zone=UTC&hours=1", True),
        ("zone=UTC&hours=10", False),
        ("hours=1", False),  # in common with nobody's clock
        ("kind=nonsense&stage=king&hours=7&utc=1", True),  # what can't be chosen is left out
    ],
)
def test_by(client, offer, query, found):
    assert shown(client.get(f"/mentors?{query}")) == ["Emmy Brandt"] * found


def test_what_changes_is_seen_at_once(client, offer, emmy):
    assert shown(client.get("/mentors?room=open")) == ["Emmy Brandt"]
    actions.take_place(offer, now=NOON)
    actions.take_place(offer, now=NOON)
    assert shown(client.get("/mentors?room=open")) == []
    assert "Full, with a waiting list" in text_of(client.get("/mentors?room=waiting"))
    actions.free_place(offer, now=NOON)
    assert "1 of 2 places open" in text_of(client.get("/mentors?room=open"))
    actions.withdraw(offer, by=emmy, now=NOON)
    assert shown(client.get("/mentors")) == []


def test_whoever_is_away_is_never_shown_as_open(client, offer, emmy):
    today = timezone.now().date()
    actions.away(offer, by=emmy, until=today, now=timezone.now())
    page = client.get("/mentors")
    assert "Away until" in text_of(page)
    assert "places open" not in text_of(page)
    assert shown(client.get("/mentors?room=open")) == []
    # and is back by itself on the day after
    Listing.objects.update(away_until=today - timedelta(days=1), version=actions.next_version())
    assert shown(client.get("/mentors?room=open")) == ["Emmy Brandt"]


def test_those_with_room_come_first(client, listed):
    listed("Full", topics=["statistics"], free=0)
    listed("Waits", topics=["statistics"], free=0, keeps_list=True)
    listed("Unsaid", topics=["statistics"], free=None)
    listed("Open", free=1)
    assert shown(client.get("/mentors")) == ["Open", "Unsaid", "Waits", "Full"]


def test_counts_say_what_a_click_would_bring(client, listed):
    listed("One", topics=["statistics"], languages=["en", "de"], kinds=1)
    listed("Two", topics=["statistics", "ethics"], languages=["de"], kinds=2)
    listed("Three", topics=["ethics"], languages=["fr"], kinds=1)
    page = text_of(client.get("/mentors?topic=statistics&language=de"))
    # of the topics those of all who speak German, of the languages those of all who help with statistics
    assert "statistics 2 ethics 1" in page
    assert "Deutsch 2 English 1" in page
    assert "Français" not in page
    assert "2 mentors" in page


class TestAsAMember:
    """ada, a doctoral researcher who seeks version control and knows ethics."""

    @pytest.fixture
    def ada(self, ada):
        ada.languages, ada.time_zone = ["en", "de"], "Europe/Berlin"
        ada.save()
        for name, level in (("ethics", "expert"), ("version-control", "learning")):
            topic, _new = Topic.objects.get_or_create(name=name, defaults={"created_at": NOON})
            Expertise.objects.create(member=ada, topic=topic, level=level, since=NOON)
        return ada

    def test_who_fits_comes_first_with_reasons(self, enter, ada, listed):
        listed("Any")
        listed("Knows", topics=["version-control"], languages=["de"], stages=2)
        listed("Seeks", seeks=["ethics"])
        listed("Both", topics=["version-control", "cooking"], seeks=["ethics"])
        page = enter(ada).get("/mentors")
        assert shown(page) == ["Both", "Knows", "Seeks", "Any"]
        said = text_of(page)
        assert (
            "helps with version-control, which you seek · speaks Deutsch · helps people at your stage" in said
        )
        assert "helps with version-control, which you seek, and seeks ethics, which you know" in said
        assert "would like help with ethics, which you know" in said

    def test_hours_in_common_with_my_own_clock(self, enter, ada, listed):
        listed("Night", week_1=0b111)  # Monday from 0:00 to 3:00 UTC
        listed("Day", week_1=0b111 << 10)
        assert shown(enter(ada).get("/mentors?hours=3")) == ["Day"]
        assert "3 hours a week overlap with yours" in text_of(enter(ada).get("/mentors"))
        assert shown(enter(ada).get("/mentors?hours=3&zone=Pacific/Auckland")) == ["Night"]

    def test_peers_and_those_further_along(self, enter, ada, listed):
        listed("Student", stage="student")
        listed("Doctoral", stage="phd")
        listed("Dean", stage="senior")
        listed("Friend", stage="librarian", as_peer=True)
        assert set(shown(enter(ada).get("/mentors?who=peers"))) == {"Doctoral", "Friend"}
        assert shown(enter(ada).get("/mentors?who=seniors")) == ["Dean"]

    @pytest.mark.usefixtures("offer")
    @pytest.mark.parametrize("turned", [False, True])
    def test_a_block_hides_either_from_the_other(self, enter, ada, emmy, turned):
        a_mentor_page(ada, lede="I know what a second year is like.")
        first, second = (emmy, ada) if turned else (ada, emmy)
        safety.block(second, by=first, now=NOON)
        assert shown(enter(ada).get("/mentors")) == ["Ada Whitcombe"]
        assert shown(enter(emmy).get("/mentors")) == ["Emmy Brandt"]
        assert "One mentor" in text_of(enter(emmy).get("/mentors"))
        assert len(shown(enter(a_member("zadie")).get("/mentors"))) == 2

    def test_my_own_page_stands_last_of_those_with_room(self, enter, ada, listed):
        a_mentor_page(ada, lede="Ask me about version control.", gives=["version-control"])
        listed("Any")
        page = enter(ada).get("/mentors")
        assert shown(page) == ["Any", "Ada Whitcombe"]
        assert "This is you" in text_of(page)


def test_a_name_comes_before_a_mention(client, listed):
    listed("Somebody", words="i learned it from emmy")
    listed("Emmy Noether")
    assert shown(client.get("/mentors?q=emmy")) == ["Emmy Noether", "Somebody"]


def test_pages_go_on_and_end(client, listed):
    for number in range(31):
        listed(f"Mentor {number}")
    first, second = client.get("/mentors"), client.get("/mentors?page=2")
    assert len(shown(first)) == 30
    assert len({*shown(first), *shown(second)}) == 31
    assert 'href="/mentors?page=2"' in first.content.decode()
    for beyond in ("3", "35", "0", "x", "99999"):
        assert client.get(f"/mentors?page={beyond}").status_code == 404


def test_turns_are_taken_from_day_to_day(listed):
    from slashmentor.parts.mentors.directory.asked import Asked
    from slashmentor.parts.mentors.directory.finding import find
    from slashmentor.parts.mentors.directory.me import NOBODY
    from slashmentor.parts.mentors.directory.searching import search

    for number in range(12):
        listed(f"Mentor {number}")
    first = {search(Asked(), NOBODY, find, now=NOON + timedelta(days=day)).ids[0] for day in range(20)}
    assert len(first) > 3


@pytest.mark.parametrize(
    ("query", "is_indexed"),
    [
        ("", True),
        ("topic=statistics", True),
        ("topic=statistics&language=de", False),
        ("q=x", False),
        ("page=2", False),
    ],
)
def test_machines_are_told_which_lists_to_keep(client, offer, listed, query, is_indexed):
    for number in range(31):
        listed(f"Mentor {number}", topics=["statistics"])
    html = client.get(f"/mentors?{query}").content.decode()
    assert ("noindex" in html) is not is_indexed
    canonical = f"/mentors?{query}" if is_indexed and query else "/mentors"
    assert f'rel="canonical" href="http://127.0.0.1:8000{canonical}"' in html


def test_pictures_and_links_of_others_are_not_trusted(client, listed):
    listed("Somebody", picture="https://evil.example/pixel.png")
    listed("Trickster", url="javascript:alert(1)")
    listed("Slashes", picture="//evil.example/pixel.png")
    html = client.get("/mentors").content.decode()
    assert "evil.example" not in html
    assert "javascript:" not in html
    assert "Trickster" not in html


@pytest.mark.parametrize("as_member", [False, True])
def test_as_many_queries_for_forty_as_for_one(
    enter, client, ada, listed, django_assert_max_num_queries, as_member
):
    browser = enter(ada) if as_member else client
    listed("First", topics=["statistics"])
    address = "/mentors?q=first&topic=statistics&kind=support&language=en"
    Listing.objects.update(kinds=255)
    browser.get(address)
    with django_assert_max_num_queries(10) as one:
        browser.get(address)
    for number in range(40):
        listed(f"First {number}", topics=["statistics", f"topic-{number}"], kinds=255)
    browser.get(address)
    with django_assert_max_num_queries(10) as many:
        assert len(shown(browser.get(address))) == 30
    assert len(one) == len(many)
    assert len(many) <= (10 if as_member else 4)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%22%27%3A*%26%7C", "q=%ED%A0%80", "q=" + "a" * 5000, "q=AND+OR+NOT+NEAR", "q=" + "a+" * 500,
        "topic=%00", "topic=%FF", "topic=" + "x" * 3000, "&".join(f"topic=t{n}" for n in range(300)),
        "zone=../../etc/passwd", "zone=%00", "zone=localtime", "hours=²", "hours=-1", "utc=%2B1", "utc=999",
        "kind=" + "&kind=".join("x" * 10 for _ in range(200)), "page=1&page=2", "room[]=open", "q=𞤀𞤁&q=x", "q=अनुसंधान",
    ],
)  # fmt: skip
def test_nothing_asked_breaks_it(client, offer, query):
    for address in ("/mentors", "/mentors.atom"):
        assert client.get(f"{address}?{query}").status_code < 500
