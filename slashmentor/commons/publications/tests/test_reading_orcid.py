"""ORCID's answers, version 3.0, in all their shapes; all people and works here are invented."""

import json

import pytest

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.models import Kind
from slashmentor.commons.publications.reading import read_orcid


def value(word):
    return {"value": word}


def summary(title, **more):
    return {
        "put-code": 7001,
        "title": {"title": value(title), "subtitle": None, "translated-title": None},
        "external-ids": {"external-id": [an_id("10.5555/ROOF.1")]},
        "type": "journal-article",
        "publication-date": {"year": value("2018"), "month": None, "day": None},
        "journal-title": value("Journal of Slow Maps"),
        "visibility": "public",
        "display-index": "0",
        **more,
    }


def an_id(doi, relationship="self"):
    return {"external-id-type": "doi", "external-id-value": doi, "external-id-relationship": relationship}


def works(*summaries):
    return {
        "last-modified-date": None,
        "group": [{"work-summary": [one]} for one in summaries],
        "path": "/x/works",
    }


WORK = summary("Roofs")
XML = """<?xml version="1.0" encoding="ISO-8859-1"?>
<activities:works path="/x/works" xmlns:work="http://www.orcid.org/ns/work" xmlns:common="http://www.orcid.org/ns/common"
 xmlns:activities="http://www.orcid.org/ns/activities"><activities:group>
<work:work-summary put-code="7001" visibility="public" display-index="1">
<work:title><common:title>Roofs</common:title></work:title>
<common:external-ids><common:external-id><common:external-id-type>doi</common:external-id-type>
<common:external-id-value>10.5555/ROOF.1</common:external-id-value><common:external-id-relationship>self</common:external-id-relationship>
</common:external-id></common:external-ids><work:type>journal-article</work:type>
<common:publication-date><common:year>2018</common:year></common:publication-date>
<work:journal-title>Journal of Slow Maps</work:journal-title></work:work-summary></activities:group></activities:works>"""


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(works(WORK)),
        json.dumps({"person": {"name": None}, "activities-summary": {"works": works(WORK)}}),
        json.dumps({"bulk": [{"work": WORK}]}),
        json.dumps(WORK),
        json.dumps([WORK]),
        XML,
        XML.replace("activities:works", "record:record").replace("<record:record", '<record:record xmlns:record="r"').replace(
            ' path="/x/works"', ""
        ).replace("<activities:group>", "<activities:activities-summary><activities:works><activities:group>").replace(
            "</activities:group>", "</activities:group></activities:works></activities:activities-summary>"
        ),
    ],
    ids=["works", "record", "bulk", "work", "list", "works.xml", "record.xml"],
)  # fmt: skip
def test_every_shape(text):
    (work,) = read_orcid(text).works
    assert (work.title, work.doi, work.year) == ("Roofs", "10.5555/roof.1", 2018)
    assert (work.venue, work.kind, work.shown) == ("Journal of Slow Maps", Kind.ARTICLE, True)


def test_of_a_works_versions_the_preferred_one():
    group = {"work-summary": [summary("Draft"), summary("Final", **{"display-index": "2"})]}
    assert [one.title for one in read_orcid(json.dumps({"group": [group]})).works] == ["Final"]


def test_the_doi_of_the_book_is_not_the_chapters():
    ids = {"external-id": [an_id("10.5555/book", "part-of"), an_id("work:doi")]}
    (work,) = read_orcid(json.dumps(summary("A chapter", **{"external-ids": ids}))).works
    assert work.doi == ""


def test_a_doi_that_stands_as_the_address_only():
    more = {"external-ids": None, "url": value("http://dx.doi.org/10.5555/FIG.9")}
    assert read_orcid(json.dumps(summary("A figure", **more))).works[0].doi == "10.5555/fig.9"


def test_what_the_record_keeps_private_comes_in_and_is_not_shown():
    (work,) = read_orcid(json.dumps(summary("Secret", visibility="private"))).works
    assert (work.title, work.shown) == ("Secret", False)


def test_a_single_work_names_its_people():
    people = {"contributor": [{"credit-name": value("Zora Quill")}, {"credit-name": None}]}
    both = {"title": value("A"), "subtitle": value("B")}
    (work,) = read_orcid(json.dumps({**WORK, "contributors": people, "title": both})).works
    assert (work.authors, work.title) == (["Zora Quill"], "A: B")


def test_a_work_without_a_name_is_shown_with_its_line():
    nameless = summary("", **{"external-ids": None, "put-code": 7002})
    read = read_orcid(json.dumps(works(WORK, nameless), indent=1))
    assert [(one.title) for one in read.works] == ["Roofs"]
    assert [(one.line > 20, '"put-code": "7002"' in one.text, one.why) for one in read.problems] == [
        (True, True, "It has neither a title nor a DOI.")
    ]


def test_an_empty_record_has_nothing():
    assert read_orcid(json.dumps({"group": [], "path": "/x/works"})).works == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"group": [', "breaks off"),
        ("<works><group>", "breaks off"),
        ("[" * 100_000, "breaks off"),
        ('{"response-code": 404, "user-message": "Not there."}', "Not there."),
        ('{"person": {}, "path": "/x/person"}', "holds no works"),
        ('{"result": [], "num-found": 0}', "holds no works"),
        ("17", "holds no works"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><works>&b;</works>', "DTD or entities"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><works/>', "DTD or entities"),
        ("<a>" * 200 + "</a>" * 200, "no ORCID record"),
    ],
)
def test_what_is_none_is_refused_with_a_sentence(text, says):
    with pytest.raises(Invalid, match=says):
        read_orcid(text)


@pytest.mark.parametrize("odd", [None, 3, "x", [], {}, {"value": None}, [{"value": 1}], True])
def test_odd_values_break_nothing(odd):
    for name in WORK:
        read = read_orcid(json.dumps(works({**WORK, name: odd}, WORK)))
        assert len(read.works) + len(read.problems) == 2
