"""Each sign by itself, and that ordinary posts in any language have none that counts enough."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slashmentor.parts.questions.models import Entry
from slashmentor.parts.reviews.poor import (
    ASKS_BACK,
    CAPITALS,
    ONLY_A_LINK,
    SAME_WORDS,
    SHORT,
    SHOUTING,
    VERY_SHORT,
    poorness,
    signs,
)

GOOD = (
    "I would write to the person alone first, and bring the one page that shows it. In our group it took two weeks, "
    "and the corrected figure went into the second version without much ado."
)


def an_entry(body, title=""):
    kind = Entry.Kind.QUESTION if title else Entry.Kind.ANSWER
    return Entry(kind=kind, title=title, body=body)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (GOOD, []),
        ("Same here, no idea either", [VERY_SHORT]),
        ("Ask the graduate office, they have a form for this.", [SHORT]),
        ("See https://example.org/a/long/address/of/some/page", [VERY_SHORT, ONLY_A_LINK]),
        ("[This page](https://example.org/page) has it", [VERY_SHORT, ONLY_A_LINK]),
        (GOOD + " See https://example.org/page", []),
        (GOOD.upper(), [CAPITALS]),
        (GOOD + " Please help!!!!", [SHOUTING]),
        (GOOD + " Pleeeeeease", [SHOUTING]),
        ("good post " * 30, [SAME_WORDS]),
        ("Did you find an answer to this in the meantime, since I have the same problem?", [SHORT, ASKS_BACK]),
        ("```\nprint('all that is needed to see it')\n```\nThis.", []),
        ("私は指導教員にメールで一度説明し、図の訂正版を一緒に送りました。二週間後に返事が来て、第二版で直りました。" * 3, []),
        ("Ich habe der Person zuerst allein geschrieben und die eine Seite mitgebracht, auf der man es sieht.", []),
    ],
)  # fmt: skip
def test_each_sign_says_what_it_saw(body, found):
    assert signs(an_entry(body)) == found


def test_a_question_may_end_with_its_question():
    assert signs(an_entry(GOOD + " What would you do?", title="How do I tell them?")) == []


def test_a_title_in_capitals_counts_with_the_text():
    assert CAPITALS in signs(an_entry("HELP ME WITH MY THESIS NOW", title="URGENT THESIS HELP"))


def test_no_single_mild_sign_sends_a_post_to_review():
    for mild in (VERY_SHORT, SHORT, CAPITALS, SHOUTING, SAME_WORDS, ASKS_BACK):
        assert mild.weight < 3


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.text(max_size=80))
def test_nothing_that_can_be_written_breaks_it(body, title):
    assert poorness(an_entry(body, title)) >= 0
