"""The grammar of the search field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.together.search.grammar import Query, Range, State, parse


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("writing Groups", Query(words=[("writing",), ("groups",)])),
        ("Łódź café", Query(words=[("lodz",), ("cafe",)])),
        ("peer-review", Query(words=[("peer", "review")])),
        ('"error bars" plot', Query(words=[("plot",)], phrases=[("error", "bars")])),
        ("thesis -phd", Query(words=[("thesis",)], without=[("phd",)])),
        ('-"grant money" funding', Query(words=[("funding",)], without=[("grant", "money")])),
        ("[peer-review] [Open Data]", Query(topics=["peer-review", "open-data"])),
        ("[c++] -[c#]", Query(topics=["c++"], without_topics=["c#"])),
        ("user:Ada", Query(user="ada")),
        ("user:@ada-l", Query(user="ada-l")),
        ("user:me is:answer", Query(user="me", states=[State.ANSWER])),
        ("is:Unanswered is:closed", Query(states=[State.UNANSWERED, State.CLOSED])),
        ("score:3", Query(score=Range(3, None))),
        ("score:>=3", Query(score=Range(3, None))),
        ("score:3..", Query(score=Range(3, None))),
        ("score:>3", Query(score=Range(4, None))),
        ("score:<3", Query(score=Range(None, 2))),
        ("score:..-1", Query(score=Range(None, -1))),
        ("score:1..5", Query(score=Range(1, 5))),
        ("score:=3", Query(score=Range(3, 3))),
        ("answers:0", Query(answers=Range(0, 0))),
        ("answers:2..", Query(answers=Range(2, None))),
    ],
)
def test_each_operator_is_understood(text, query):
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("is:wonderful", [("is", "wonderful")]),
        ("score:many", [("score", "many")]),
        ("score:", [("score",)]),
        ("score:1..2..3", [("score", "1", "2", "3")]),
        ("score:99999999999999999", [("score", "99999999999999999")]),
        ("user:no/body", [("user", "no", "body")]),
        ('say "hello', [("say",), ("hello",)]),
        ("half [open", [("half",), ("open",)]),
        ("http://example.org/a_b", [("http", "example", "org", "a", "b")]),
    ],
)
def test_what_is_no_operator_is_a_word(text, words):
    assert parse(text) == Query(words=words)


def test_little_words_are_left_out_of_a_sentence():
    assert parse("How do I find a mentor?").words == [("find",), ("mentor",)]


def test_little_words_alone_are_looked_for():
    assert parse("to be or not to be").words == [("to",), ("be",), ("or",), ("not",)]


def test_only_leaving_out_is_nothing_to_look_for():
    assert bool(parse("-thesis -[phd]")) is False


def test_a_query_has_an_end():
    query = parse("word " * 5_000 + '"a phrase" ' * 500)
    assert (len(query.words), len(query.phrases)) == (1, 0)
    assert len(parse(" ".join(f"w{n}" for n in range(100))).words) == 16


@given(st.text() | st.text(alphabet="ab [](){}\"*^:+-~!&|<>=.,'\\\x00µé€_@#/0123 ", max_size=60))
def test_nothing_that_is_typed_is_wrong(text):
    query = parse(text)
    said = [*query.words, *query.phrases, *query.without]
    assert all(part and part.isalnum() for word in said for part in word)


@given(
    st.lists(
        st.sampled_from(["[topic]", "user:ada", "is:answer", "score:3", "answers:1", '"a b"', "-x", "word"])
    )
)
def test_the_order_of_operators_does_not_matter(pieces):
    once, again = parse(" ".join(pieces)), parse(" ".join(reversed(pieces)))
    assert (set(once.topics), once.user, set(once.states), once.score, set(once.words)) == (
        set(again.topics), again.user, set(again.states), again.score, set(again.words),
    )  # fmt: skip
