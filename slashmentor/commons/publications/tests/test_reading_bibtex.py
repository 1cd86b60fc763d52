"""BibTeX as people have it. Every entry is a work or a problem, none is lost."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as some

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.models import Kind
from slashmentor.commons.publications.reading import decoded, read_file
from slashmentor.commons.publications.reading.bibtex import read_bibtex
from slashmentor.commons.publications.reading.latex import printed


def only(text):
    read = read_bibtex(text)
    assert (len(read.works), read.problems) == (1, [])
    return read.works[0]


def test_an_article():
    work = only(
        """@article{lichen2019,
  author = {Quill, Zora and Jan {van der Moss} and {The Lichen Group}},
  title = {Lichens on {ROOFS}: a slow map},
  journal = {Journal of Slow Maps}, year = 2019, month = mar,
  doi = {https://doi.org/10.5555/ROOF.2019}, keywords = {lichens; roofs, maps}
}"""
    )
    assert work.authors == ["Zora Quill", "Jan van der Moss", "The Lichen Group"]
    assert (work.title, work.venue, work.year) == (
        "Lichens on ROOFS: a slow map",
        "Journal of Slow Maps",
        2019,
    )
    assert (work.doi, work.kind, work.line) == ("10.5555/roof.2019", Kind.ARTICLE, 1)
    assert work.keywords == ["lichens", "roofs", "maps"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"{\O}yst{\o}l \& \'{\i}", "Øystøl & í"),
        (r"\v{C}ech, \L{}\'od\'z", "Čech, Łódź"),
        (r"$\alpha$-decay at 100% --- slowly", "α-decay at 100% — slowly"),
        (r"\emph{a \textbf{b}}", "a b"),
        (r"<i>Parmelia</i> &amp; co", "Parmelia & co"),
    ],
)
def test_accents_and_commands_become_letters(written, read):
    assert only(f"@misc{{k, title = {{{written}}}}}").title == read


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("Quill, Zora and others", ["Zora Quill", "et al."]),
        ("Moss, Jr., Jan", ["Jan Moss Jr."]),
        ("{Simon and Sons} and Ada Roof", ["Simon and Sons", "Ada Roof"]),
        ("Ada Roof AND Zora\n Quill", ["Ada Roof", "Zora Quill"]),
        ("A. Roof, Z. Quill, J. Moss, K. Fern", ["A. Roof", "Z. Quill", "J. Moss", "K. Fern"]),
    ],
)
def test_names(names, read):
    assert only(f"@misc{{k, title={{T}}, author={{{names}}}}}").authors == read


def test_strings_are_put_together():
    text = '@string{jsm = "Journal of "}\n@STRING(maps = {Slow Maps})\n@article{k, title={T}, journal = JSM # maps # ", B"}'
    assert only(text).venue == "Journal of Slow Maps, B"


def test_a_chapter_takes_from_its_book_what_it_lacks():
    read = read_bibtex(
        "@incollection{c, title={A chapter}, crossref={b}}\n@book{b, title={The Book}, year=2001, publisher={P}}"
    )
    assert [(one.title, one.venue, one.year) for one in read.works] == [
        ("A chapter", "The Book", 2001),
        ("The Book", "P", 2001),
    ]


def test_a_circle_of_crossrefs_ends():
    assert len(read_bibtex("@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}}").works) == 2


def test_two_entries_of_one_key_are_two_entries_and_a_field_that_stands_twice_says_what_it_said_first():
    read = read_bibtex("@misc{k, title={One}, year=2001, year=2002}\n@misc{k, title={Two}}")
    assert [(one.title, one.year) for one in read.works] == [("One", 2001), ("Two", None)]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{k, title = {T}, year = 2001",
        "@misc{k, title = {T}, year = {2001}\n",
        "@misc{k, title = {T}\n year = {2001}}",
        "@misc(k, title = {T}, year = 2001)",
        "@misc{k, TITLE = {T}, date = {2001-05},}",
    ],
)
def test_what_is_nearly_whole_is_read(text):
    assert [(one.title, one.year) for one in read_bibtex(text).works] == [("T", 2001)]


def test_what_is_broken_is_shown_with_its_line_and_the_next_one_comes_in():
    text = (
        "% my list\n\n@article{a, title = {Unclosed, year = 2001}\n\n@article{b, title={Fine}}\n"
        "@article c, title = {No brace}\n@misc{d, note={nothing to call it by}}\n"
    )
    read = read_bibtex(text)
    assert [one.title for one in read.works] == ["Fine"]
    assert [(one.line, one.text.split()[0], one.why) for one in read.problems] == [
        (3, "@article{a,", "A closing brace is missing."),
        (6, "@article", "It begins like an entry, but no { follows."),
        (7, "@misc{d,", "It has neither a title nor a DOI."),
    ]


def test_nothing_of_somebody_s_file_goes_to_the_log(caplog):
    assert read_bibtex("@article{a, title = {Unclosed, year = 2001}\n\n@article{b, title={T}}\n").problems
    assert caplog.records == []


def test_comments_are_no_entries():
    text = '@comment{jabref-meta: databaseType:bibtex;}\n@preamble{"x"}\nFrom ada@example.org\n@misc{k, title={T}}'
    assert only(text).line == 4


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + "@misc{k, title={Über Öl}}".encode(),
        "@misc{k,\r\n title={Über Öl}\r\n}".encode(),
        "@misc{k, title={Über Öl}}".encode("latin-1"),
        "@misc{k, title={Über Öl}}".encode("utf-16"),
        "% Encoding: Cp1250\n@misc{k, title={Über Öl}}".encode("cp1250"),
        "% Encoding: NoSuch1\n@misc{k, title={Über Öl}}".encode("latin-1"),
    ],
)
def test_files_of_any_machine(content):
    assert [one.title for one in read_file(content)[1].works] == ["Über Öl"]


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.5\n\x00\xff", b"\x00" * 50])
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content):
    with pytest.raises(Invalid, match="no BibTeX entry"):
        read_file(content)


def test_what_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(Invalid, match="10 MB"):
        decoded(b"a" * 10_000_001)
    with pytest.raises(Invalid, match="5,000 entries"):
        read_bibtex("@a{k}\n" * 5_001)
    with pytest.raises(Invalid, match="no list"):
        read_bibtex("@a{" + "{" * 2_000_001)


HOSTILE = {
    "braces": "@a{k, title={" + "{" * 50_000,
    "nested": "@a{k, title={" + "{" * 30_000 + "}" * 30_000 + "}}",
    "unfinished": "@a{k, title={x},\n" * 4_000,
    "commands": r"@a{k, title={" + '\\"' * 20_000 + "}}",
    "quotes": '@a{k, title="' + '"' * 50_000,
    "and": "@a{k, title={T}, author={" + "a and " * 40_000 + "}}",
    "commas": "@a{k, title={T}, author={" + "{," * 20_000 + "}" * 20_000 + "}}",
    "names": "@a{k, " + "title = x " * 20_000 + "}",
    "hashes": "@a{k, title=" + "a#" * 50_000 + "a}",
    "at signs": "@" * 100_000 + "@a{k, title={T}}",
    "blanks": "@a" + " " * 200_000 + "@b{k, title={T}}",
    "dois": "@a{k, title={T}, doi={" + "10.1234/" * 20_000 + "}}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_read_or_refused(text):
    try:
        read = read_bibtex(text)
    except Invalid:
        return
    assert read.works or read.problems
    assert all(len(one.title) <= 500 and len(one.authors) <= 30 for one in read.works)


@given(some.text(alphabet='@{}"\\,=#abc $~%&-\n', max_size=120))
def test_nothing_makes_it_fail(text):
    try:
        read = read_bibtex(f"@misc{{first, title={{Kept}}}}\n{text}\n@misc{{last, title={{Last}}}}")
    except Invalid:
        return
    assert read.works[0].title == "Kept"
    assert all(one.title or one.doi for one in read.works)


@given(some.text(alphabet="\\{}$\"^_~`'abcinput frac[]&%", max_size=80))
def test_latex_of_any_kind_becomes_text(text):
    assert isinstance(printed(text), str)


@given(
    some.lists(
        some.tuples(some.integers(0, 99), some.booleans(), some.sampled_from(["", "\n", "% note\n", "\r\n"])),
        min_size=1,
        max_size=12,
    )
)
def test_every_entry_is_accounted_for(entries):
    whole = "".join(
        f"{between}@article{{k{number}, title = {{Title {number}{'}' if is_whole else ''}, year = {{20{number:02}}}\n}}\n"
        for number, is_whole, between in entries
    )
    read = read_bibtex(decoded(whole.encode()))
    assert len(read.works) + len(read.problems) == len(entries)
