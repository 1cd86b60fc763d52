from pathlib import Path

from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.commons.communities.looks import (
    DARK_GROUNDS,
    SIGNS,
    contrast,
    holds,
    is_colour,
    look_of,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_wcag():
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#7a1d54", "#faf9f8"), 1) == 9.4  # as tokens.css says


def test_what_a_colour_is():
    assert [is_colour(text) for text in ("#7a1d54", "7a1d54", "#7A1D54", "#7a1d5", "red", "#7a1d54;}")] == [
        True, False, False, False, False, False,
    ]  # fmt: skip


def test_inks_that_hold_and_inks_that_do_not():
    assert [holds(ink) for ink in ("#7a1d54", "#1a4f7a", "#14532d", "#ff0000", "#f5c518", "#ffffff")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


@given(COLOURS.filter(holds))
def test_whatever_ink_holds_can_be_read_in_the_dark_too(ink):
    look = look_of(ink)
    wash = look.wash[1]
    assert min(contrast(look.accent[1], ground) for ground in (*DARK_GROUNDS, wash)) >= 5.2
    assert contrast("#ffffff", look.fill[1]) >= 5.9
    assert contrast(look.fill[1], DARK_GROUNDS[0]) >= 2.9
    assert min(contrast(ink, wash) for ink in ("#ece5e8", "#bfb4ba")) >= 5.2
    assert contrast("#241a20", look.wash[0]) >= 5.2


def test_the_stylesheet_changes_tokens_only():
    assert look_of("#1a4f7a").css() == (
        "@layer tokens{:root{--accent:light-dark(#1a4f7a,#8ca7bc);--accent-hi:light-dark(#143b5c,#b4c6d3);"
        "--fill:light-dark(#1a4f7a,#3b688d);--fill-hi:light-dark(#143b5c,#345c7c);--wash:light-dark(#e8ebee,#192430);}}\n"
    )


def test_every_sign_is_in_the_sprite():
    sprite = Path(finders.find("pages/icons.svg")).read_text(encoding="utf-8")
    assert [sign for sign in SIGNS if f'id="{sign}"' not in sprite] == []
