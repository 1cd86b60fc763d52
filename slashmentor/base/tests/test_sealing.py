"""Texts that the database keeps and can't read."""

import pytest

from slashmentor.base.sealing import SealedTextField, Unreadable, mark, marks, seal, unseal

WORDS = "Only the two of us read this: žluť, 思."


def test_what_is_sealed_comes_out_again_and_is_never_the_same():
    one, other = seal("letters", WORDS), seal("letters", WORDS)
    assert (unseal("letters", one), unseal("letters", other)) == (WORDS, WORDS)
    assert one != other
    assert WORDS[:8] not in one


def test_each_purpose_has_a_key_of_its_own():
    assert isinstance(unseal("others", seal("letters", WORDS)), Unreadable)
    assert mark("letters", WORDS) != mark("others", WORDS)


def test_an_older_key_opens_as_long_as_it_is_kept(settings):
    sealed, marked = seal("letters", WORDS), mark("letters", WORDS)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another" * 10
    assert unseal("letters", sealed) == WORDS
    assert marked in marks("letters", WORDS)
    assert mark("letters", WORDS) != marked


def test_what_no_key_opens_says_so_and_is_kept_as_it_was(settings):
    sealed = seal("letters", WORDS)
    settings.SECRET_KEY = "another" * 10
    field = SealedTextField(purpose="letters")
    said = field.from_db_value(sealed, None, None)
    assert "can’t be read any more" in said
    assert field.get_prep_value(said) == sealed


@pytest.mark.parametrize("empty", ["", None])
def test_nothing_stays_nothing(empty):
    field = SealedTextField(purpose="letters")
    assert field.get_prep_value(empty) == empty
    assert field.from_db_value(empty, None, None) == empty


def test_a_migration_knows_the_purpose():
    *_rest, options = SealedTextField(purpose="letters").deconstruct()
    assert options == {"purpose": "letters"}
