import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.models import Kind
from slashmentor.commons.publications.reading import read_dois
from slashmentor.commons.publications.reading.csl import read_csl
from slashmentor.commons.publications.reading.doi import doi_of


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.5555/Roof.1", "10.5555/roof.1"),
        ("https://doi.org/10.5555/roof.1", "10.5555/roof.1"),
        ("http://dx.doi.org/10.5555%2Froof.1", "10.5555/roof.1"),
        ("doi:10.5555/roof.1.", "10.5555/roof.1"),
        ("DOI: 10.5555/roof(1)", "10.5555/roof(1)"),
        ("(see doi.org/10.5555/roof)", "10.5555/roof"),
        ("“10.5555/roof”,", "10.5555/roof"),
        ("10.1002/(SICI)1097(19980815/30)17:15/16<1661::AID-X968>3.0.CO;2-2", "10.1002/(sici)1097(19980815/30)17:15/16<1661::aid-x968>3.0.co;2-2"),
        ("work:doi", ""),
        ("10.5555/", ""),
        ("10.5555/" + "x" * 300, ""),
    ],
)  # fmt: skip
def test_any_form(written, doi):
    assert doi_of(written) == doi


@pytest.mark.parametrize(
    "text",
    [
        "10.5555/a\n\n10.5555/b\n",
        "10.5555/a, 10.5555/b",
        "10.5555/a,10.5555/b",
        "https://doi.org/10.5555/a;https://doi.org/10.5555/b",
        "Quill, Z. (2019). Roofs. doi:10.5555/a.\r\nMoss, J. Maps, https://doi.org/10.5555/b, p. 3",
    ],
)
def test_lists_as_people_paste_them(text):
    read = read_dois(text)
    assert ([one.doi for one in read.works], read.problems) == (["10.5555/a", "10.5555/b"], [])


def test_what_is_none_is_shown_with_its_line():
    read = read_dois("10.5555/a doi:nonsense\nhello there\n")
    assert [one.doi for one in read.works] == ["10.5555/a"]
    assert [(one.line, one.text, one.why.split(".")[0]) for one in read.problems] == [
        (1, "doi:nonsense", "That is no DOI as it stands"),
        (2, "hello there", "There is no DOI in this line"),
    ]


def test_more_than_we_take():
    with pytest.raises(Invalid, match="500 DOIs"):
        read_dois("\n".join(f"10.5555/{number}" for number in range(501)))


@given(some.text(max_size=200))
def test_nothing_makes_it_fail(text):
    read_dois(text)


def test_what_a_registry_answers():
    work = read_csl(
        json.dumps(
            {
                "title": "Roofs <i>slowly</i>", "type": "article-journal", "container-title": "Journal of Slow Maps",
                "author": [{"given": "Zora", "family": "Quill"}, {"literal": "The Lichen Group"}, {}],
                "issued": {"date-parts": [[2019, 4]]}, "DOI": "10.5555/ROOF", "URL": "https://doi.org/10.5555/roof",
                "categories": ["Ecology"],
            }
        )
    )  # fmt: skip
    assert (work.title, work.authors, work.year) == ("Roofs slowly", ["Zora Quill", "The Lichen Group"], 2019)
    assert (work.venue, work.kind, work.keywords) == ("Journal of Slow Maps", Kind.ARTICLE, ["Ecology"])


@pytest.mark.parametrize(
    "answer", ["", "<html>", "[]", "{}", '{"title": []}', '{"title": {"a": 1}}', "[" * 100_000]
)
def test_what_describes_nothing(answer):
    with pytest.raises(Invalid, match="no description"):
        read_csl(answer)


@pytest.mark.parametrize(
    "odd", [None, 3, "x", [], {}, [[]], [None], {"date-parts": [[]]}, {"date-parts": "x"}]
)
def test_odd_answers_break_nothing(odd):
    names = ("author", "issued", "container-title", "type", "DOI", "URL", "keyword")
    assert read_csl(json.dumps({"title": "T", **dict.fromkeys(names, odd)})).title == "T"
