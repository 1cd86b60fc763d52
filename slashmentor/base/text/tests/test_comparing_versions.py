from hypothesis import given, settings
from hypothesis import strategies as st

from slashmentor.base.text.diff import (
    Passage,
    Piece,
    readable_diff,
    render_changes,
    render_diff,
    render_sides,
)


def side(passages, gone):
    return "".join(piece.text for passage in passages for piece in passage.pieces if piece.kind != gone)


def test_words_that_changed_stand_between_words_that_stayed():
    assert readable_diff("One old word.\n\nSame.", "One new word.\n\nSame.") == [
        Passage(
            (
                Piece("same", "One "),
                Piece("removed", "old "),
                Piece("added", "new "),
                Piece("same", "word.\n\n"),
            )
        ),
        Passage((Piece("same", "Same."),)),
    ]


def test_a_new_paragraph_is_all_new():
    assert [passage.changed for passage in readable_diff("a\n\nb", "a\n\nc c\n\nb")] == [False, True, False]


def test_a_paragraph_added_at_the_end_leaves_the_one_before_as_it_was():
    assert str(render_sides("a", "a\n\nb", before="Then", after="Now")).partition("<tbody>")[2] == (
        '<tr class="same"><td>a</td><td aria-hidden="true">a</td></tr>\n'
        '<tr class="changed"><td></td><td><ins>b</ins></td></tr>\n'
        "</tbody></table>"
    )


def test_the_same_text_has_no_changes():
    assert not any(passage.changed for passage in readable_diff("a\n\nb", "a\n\nb"))
    assert readable_diff("", "") == []


def test_it_is_shown_with_ins_and_del_and_everything_escaped():
    assert (
        str(render_diff("<b> x", "<b> y"))
        == '<p class="changed">&lt;b&gt; <del>x</del><ins class="instead">y</ins></p>\n'
    )


def test_a_huge_rewrite_is_compared_coarsely_and_still_complete():
    old, new = "a b " * 20_000, "b a c " * 15_000
    passages = readable_diff(old, new)
    assert (side(passages, "added"), side(passages, "removed")) == (old, new)


TEXTS = st.lists(st.sampled_from(["a", "b", " ", "\n", "\n\n", "é", "<", "word "]), max_size=40).map("".join)


@given(st.one_of(TEXTS, st.text()), st.one_of(TEXTS, st.text()))
@settings(max_examples=300, deadline=None)
def test_both_versions_can_be_read_from_the_difference(old, new):
    passages = readable_diff(old, new)
    assert (side(passages, "added"), side(passages, "removed")) == (old, new)


def test_side_by_side_each_text_stands_in_its_own_column():
    assert render_sides("One old <b>.\n\nSame.", "One new <b>.\n\nSame.", before="Then", after="Now") == (
        '<table class="sides"><thead><tr><th scope="col">Then</th><th scope="col">Now</th></tr></thead><tbody>'
        '<tr class="changed"><td>One <del>old </del>&lt;b&gt;.</td><td>One <ins>new </ins>&lt;b&gt;.</td></tr>\n'
        '<tr class="same"><td>Same.</td><td aria-hidden="true">Same.</td></tr>\n'
        "</tbody></table>"
    )


def test_names_that_stayed_went_and_came():
    assert render_changes(["co-authors", "<b>"], ["figures", "co-authors"]) == (
        "co-authors <del>&lt;b&gt;</del> <ins>figures</ins>"
    )
    assert render_changes([], ["figures"]) == "<ins>figures</ins>"
