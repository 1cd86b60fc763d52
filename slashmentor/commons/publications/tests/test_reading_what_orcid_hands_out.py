"""The ZIP with all of a member's data, as orcid.org gives it: a folder for works, one file for each."""

import io
import zipfile

import pytest

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.models import Source
from slashmentor.commons.publications.reading import read_file
from slashmentor.commons.publications.reading.zipped import MOST_UNPACKED

WORK = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<work:work put-code="{}" visibility="public" xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common">
<work:title><common:title>{}</common:title></work:title><work:type>journal-article</work:type></work:work>"""
FUNDING = "<f:funding xmlns:f='f' xmlns:c='c'><f:title><c:title>A grant</c:title></f:title></f:funding>"


def packed(**files):
    """An archive of these; in names, __ stands for /."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def test_every_work_and_nothing_else_of_a_record():
    source, read = read_file(
        packed(
            person="<person/>",
            fundings__3=FUNDING,
            works__1=WORK.format(1, "Roofs"),
            works__2=WORK.format(2, "Maps"),
        )
    )
    assert (source, [one.title for one in read.works], read.problems) == (Source.ORCID, ["Roofs", "Maps"], [])


def test_what_can_t_be_read_is_named():
    _source, read = read_file(
        packed(works__1=WORK.format(1, ""), works__2="<work", works__3=WORK.format(3, "Maps"))
    )
    assert [one.title for one in read.works] == ["Maps"]
    assert [(one.text.partition(".xml")[0], one.why.partition(".")[0]) for one in read.problems] == [
        ("works/1", "It has neither a title nor a DOI"),
        ("works/2", "That file breaks off, or isn’t what its beginning says (line 1)"),
    ]


SOUND = packed(works__1=WORK.format(1, "Roofs") * 50)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed(person="<person/>"), "holds no works"),
        (packed(), "holds no works"),
        (packed(**{f"works__{one}": "" for one in range(5_001)}), "more than 5,000 works"),
        (packed(works__1="x" * (MOST_UNPACKED + 1)), "more than we read at once"),
        (packed(works__1="x" * MOST_UNPACKED, works__2="xx"), "more than we read at once"),
        (SOUND[:-30], "broken"),
        (SOUND[:60] + b"\x00" * 40 + SOUND[100:], "broken"),
        (b"PK\x03\x04" + b"\xff" * 200, "broken"),
    ],
    ids=["none", "empty", "many", "bomb", "two", "short", "rotten", "noise"],
)
def test_what_is_none_or_built_to_do_harm_is_refused_with_a_sentence(content, sentence):
    if content == packed():
        content = b"PK\x03\x04" + content  # an archive of nothing begins otherwise
    with pytest.raises(Invalid, match=sentence):
        read_file(content)
