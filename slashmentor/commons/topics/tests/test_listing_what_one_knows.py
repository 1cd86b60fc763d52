"""Expertise: topics with a level, listed by members themselves."""

import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.tests.conftest import NOW
from slashmentor.commons.topics.expertise.actions import list_expertise
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


def test_the_page(client, ada):
    client.force_login(ada)
    client.post("/settings/expertise", {"expert": "r, latex  /git", "can_help": "git", "learning": "moss"})
    assert rows(ada) == {"r": "expert", "latex": "expert", "git": "expert", "moss": "learning"}
    page = client.get("/settings/expertise").text
    assert 'value="git latex r"' in page
    assert 'data-complete="/topics/complete"' in page
    assert same(ada)
    assert 'href="/topics/latex"' in client.get("/@ada").text


def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(client, ada):
    client.force_login(ada)
    answer = client.post("/settings/expertise", {"expert": "r", "learning": "a&lt;b"})
    assert answer.status_code == 400
    assert "A topic is one word or several joined by hyphens" in answer.text
    assert 'value="r"' in answer.text
