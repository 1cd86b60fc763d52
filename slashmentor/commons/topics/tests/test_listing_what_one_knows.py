"""Expertise: topics with a level, listed by members themselves."""

import html
import re

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.tests.conftest import NOW
from slashmentor.commons.topics.actions import Term, take_up
from slashmentor.commons.topics.expertise.actions import (
    Details,
    change_expertise,
    expertise_of,
    list_expertise,
    take_in,
)
from slashmentor.commons.topics.models import Expertise, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return Member.objects.create_user("ada", "ada@example.org", None, joined_at=NOW)


def rows(member):
    return dict(member.expertise.values_list("topic__name", "level"))


def same(member):
    """Whether the member's row and the rows of topics say the same."""
    member.refresh_from_db()
    return {one["topic"]: one["level"] for one in member.knows} == rows(member)


def test_listing(ada):
    list_expertise(
        ada, by=ada, levels={"r": "learning", "Peer review": "expert", "/fieldwork": "expert"}, now=NOW
    )
    assert rows(ada) == {"r": "learning", "peer-review": "expert", "fieldwork": "expert"}
    ada.refresh_from_db()
    assert ada.knows == [
        {"topic": "fieldwork", "level": "expert"},
        {"topic": "peer-review", "level": "expert"},
        {"topic": "r", "level": "learning"},
    ]
    assert list(Happening.objects.values_list("verb", "by")) == [("expertise.changed", ada.pk)]


def test_changing_a_level_adding_and_removing_keep_both_equal(ada):
    for levels in (
        {"r": "learning", "latex": "expert"},
        {"r": "can_help", "git": "expert"},
        {},
        {"r": "expert"},
    ):
        list_expertise(ada, by=ada, levels=levels, now=NOW)
        assert rows(ada) == levels
        assert same(ada)


def test_nothing_new_is_nothing_done(ada):
    for _ in range(2):
        list_expertise(ada, by=ada, levels={"r": "expert"}, now=NOW)
    assert (Happening.objects.count(), Expertise.objects.count()) == (1, 1)


def test_known_topics_are_used_and_ones_own_words_become_topics(ada):
    known = Topic.objects.create(name="r", created_at=NOW, question_count=7)
    list_expertise(ada, by=ada, levels={"r": "expert", "moss": "learning"}, now=NOW)
    assert Expertise.objects.get(topic__name="r").topic == known
    assert Topic.objects.get(name="moss").question_count == 0


@pytest.mark.parametrize(
    "levels",
    [
        {"a b<c>": "expert"},
        {"r": "wizard"},
        {"": "expert"},
        {"x" * 36: "expert"},
        {f"t{number}": "expert" for number in range(31)},
    ],
)
def test_what_cant_be_listed_changes_nothing(ada, levels):
    with pytest.raises(Invalid):
        list_expertise(ada, by=ada, levels=levels, now=NOW)
    assert not Expertise.objects.exists()
    assert not Topic.objects.exists()


def test_nobody_says_what_others_know(ada):
    eve = Member.objects.create_user("eve", "eve@example.org", None)
    with pytest.raises(Refused):
        list_expertise(ada, by=eve, levels={"r": "expert"}, now=NOW)


def said(member, name):
    return member.expertise.values_list("level", "years", "words").get(topic__name=name)


def test_years_and_words_stay_until_something_else_is_said(ada):
    list_expertise(ada, by=ada, levels={"r": "expert"}, details={"R": Details(12, " since  S ")}, now=NOW)
    list_expertise(ada, by=ada, levels={"r": "can_help", "git": "expert"}, now=NOW)
    assert (said(ada, "r"), said(ada, "git")) == (("can_help", 12, "since S"), ("expert", None, ""))
    list_expertise(ada, by=ada, levels={"r": "can_help"}, details={"r": Details()}, now=NOW)
    assert said(ada, "r") == ("can_help", None, "")


@pytest.mark.parametrize("details", [Details(81), Details(-1), Details(None, "x" * 201)])
def test_years_and_words_have_their_limits(ada, details):
    with pytest.raises(Invalid) as error:
        list_expertise(ada, by=ada, levels={"r": "expert"}, details={"r": details}, now=NOW)
    assert list(error.value.errors) == ["r"]


