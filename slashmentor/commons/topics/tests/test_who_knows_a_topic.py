"""Who knows a topic, best first, with what shows it; and the same on a member's own page."""

import re

import pytest

from slashmentor.commons.topics import evidence as registry
from slashmentor.commons.topics.evidence import Evidence, evidence
from slashmentor.commons.topics.expertise.actions import Details, list_expertise
from slashmentor.commons.topics.experts import find_experts, in_words
from slashmentor.commons.topics.models import Expertise
from tests.cast import NOON, a_member

ADDRESS = "/topics/peer-review/experts"


@pytest.fixture
def shows(monkeypatch):
    """Lets members show this much, in words that say it."""
    monkeypatch.setattr(registry, "_sources", [])

    def so_much(weights):
        rows = " UNION ALL ".join(f"SELECT {one} AS m, '[{weight}]' AS f" for one, weight in weights.items())

        def facts(members, topics):
            return f"""SELECT r.m, t.id, r.f FROM ({rows or "SELECT 0 AS m, '' AS f"}) AS r CROSS JOIN topics_topic t
              WHERE r.m IN ({members}) AND t.id IN ({topics})"""

        @evidence("deeds", facts=facts, strongest=lambda _topic, _most: weights)
        def deeds(weight):
            return Evidence(f"{weight} deeds", weight, "/search?q=deeds")

    so_much({})
    return so_much


def knows(member, topic, level, **more):
    return Expertise.objects.create(member=member, topic=topic, level=level, since=NOON, **more)


def names(found):
    return [one.member.handle for one in found]


@pytest.mark.parametrize(
    ("level", "years", "words"),
    [
        ("expert", 12, "Expert, for 12 years"),
        ("expert", None, "Expert"),
        ("can_help", 1, "Can help, after 1 year"),
        ("learning", 0, "Is learning it"),
        ("", None, "Known by what they did"),
    ],
)
def test_a_level_in_words(level, years, words):
    assert in_words(level, years) == words


def test_by_level_then_by_what_shows_it(topic, shows, ada, emmy, eve, mo):
    others = [a_member(name) for name in ("kim", "lee", "pat")]
    for member, level in zip((ada, emmy, eve, mo), ("learning", "can_help", "expert", "expert"), strict=True):
        knows(member, topic, level)
    kim, lee, pat = others
    shows({mo.pk: 4.0, eve.pk: 1.0, kim.pk: 9.0, lee.pk: 3.0, pat.pk: 2.9})
    assert names(find_experts(topic, start=0, most=9)) == ["mo", "eve", "emmy", "kim", "lee", "ada"]
    assert names(find_experts(topic, start=2, most=3)) == ["emmy", "kim", "lee"]


@pytest.mark.parametrize("field", ["listed", "is_active"])
def test_who_doesnt_want_to_be_found_or_left_isnt_there(topic, shows, emmy, eve, field):
    knows(emmy, topic, "expert")
    shows({eve.pk: 9.0})
    for member in (emmy, eve):
        setattr(member, field, False)
        member.save()
    assert find_experts(topic, start=0, most=9) == []


def test_the_page_says_what_they_say_and_what_shows_it(client, topic, shows, emmy, eve):
    knows(emmy, topic, "expert", years=12, words="As an <editor>.")
    shows({emmy.pk: 5.0, eve.pk: 3.5})
    page = client.get(ADDRESS).text
    assert re.findall(r'class="also">([^<]+)|class="own">([^<]+)|deeds">([^<]+)', page) == [
        ("Expert, for 12 years", "", ""),
        ("", "As an &lt;editor&gt;.", ""),
        ("", "", "5.0 deeds"),
        ("Known by what they did", "", ""),
        ("", "", "3.5 deeds"),
    ]


def test_a_page_of_twenty_takes_as_many_queries_as_one(topic, shows, emmy, django_assert_num_queries):
    knows(emmy, topic, "expert")
    shows({emmy.pk: 5.0})
    for number in (1, 25):
        Expertise.objects.bulk_create(
            Expertise(member=a_member(f"m{number}x{one}"), topic=topic, level="can_help", since=NOON)
            for one in range(number - 1)
        )
        with django_assert_num_queries(3):
            assert len(find_experts(topic, start=0, most=21)) == min(number, 21)


def test_ones_page_says_the_same(client, topic, shows, emmy):
    list_expertise(
        emmy,
        by=emmy,
        levels={"peer-review": "expert", "r": "can_help"},
        details={"peer-review": Details(12, "As an editor.")},
        now=NOON,
    )
    shows({emmy.pk: 5.0})
    page = client.get("/@emmy").text
    assert ("12 years" in page, "As an editor." in page) == (True, True)
    assert page.count("5.0 deeds") == 2
    shows({})
    list_expertise(emmy, by=emmy, levels={"r": "can_help"}, now=NOON)
    assert "5.0 deeds" not in client.get("/@emmy").text


def test_who_lists_nothing_is_offered_a_few_topics(client, topic, ada):
    client.force_login(ada)
    page = client.get("/for-you").text
    assert re.findall(r'name="add" value="([\w-]+)"', page) == ["peer-review"]
    client.post("/settings/expertise", {"add": "peer-review"})
    assert 'name="add"' not in client.get("/for-you").text
