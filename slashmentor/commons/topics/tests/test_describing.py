import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.actions import describe
from slashmentor.commons.topics.models import TopicHere


@pytest.fixture
def described(topic, community, ada, now):
    return describe(
        topic, community=community, by=ada, summary="How reviews work.", wiki="Ask about *reviews*.", now=now
    )


def test_a_member_says_what_a_topic_means_here(described, ada):
    assert (described.summary, described.wiki_html.strip()) == (
        "How reviews work.",
        "<p>Ask about <em>reviews</em>.</p>",
    )
    assert list(described.edits.values_list("number", "by__handle")) == [(1, "ada")]
    assert Happening.objects.get().verb == "topic.described"


def test_each_version_is_kept(described, topic, community, emmy, now):
    describe(topic, community=community, by=emmy, summary="How reviewing works.", wiki="", seen=1, now=now)
    assert list(described.edits.order_by("number").values_list("summary", flat=True)) == [
        "How reviews work.",
        "How reviewing works.",
    ]


def test_what_an_import_brought_becomes_the_first_version(topic, community, ada, now):
    here = TopicHere.objects.create(topic=topic, community=community, summary="As it came.", wiki="Brought.")
    describe(topic, community=community, by=ada, summary="Better words.", wiki="", now=now)
    assert list(here.edits.order_by("number").values_list("summary", flat=True)) == [
        "As it came.",
        "Better words.",
    ]


def test_the_same_words_are_no_new_version(described, topic, community, ada, now):
    describe(topic, community=community, by=ada, summary=described.summary, wiki=described.wiki, now=now)
    assert described.edits.count() == 1


def test_nobody_overwrites_what_they_havent_seen(described, topic, community, emmy, now):
    with pytest.raises(Invalid):
        describe(topic, community=community, by=emmy, summary="Mine.", wiki="", seen=0, now=now)
    described.refresh_from_db()
    assert described.summary == "How reviews work."


def test_visitors_and_the_suspended_dont(topic, community, ada, now):
    ada.is_active = False
    for by in (None, ada):
        with pytest.raises(Refused):
            describe(topic, community=community, by=by, summary="x", wiki="", now=now)


@pytest.mark.parametrize(
    ("words", "field"), [({"summary": "x" * 801}, "summary"), ({"wiki": "x" * 30_001}, "wiki")]
)
def test_too_long_is_said_beside_the_field(topic, community, ada, now, words, field):
    with pytest.raises(Invalid) as raised:
        describe(topic, community=community, by=ada, now=now, **{"summary": "", "wiki": "", **words})
    assert list(raised.value.errors) == [field]


def test_in_the_browser(visitor, described, ada):
    address = "/topics/peer-review/wiki/academia"
    assert visitor.get(address).status_code == 302
    visitor.force_login(ada)
    page = visitor.get(address).content.decode()
    assert 'name="seen" value="1"' in page
    assert (
        visitor.post(address, {"summary": "Shorter.", "wiki": "", "seen": "1"})["Location"]
        == "/topics/peer-review"
    )
    assert visitor.post(address, {"summary": "Late.", "wiki": "", "seen": "1"}).status_code == 400
    assert "<del>How reviews work</del>" in visitor.get(address + "/history").content.decode()


def test_a_wiki_shows_nothing_dangerous(visitor, topic, community, ada, now):
    describe(
        topic,
        community=community,
        by=ada,
        summary="<script>x</script>",
        wiki="<script>alert(1)</script>",
        now=now,
    )
    assert "<script>alert" not in visitor.get("/topics/peer-review").content.decode()
    assert "<script>x" not in visitor.get("/topics/peer-review").content.decode()
