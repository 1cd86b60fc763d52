import json

import pytest

from slashmentor.commons.publications.models import Bringing, Publication
from slashmentor.world.cli.main import main
from tests.cast import NOON

pytestmark = pytest.mark.django_db

BIB = """@article{a, title={Slow maps}, year=2019, doi={10.5555/slow}}

@misc{b, note={nothing to call it by}}
@book{c, title={Roofs}}
"""
RECORD = json.dumps({"group": [{"work-summary": [{"put-code": 1, "title": {"title": {"value": "Roofs"}}}]}]})


@pytest.fixture
def brings(ada, tmp_path, capsys):
    """Imports a file of these words; its status, what it said, what it said of trouble."""

    def run(kind, content, *more, member="ada"):
        path = tmp_path / "mine"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main(["import", kind, str(path), "--member", member, *more])
        said = capsys.readouterr()
        return status, said.out, said.err.replace(str(path), "FILE")

    return run


def test_a_file_comes_in_with_what_could_not_be_read_line_by_line(brings, ada):
    status, out, err = brings("bibtex", BIB)
    assert (status, out.splitlines()[:5]) == (
        0,
        [
            "@ada has from this file:",
            "           2  publications",
            "           2  of them new",
            "Left out, and why:",
            "           1  It has neither a title nor a DOI.",
        ],
    )
    assert err.splitlines() == [
        "reading …",
        "publications …",
        "line 3: It has neither a title nor a DOI. @misc{b, note={nothing to call it by}}",
    ]
    assert list(ada.publications.order_by("title").values_list("title", "source")) == [
        ("Roofs", "bibtex"),
        ("Slow maps", "bibtex"),
    ]
    assert Bringing.objects.get().name == "mine"


def test_doing_it_again_changes_nothing_and_says_the_same(brings):
    told = [json.loads(brings("bibtex", BIB, "--json")[1].splitlines()[-1]) for _ in range(2)]
    assert [one.pop("added") for one in told] == [2, 0]
    assert [(one["member"], one["entries"], one["publications"], one["left_out"]) for one in told] == [
        ("ada", 3, 2, {"It has neither a title nor a DOI.": 1})
    ] * 2
    assert Publication.objects.count() == 2


def test_an_orcid_record(brings):
    status, out, _err = brings("orcid", RECORD, "--json", member="@Ada")
    told = json.loads(out.splitlines()[-1])
    assert (status, told["publications"], told["entries"], told["left_out"]) == (0, 1, 1, {})


@pytest.mark.parametrize(
    ("kind", "content", "sentence"),
    [
        ("bibtex", b"%PDF-1.5\n\x00\xff\xfe", "There is no BibTeX entry in that file."),
        ("bibtex", b"", "There is no BibTeX entry in that file."),
        ("bibtex", RECORD, "It isn’t BibTeX; an ORCID record comes in with “slashmentor import orcid”."),
        ("bibtex", b"@" * 10_000_001, "That file is larger than 10 MB. Please bring it in parts."),
        ("orcid", BIB, "It is no ORCID record, which is JSON, XML or a ZIP."),
        ("orcid", b"\x00\x01\xff" * 9, "It is no ORCID record, which is JSON, XML or a ZIP."),
        ("orcid", '{"group": [', "That file breaks off, or isn’t what its beginning says (line 1)."),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_one_sentence_and_status_1(brings, kind, content, sentence):
    status, out, err = brings(kind, content)
    assert (status, out, err) == (1, "", f"reading …\nslashmentor: FILE wasn’t brought in. {sentence}\n")
    assert not Publication.objects.exists()


def test_nobody_of_that_name_and_no_such_file(brings, ada, tmp_path, capsys):
    assert brings("bibtex", BIB, member="nobody")[::2] == (1, "slashmentor: Nobody here is called nobody.\n")
    for path, why in ((tmp_path / "none.bib", "No such file or directory"), (tmp_path, "Is a directory")):
        assert main(["import", "bibtex", str(path), "--member", "ada"]) == 1
        assert capsys.readouterr().err.endswith(f"slashmentor: {path} can’t be read: {why}.\n")


def test_who_is_suspended_brings_nothing_this_way_either(brings, ada):
    ada.suspended_until = NOON.replace(year=2100)
    ada.save()
    status, _out, err = brings("bibtex", BIB)
    assert (status, "is suspended until" in err, Publication.objects.count()) == (1, True, 0)


@pytest.mark.parametrize("arguments", [["bibtex", "x.bib"], ["orcid", "--member", "ada"], ["bibtex"]])
def test_a_wrong_call_is_status_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["import", *arguments])
    assert ended.value.code == 2
    assert "usage: slashmentor import" in capsys.readouterr().err
