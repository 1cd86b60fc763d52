"""mentor.json keeps to its schema, whatever a mentor says; and what is written is what is read."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from slashmentor.base.errors import Invalid
from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.models import Listing, Offer
from slashmentor.parts.mentors.queries.page import find_page, page_of
from slashmentor.parts.mentors.taking.document import document, schema
from slashmentor.parts.mentors.taking.reading import listing_values, read_document
from slashmentor.parts.mentors.words import Channel, Kind, State, Who
from tests.cast import NOON, a_mentor_page

DOCS = Path(__file__).parents[5] / "docs" / "mentor-page.md"
EXAMPLES = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", DOCS.read_text(), re.DOTALL)]
VALIDATOR = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def valid(said):
    """As it comes through JSON."""
    said = json.loads(json.dumps(said))
    VALIDATOR.validate(said)
    return said


def test_the_schema_is_one():
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] in DOCS.read_text()


def test_there_are_two_examples():
    least, most = EXAMPLES
    assert len(least) == 4
    assert set(schema()["properties"]) == set(most)
    assert set(schema()["properties"]["texts"]["properties"]) == set(most["texts"])


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_valid_and_can_be_read(example):
    valid(example)
    read = read_document(example)
    assert (read["name"], read["url"]) == (example["name"], example["url"])
    for key in ("lede", "line", "stages", "channels", "languages"):
        assert read[key] == example.get(key, type(read[key])())
    assert read["topics"] == [one["name"] for one in example.get("topics", [])]
    assert len(read["hours"]) == len(example.get("hours", []))


def test_every_key_is_explained():
    explained = set(re.findall(r"`(\$?\w+)`", DOCS.read_text())) | {"$schema"}
    assert set(schema()["properties"]) <= explained
    assert set(schema()["properties"]["availability"]["properties"]) <= explained


@pytest.mark.parametrize(
    ("key", "known"),
    [
        (("kinds", "items", "properties", "kind"), Kind.values),
        (("channels", "items"), Channel.values),
        (("availability", "properties", "state"), set(State.values) - {State.UNKNOWN}),
    ],
)
def test_the_schema_knows_our_words(key, known):
    found = schema()["properties"]
    for step in key:
        found = found[step]
    assert set(found["enum"]) == set(known)
    assert set(schema()["$defs"]["stage"]["enum"]) == set(Stage.values)


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 2},
        {"name": ""},
        {"url": "mailto:ada@example.org"},
        {"ask": "https://ada@example.org/"},
        {"kinds": [{"kind": "money"}]},
        {"availability": {"state": "perhaps"}},
        {"hours": [{"weekday": "monday", "from": "9:00", "until": "10:00"}], "time_zone": "UTC"},
        {"hours": [{"weekday": "monday", "from": "09:00", "until": "10:00"}]},
        {"availability": {"state": "open", "until": "tomorrow"}},
        {"published": "2026-03-02"},
    ],
)
def test_what_is_wrong_is_not_valid(wrong):
    with pytest.raises(ValidationError):
        VALIDATOR.validate({**EXAMPLES[0], **wrong})


def test_a_page_as_data(offer):
    said = valid(document(find_page("emmy", None, now=NOON)))
    assert said["url"] == "http://127.0.0.1:8000/@emmy/mentor"
    assert said["handle"] == "@emmy@127.0.0.1:8000"
    assert said["availability"] == {
        "state": "open",
        "places": 2,
        "open": 2,
        "waiting": 0,
        "keeps_list": True,
    }
    assert said["hours"][1] == {"weekday": "thursday", "from": "23:00", "until": "24:00"}
    assert said["kinds"][0] == {"kind": "development", "words": "Reading a draft before a stranger does"}
    assert said["consent"] == {"directories": True, "search_engines": True, "language_models": False}
    assert "picture" not in said


def test_no_address_of_e_mail(offer):
    assert "example.org" not in json.dumps(document(find_page("emmy", None, now=NOON)))


def test_texts_can_be_shown_by_anybody(emmy):
    a_mentor_page(
        emmy,
        lede="I read drafts, and ask what they say.",
        helps="Ask @ada, see [this](/topics/peer-review).\n\n<script>alert(1)</script> `<b>`\n\n![A plot](/media/a/b.png)",
    )
    text = document(find_page("emmy", None, now=NOON))["texts"]["helps"]
    assert "[@ada](http://127.0.0.1:8000/@ada)" in text
    assert "(http://127.0.0.1:8000/topics/peer-review)" in text
    assert "\\<script>" in text
    assert "`<b>`" in text
    assert "![A plot](http://127.0.0.1:8000/media/a/b.png)" in text


def test_another_instance_reads_what_the_directory_here_has(offer):
    """The same line in both directories, but for whose it is and where."""
    read = read_document(valid(document(find_page("emmy", None, now=NOON))))
    here = Listing.objects.get(offer=offer)
    there = listing_values(read, on=NOON.date())
    same = set(there) - {"url", "handle", "words"}
    assert {key: there[key] for key in same} == {key: getattr(here, key) for key in same}
    assert {"earlier.", "statistics", "hurt."} <= set(there["words"].split())


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
MARKDOWN = TEXT | st.text("@ab /#<>[]()!`$*_\n\\&;", max_size=400)
TOPICS = st.lists(
    st.from_regex(r"[a-z.][a-z0-9.+#-]{0,34}", fullmatch=True) | st.sampled_from(["統計", "فيزياء"]),
    max_size=12,
)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "lede": TEXT,
        **dict.fromkeys(("helps", "lived", "loves", "declines", "seeks"), MARKDOWN),
        "pace": st.text(max_size=160),
        "kinds": st.dictionaries(st.sampled_from(Kind.values), st.text(max_size=120)),
        "gives": TOPICS,
        "seeks_topics": TOPICS,
        "fields": TOPICS,
        "stages": st.lists(st.sampled_from(Stage.values)),
        "channels": st.lists(st.sampled_from(Channel.values)),
        "languages": st.lists(st.sampled_from(sorted(OWN_NAMES)), max_size=8),
        "as_peer": st.booleans(),
        "places": st.integers(1, 10),
        "elsewhere": st.integers(0, 10),
        "hours_a_month": st.integers(1, 40),
        "answers_in": st.integers(1, 14),
        "who": st.sampled_from(Who.values),
        "keeps_list": st.booleans(),
        "listed": st.booleans(),
        "shared": st.booleans(),
        "trainable": st.booleans(),
        "until": st.dates(date(2020, 1, 1), date(2100, 1, 1)) | st.none(),
        "hours": st.lists(
            st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)).filter(
                lambda span: span[1] < span[2]
            ),
            max_size=28,
        ),
    },
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=SAID, zone=st.sampled_from(["UTC", "Asia/Kathmandu", "America/Argentina/Ushuaia", "Etc/GMT+8"]))
def test_whatever_one_may_say_is_valid(emmy, said, zone):
    Offer.objects.filter(member=emmy).delete()
    emmy.time_zone = zone
    try:
        offer = actions.save(emmy, by=emmy, said=said, now=NOON)
    except Invalid:
        return
    page = page_of(offer, now=NOON)
    valid(document(page))
    Offer.objects.filter(pk=offer.pk).update(published_at=NOON)
    offer.published_at = NOON
    said = valid(document(page))
    assert Listing(**listing_values(read_document(said), on=NOON.date())).state(NOON.date()) == page.state
