"""Pieces of text around the words that were looked for."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.base.text.fold import fold
from slashmentor.together.search.grammar import tokens
from slashmentor.together.search.snippets import LENGTH, Marker


def whole(text, *words) -> str:
    return str(Marker(words).whole(text))


def piece(text, *words) -> str:
    return str(Marker(words).piece(text))


def test_every_form_of_a_word_is_marked():
    assert whole("Mentors mentor by mentoring; dementors don’t.", "mentor") == (
        "<mark>Mentors</mark> <mark>mentor</mark> by <mark>mentoring</mark>; dementors don’t."
    )


def test_a_y_becomes_ies():
    assert whole("Studies of a study.", "study") == "<mark>Studies</mark> of a <mark>study</mark>."


def test_accents_are_kept_and_marked():
    assert whole("My Résumé… in Łódź, ½ a page of naïveté.", "resume", "lodz", "naivete") == (
        "My <mark>Résumé</mark>… in <mark>Łódź</mark>, ½ a page of <mark>naïveté</mark>."
    )


def test_combining_marks_stay_with_their_letter():
    assert whole("un cafe\u0301 noir", "cafe") == "un <mark>cafe\u0301</mark> noir"


def test_markup_is_escaped():
    assert whole('<b>grant</b> & "grant"', "grant") == (
        "&lt;b&gt;<mark>grant</mark>&lt;/b&gt; &amp; &quot;<mark>grant</mark>&quot;"
    )


def test_a_piece_is_where_most_words_are():
    text = "grant " + "nothing of it " * 60 + "here the grant is for travel only " + "nothing of it " * 60
    got = piece(text, "grant", "travel")
    assert "the <mark>grant</mark> is for <mark>travel</mark> only" in got
    assert (got[0], got[-1]) == ("…", "…")


def test_a_piece_without_the_words_is_the_beginning():
    assert piece("Begin here. " + "word " * 100, "zebra").startswith("Begin here. word")


def test_a_short_text_is_shown_whole():
    assert piece("Just this.", "zebra") == "Just this."


@given(st.text(max_size=600), st.lists(st.text(max_size=8), max_size=4))
def test_a_piece_is_a_part_of_the_text(text, words):
    marker = Marker(part for word in words for part in tokens(word))
    shown = marker.piece(text)
    plain = unescape(shown.replace("<mark>", "").replace("</mark>", ""))
    assert plain.removeprefix("…").removesuffix("…").strip() in f"…{text}…"
    assert len(plain) <= LENGTH + 2


@pytest.mark.parametrize("letter", ["ß", "…", "½", "İ", "ﬁ", "e\u0301", "\u0301", "Ǆ"])
def test_letters_that_grow_or_vanish_when_folded(letter):
    text = f"{letter}a grant{letter} {letter}"
    assert "grant" in fold(text)
    assert whole(text, "grant").count("<mark>") in {0, 1}


def test_a_word_with_nothing_left_when_stemmed_ends_at_once():
    # Porter's stem of "s" is nothing, which would be found everywhere, again and again.
    assert whole("The methods of others", "s", "method") == "The <mark>methods</mark> of others"
