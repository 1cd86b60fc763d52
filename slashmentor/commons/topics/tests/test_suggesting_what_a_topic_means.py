import pytest

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.topics.actions import decide_description, describe, suggest_description
from slashmentor.commons.topics.models import Description, TopicHere
from tests.cast import a_member, give_points

WORDS = {"summary": "How reviews work.", "wiki": "Ask about *reviews*."}


@pytest.fixture
def suggested(topic, strict, emmy, now):
    return suggest_description(topic, community=strict, by=emmy, now=now, **WORDS)


@pytest.fixture
def rosa(strict):
    """Approves topic wikis."""
    member = a_member("rosa")
    give_points(member, strict, 1500)
    return member


@pytest.mark.parametrize(
    ("grown", "points", "may"),
    [(False, 1499, False), (False, 1500, True), (True, 4999, False), (True, 5000, True)],
)
def test_who_describes_a_topic_and_decides_about_others_words(
    suggested, topic, strict, eve, grown, points, may, now
):
    strict.is_grown = grown
    strict.save()
    give_points(eve, strict, points)
    if may:
        assert decide_description(suggested, by=eve, approves=True, now=now).approved
        assert (
            describe(topic, community=strict, by=eve, summary="Reviews.", wiki="", now=now).summary
            == "Reviews."
        )
        return
    with pytest.raises(Refused, match="Approving topic wikis opens at"):
        decide_description(suggested, by=eve, approves=True, now=now)
    with pytest.raises(Refused, match="Approving topic wikis opens at"):
        describe(topic, community=strict, by=eve, summary="Reviews.", wiki="", now=now)


def test_what_is_suggested_waits(suggested, emmy):
    assert (TopicHere.objects.get().summary, suggested.by, suggested.decided_at) == ("", emmy, None)
    assert Happening.objects.get().verb == "description.suggested"


def test_approved_it_is_the_words_of_who_suggested_it(suggested, rosa, emmy, now):
    for _time in range(2):
        decide_description(suggested, by=rosa, approves=True, now=now)
    here = TopicHere.objects.get()
    assert (here.summary, here.wiki_html, here.edited_by) == (
        "How reviews work.", "<p>Ask about <em>reviews</em>.</p>\n", emmy,
    )  # fmt: skip
    assert Happening.objects.filter(verb="description.decided").count() == 1


def test_declined_it_changes_nothing(suggested, rosa, now):
    decide_description(suggested, by=rosa, approves=False, now=now)
    assert (TopicHere.objects.get().summary, Description.objects.get().approved) == ("", False)
    with pytest.raises(Invalid, match="decided already"):
        decide_description(suggested, by=rosa, approves=True, now=now)


def test_nobody_decides_about_their_own(suggested, strict, emmy, now):
    give_points(emmy, strict, 1500)
    with pytest.raises(Refused, match="Others decide"):
        decide_description(suggested, by=emmy, approves=True, now=now)


def test_one_waits_at_a_time(suggested, topic, strict, eve, now):
    with pytest.raises(Invalid, match="wait for approval"):
        suggest_description(topic, community=strict, by=eve, summary="Mine.", wiki="", now=now)


def test_what_was_described_meanwhile_cant_be_taken_over(suggested, topic, strict, rosa, now):
    describe(topic, community=strict, by=rosa, summary="Other words.", wiki="", now=now)
    with pytest.raises(Invalid, match="described anew meanwhile"):
        decide_description(suggested, by=rosa, approves=True, now=now)
    assert TopicHere.objects.get().summary == "Other words."


def test_what_says_the_same_is_no_suggestion(topic, strict, emmy, now):
    with pytest.raises(Invalid, match="Nothing is changed yet"):
        suggest_description(topic, community=strict, by=emmy, summary="", wiki="", now=now)
