"""Real lists, which aren't part of the project: SLASHMENTOR_TEST_WORKS is the folder with `bibtex` and `orcid` in it.

No entry is lost: each is a work or a problem that is shown with its line.
"""

import json
import os
import re
from pathlib import Path

import pytest

from slashmentor.base.errors import Invalid
from slashmentor.commons.publications.actions import bring_file
from slashmentor.commons.publications.reading import decoded, read_file
from tests.cast import NOON

FOLDER = Path(os.environ.get("SLASHMENTOR_TEST_WORKS", "."))
pytestmark = pytest.mark.real_works

# How many entries each has.
LISTS = {
    "bibtex/bashlab-publications.bib": 70,
    "bibtex/jabref-complex.bib": 20,
    "bibtex/jabref-jabref-authors.bib": 212,
    "bibtex/jabref-testjabref.bib": 156,
    "orcid/orcid-model/activities-3.0.xml": 1,
    "orcid/orcid-model/bulk-works-3-works-3.0.json": 3,
    "orcid/orcid-model/record-3.0.xml": 1,
    "orcid/orcid-model/record-full-3.0.json": 1,
    "orcid/orcid-model/works-3.0.xml": 3,
    "orcid/rorcid_real/0000-0001-8607-8025_works.json": 74,
    "orcid/rorcid_real/0000-0002-0734-2199_work-40038622.json": 1,
    "orcid/rorcid_real/0000-0002-0734-2199_work-77226586.json": 1,
    "orcid/rorcid_real/0000-0002-9341-7985_works.json": 8,
    "orcid/rorcid_real/0000-0003-1444-9135_works.json": 111,
    "orcid/rorcid_real/0000-0003-1620-1408_works.json": 0,
}
_ENTRY = re.compile(r"^[ \t]*@[ \t]*(?!comment|string|preamble)\w+[ \t]*[{(]", re.MULTILINE | re.IGNORECASE)


def files():
    return sorted(
        path for path in (FOLDER / "orcid").rglob("*.*") if path.suffix in {".bib", ".json", ".xml"}
    )


def counted(path):
    """Entries as the file itself has them, counted another way than by reading it."""
    text = decoded(path.read_bytes())
    if path.suffix == ".bib":
        return len(_ENTRY.findall(text))
    if path.suffix == ".json" and "group" in (document := json.loads(text)):
        return len(document["group"])
    return LISTS[str(path.relative_to(FOLDER))]


def test_every_entry_of_every_list_is_a_work_or_a_problem():
    read = {}
    for name, count in LISTS.items():
        _source, found = read_file((FOLDER / name).read_bytes())
        read[name] = len(found.works) + len(found.problems)
        assert counted(FOLDER / name) == count
        assert all(work.title or work.doi for work in found.works)
    assert read == LISTS


def test_whatever_else_is_there_is_refused_with_a_sentence():
    others = [path for path in files() if str(path.relative_to(FOLDER)) not in LISTS]
    assert others
    for path in others:
        with pytest.raises(Invalid, match=r"\w\.$"):
            read_file(path.read_bytes())


@pytest.mark.django_db
def test_all_of_them_are_somebody_s_without_one_being_lost(ada):
    for name, count in LISTS.items():
        done = bring_file(ada, by=ada, content=(FOLDER / name).read_bytes(), name=name, now=NOON)
        assert done.added + done.known + done.problem_count == count
    held = ada.publications.count()
    for name in LISTS:
        assert bring_file(ada, by=ada, content=(FOLDER / name).read_bytes(), name=name, now=NOON).added == 0
    assert ada.publications.count() == held