def test_two_tabs_take_nothing_from_one_another(ada):
    list_expertise(ada, by=ada, levels={"r": "expert", "git": "expert"}, now=NOW)
    change_expertise(ada, by=ada, added={"latex": "learning", "r": "learning"}, now=NOW)
    change_expertise(ada, by=ada, levels={"r": "can_help", "gone": "expert"}, without=["git"], now=NOW)
    assert rows(ada) == {"r": "can_help", "latex": "learning"}
    assert same(ada)


def test_of_two_rows_that_become_one_the_most_stays(ada):
    for name in ("r", "s"):
        list_expertise(
            ada,
            by=ada,
            levels={"r": "learning", "s": "expert"},
            details={name: Details(len(rows(ada)), name)},
            now=NOW,
        )
    kept, gone = ada.expertise.order_by("topic__name")
    take_in(kept, gone)
    assert said(ada, "r") == ("expert", 2, "r")


def sheet(*known, **more):
    """What the page's form sends for these rows."""
    sent = {
        "known-TOTAL_FORMS": len(known),
        "known-INITIAL_FORMS": len(known),
        "new": "",
        "new_level": "can_help",
    }
    for number, row in enumerate(known):
        sent |= {
            f"known-{number}-{name}": value
            for name, value in zip(("topic", "level", "years", "words"), row, strict=True)
        }
    return {**sent, **more}


