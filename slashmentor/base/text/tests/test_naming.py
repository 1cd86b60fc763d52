import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.base.text.fold import excerpt, fold, plain_text
from slashmentor.base.text.names import find_hashtags, find_mentions
from slashmentor.base.text.slug import slugify_title


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@ada", ("ada",)),
        ("Hi @Ada, @emmy. @ada!", ("ada", "emmy")),
        ("(@ada) @ada's @ada- *@emmy*", ("ada", "emmy")),
        ("ada@example.org @ada@example.org @ada.example.org", ()),
        ("https://a.example/@ada", ()),
        ("@a", ()),
        ("@" + "a" * 31, ()),
        ("@" + "a" * 30, ("a" * 30,)),
        ("@adaé é@ada", ()),
        ("`@ada` and ``@emmy ` @mo`` @eve", ("eve",)),
        ("a ` b @ada", ("ada",)),
        ("```\n@ada\n```\n@emmy", ("emmy",)),
        ("~~~\n@ada\n```\n~~~\n@emmy", ("emmy",)),
        ("```\n@ada", ()),
    ],
)
def test_people_are_mentioned_by_their_handle(text, handles):
    assert find_mentions(text) == handles


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#PhDchat, #phdchat #mad_writing", ("phdchat", "mad_writing")),
        ("#1 #2026 C# a#b &#39; https://a.example/#top", ()),
        ("# Title\n## Sub", ()),
        ("#forschung-daten #Förderung #ماجستير", ("forschung-daten", "förderung", "ماجستير")),
        ("`#no` (#yes)", ("yes",)),
    ],
)
def test_hashtags_are_words_of_any_script(text, tags):
    assert find_hashtags(text) == tags


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("How do I find a mentor?", "how-do-i-find-a-mentor"),
        ("Čím začít? Straße & Łódź", "cim-zacit-strasse-lodz"),
        ("What's C++?", "whats-c"),
        ("日本語の質問", "question"),
        ("", "question"),
        ("a" * 100, "a" * 80),
        ("word " * 30, "-".join(["word"] * 16)),
    ],
)
def test_titles_make_addresses(title, slug):
    assert slugify_title(title) == slug


@given(st.text())
def test_every_title_makes_an_address(title):
    slug = slugify_title(title)
    assert 0 < len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("STRASSE Straße", "strasse strasse"),
        ("Ångström", "angstrom"),
        ("ﬁt", "fit"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_search_finds_words_without_their_accents(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_plain_text_of_html():
    assert plain_text('<p>a &lt; b</p><p>c<br>d <a href="x>y" title="">e</a></p>') == "a < b\nc\nd e"


def test_excerpts_are_one_line_of_whole_words():
    assert excerpt("a\n  b") == "a b"
    assert excerpt("one two three", 9) == "one two…"
    assert excerpt("x" * 300) == "x" * 199 + "…"
