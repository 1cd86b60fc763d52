"""Details in an anonymous question that would tell who asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.parts.questions.identifying import identifying
from tests.cast import a_member


def _details(body, member=None, title="How do I leave?"):
    return [
        sentence.partition("“")[2].partition("”")[0]
        for sentence in identifying(title=title, body=body, member=member)
    ]


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ("Write to me at w.ada@uni.example please.", "w.ada@uni.example"),
        ("Call +49 89 1234 5678 any time.", "+49 89 1234 5678"),
        ("As @emmy said.", "@emmy"),
        ("See https://lab.example/people for it.", "https://lab.example/people"),
        ("Since my supervisor Jane Doe left, nobody reads.", "my supervisor Jane Doe"),
        ("Prof. Müller cancels every meeting.", "Prof. Müller"),
        ("and Dr. O’Neill agreed", "Dr. O’Neill"),
        ("I am in the Curie lab since May.", "Curie lab"),
        ("at the University of Bergen", "University of Bergen"),
        ("I teach BIO 2100 this term.", "BIO 2100"),
        ("here at ETH we do it so", "ETH"),
    ],
)
def test_what_names_people_or_places_is_found(body, detail):
    assert _details(body) == [detail]


@pytest.mark.parametrize(
    "body",
    [
        "My supervisor cancels every meeting, and my lab is small.",
        "I am a PhD student in the second year in Europe.",
        "In 2024 I read 30 papers, 12 of them twice.",
        "The university says nothing about it.",
        "",
    ],
)
def test_what_many_could_say_is_left_alone(body):
    assert _details(body) == []


def test_words_from_ones_own_page_are_found(db):
    ada = a_member("ada-w", name="Ada Łukasiewicz", affiliation="Institute for Marine Botany")
    body = "They call me lukasiewicz, or ada-w, at the institute for marine botany."
    assert _details(body, ada) == ["Ada", "Łukasiewicz", "ada-w", "Institute for Marine Botany"]


def test_a_short_part_of_a_name_is_not_looked_for(db):
    assert _details("I go in an hour.", a_member("li-an", name="An Li")) == []


def test_each_detail_is_named_once_and_there_are_few(db):
    assert len(_details(" ".join(f"x{number}@y.example" for number in range(50)) + " x1@y.example")) == 8


@given(st.text(max_size=400))
def test_any_text_gives_an_answer(text):
    assert isinstance(identifying(title=text, body=text), list)


@pytest.mark.parametrize(
    "piece", ["a@", "+4 ", "Dr. A", "my supervisor ", "A", "Lab of ", "ABC ", "((((", "1-"]
)
def test_hostile_lengths_are_read(piece):
    assert len(identifying(title="", body=piece * (40_000 // len(piece)))) <= 8
