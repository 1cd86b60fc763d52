"""docs/mentor-page.md, “Lists of pages”: its examples keep to the schema, can be read, and every key is explained."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from slashmentor.parts.mentors.taking.document import schema as schema_of_one
from slashmentor.parts.mentors.taking.reading import read_document
from slashmentor.world.movement.documents import schema

DOCS = (Path(__file__).parents[4] / "docs" / "mentor-page.md").read_text(encoding="utf-8")
SECTION = DOCS[DOCS.index("## Lists of pages") :]
EXAMPLES = [json.loads(text) for text in re.findall(r"~~~json\n(.*?)~~~", SECTION, re.DOTALL)]


def test_the_schema_is_the_one_that_is_named():
    assert schema()["$id"] in SECTION
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_list_of_pages(example):
    jsonschema.validate(example, schema())
    for one in example["mentors"]:
        jsonschema.validate({"version": 1, **one}, schema_of_one())
        assert read_document(one)["name"] == one["name"]


def test_every_key_is_explained():
    explained = set(re.findall(r"`(\$?\w+)`", SECTION)) | {"$schema"}
    assert set(schema()["properties"]) <= explained


@pytest.mark.parametrize(
    "wrong",
    [
        {"mentors": []},
        {"version": 2, "mentors": []},
        {"version": 1},
        {"version": 1, "mentors": [{"name": "Ada"}]},
        {"version": 1, "mentors": [{"url": "mailto:a@example.org", "name": "Ada"}]},
        {"version": 1, "mentors": [], "next": "/.well-known/mentor?after=1"},
        {"version": 1, "mentors": [], "revision": -1},
    ],
)
def test_what_is_no_list_of_pages(wrong):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema())