def fields(page):
    """What a browser would send of the page's form: inputs by their names, and what is chosen."""
    sent = {}
    for tag in re.findall(r"<input [^>]+>", page):
        name, value = re.search(r' name="([^"]+)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and not name[1].startswith("csrf"):
            sent[name[1]] = html.unescape(value[1]) if value else ""
    for name, choices in re.findall(r'<select name="([^"]+)"(.*?)</select>', page, re.DOTALL):
        sent[name] = re.search(r'value="([^"]+)" selected', choices)[1]
    return sent


@pytest.fixture
def mine(client, ada):
    client.force_login(ada)
    list_expertise(ada, by=ada, levels={"r": "expert"}, now=NOW)
    return client


ADDRESS = "/settings/expertise"


def test_new_topics_are_added_by_name(mine, ada):
    mine.post(ADDRESS, sheet(("r", "expert", "", ""), new="latex, /Git", new_level="learning"))
    assert rows(ada) == {"r": "expert", "latex": "learning", "git": "learning"}
    page = mine.get(ADDRESS).text
    assert 'data-complete="/topics/complete"' in page
    assert same(ada)
    assert 'href="/topics/latex"' in mine.get("/@ada").text


def test_a_row_says_its_level_years_and_words(mine, ada):
    mine.post(ADDRESS, sheet(("r", "can_help", "7", "Mostly plots.")))
    assert said(ada, "r") == ("can_help", 7, "Mostly plots.")
    assert 'value="Mostly plots."' in mine.get(ADDRESS).text


def test_a_button_adds_or_takes_out_and_saves_what_was_typed_with_it(mine, ada):
    mine.post(ADDRESS, sheet(("r", "can_help", "7", ""), add="moss", new="git"))
    assert rows(ada) == {"r": "can_help", "moss": "can_help", "git": "can_help"}
    mine.post(ADDRESS, sheet(("r", "expert", "7", ""), ("moss", "learning", "", ""), remove="r"))
    assert rows(ada) == {"moss": "learning", "git": "can_help"}


def test_a_tab_that_was_open_before_says_only_what_was_changed_in_it(mine, ada):
    stale = fields(mine.get(ADDRESS).text)
    mine.post(ADDRESS, {**stale, "known-0-years": "7", "known-0-words": "Mostly plots."})
    mine.post(ADDRESS, {**stale, "known-0-level": "learning", "new": "moss"})
    assert said(ada, "r") == ("learning", 7, "Mostly plots.")
    now = fields(mine.get(ADDRESS).text)
    taken = next(name for name, value in now.items() if value == "7" and name.startswith("known")).split("-")[
        1
    ]
    mine.post(ADDRESS, {**now, f"known-{taken}-years": "", f"known-{taken}-words": ""})
    assert said(ada, "r") == ("learning", None, "")


def test_opening_the_tree_saves_nothing_and_loses_nothing(mine, ada):
    take_up([Term("s:a", ["a1"], "Arts"), Term("s:b", ["b1"], "Painting", broader="s:a")], known={}, now=NOW)
    page = mine.post(ADDRESS, sheet(("r", "learning", "3", "So so."), new="half-typ", at="a1")).text
    assert rows(ada) == {"r": "expert"}
    assert 'value="So so."' in page
    assert 'value="half-typ"' in page
    assert 'name="add" value="b1"' in page
    answer = mine.post(ADDRESS, sheet(("r", "learning", "3", "So so."), inside="a1", add="b1"))
    assert answer.url == "/settings/expertise?at=a1#tree"
    assert said(ada, "r") == ("learning", 3, "So so.")


@pytest.mark.parametrize(
    ("row", "more", "told"),
    [
        (("r", "expert", "", ""), {"new": "a&lt;b"}, "A topic is one word or several joined by hyphens"),
        (("r", "expert", "900", ""), {}, "Ensure this value is less than or equal to 80"),
        (("r", "expert", "", "x" * 201), {}, "Ensure this value has at most 200 characters"),
        (("r", "wizard", "", ""), {}, "Select a valid choice"),
        (("r", "expert", "", ""), {"add": "<b>"}, "A topic is one word or several joined by hyphens"),
        (("r", "expert", "", ""), {"new": " ".join(f"t{n}" for n in range(30))}, "At most 30 topics"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(mine, ada, row, more, told):
    answer = mine.post(ADDRESS, sheet((*row[:3], row[3] or "My words."), **more))
    assert answer.status_code == 400
    assert told in answer.text
    assert f'value="{row[3] or "My words."}"' in answer.text
    assert said(ada, "r") == ("expert", None, "")


def test_a_form_with_nothing_in_it_changes_nothing(mine, ada):
    assert mine.post(ADDRESS, {}).status_code == 302
    assert mine.post(ADDRESS, {"known-TOTAL_FORMS": "x", "known-0-topic": "r"}).status_code == 400
    assert rows(ada) == {"r": "expert"}


def test_what_one_answered_on_is_suggested(client, emmy, answer):
    client.force_login(emmy)
    page = client.get(ADDRESS).text
    assert re.findall(r'name="add" value="([\w-]+)"', page) == ["co-authors", "statistics"]
    assert "You answered 1 question on it" in page
    client.post(ADDRESS, {"add": "statistics"})
    page = client.get(ADDRESS).text
    assert re.findall(r'name="add" value="([\w-]+)"', page) == ["co-authors"]
    assert "1 answer" in page


def test_the_page_takes_as_many_queries_for_thirty_topics_as_for_one(mine, ada, django_assert_num_queries):
    mine.get(ADDRESS)
    for levels in ({"r": "expert"}, {f"t{number}": "expert" for number in range(30)}):
        list_expertise(ada, by=ada, levels=levels, now=NOW)
        with django_assert_num_queries(9):
            mine.get(ADDRESS)


def test_a_list_of_nothing_says_how_to_begin(client, emmy):
    client.force_login(emmy)
    page = client.get(ADDRESS).text
    assert "Nothing yet. Three topics are a good beginning." in page
    assert "0 of 30" in page


def test_a_full_list_says_so_and_takes_no_more_until_one_is_taken_out(mine, ada):
    take_up([Term("s:a", ["moss"], "Moss")], known={}, now=NOW)
    names = ["r", *(f"t{number}" for number in range(29))]
    list_expertise(ada, by=ada, levels=dict.fromkeys(names, "expert"), now=NOW)
    page = mine.get(f"{ADDRESS}?at=moss").text
    assert "Your list is full. Take a topic out to add another one." in page
    assert 'name="add"' not in page
    refused = mine.post(ADDRESS, {"add": "moss"})
    assert (refused.status_code, "At most 30 topics" in refused.text) == (400, True)
    assert mine.post(ADDRESS, {"remove": "t3"}).status_code == 302
    assert mine.post(ADDRESS, {"add": "moss"}).status_code == 302
    assert (rows(ada)["moss"], len(rows(ada))) == ("can_help", 30)


def test_own_words_are_words(mine, client, ada):
    mine.post(ADDRESS, sheet(("r", "expert", "", '"><script>alert(1)</script>')))
    for address in (ADDRESS, "/@ada", "/topics/r/experts"):
        page = client.get(address).text
        assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_ones_export_has_all_of_it(ada):
    list_expertise(ada, by=ada, levels={"r": "expert"}, details={"r": Details(3, "Plots.")}, now=NOW)
    assert expertise_of(ada) == [
        {"topic": "r", "level": "expert", "years": 3, "words": "Plots.", "since": NOW}
    ]
