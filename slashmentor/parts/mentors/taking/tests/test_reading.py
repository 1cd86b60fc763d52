"""Reading what others wrote: everything that makes sense, and nothing that doesn't."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slashmentor.parts.mentors.models import Listing
from slashmentor.parts.mentors.taking.reading import NoMentor, listing_values, read_document
from slashmentor.parts.mentors.week import unpacked
from slashmentor.parts.mentors.words import State

TODAY = date(2026, 3, 2)
LEAST = {"version": 1, "name": "Ada Whitcombe", "url": "https://ada.example.org/mentor"}


def read(**said):
    return read_document({**LEAST, **said})


def state_of(**availability):
    values = listing_values(read(availability=availability), on=TODAY)
    return Listing(**values).state(TODAY)


def test_name_and_address_are_enough():
    said = read()
    assert (said["name"], said["url"]) == ("Ada Whitcombe", "https://ada.example.org/mentor")
    assert (said["kinds"], said["free"], said["hours"]) == ([], None, [])
    assert state_of() == State.UNKNOWN


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "mentor",
        {},
        {"name": "Ada"},
        {"url": LEAST["url"]},
        {**LEAST, "name": "  \u202e "},
        {**LEAST, "name": ["Ada"]},
        {**LEAST, "version": 2},
        {**LEAST, "availability": {"state": "draft"}},
        *(
            {**LEAST, "url": url}
            for url in (
                "",
                "ada.example.org/mentor",
                "javascript:alert(1)",
                "https://",
                "https://ada:secret@example.org/mentor",
                "https://[::1/mentor",
                "https://example.org:port/",
                "https://example.org/a b",
                'https://example.org/"onclick=',
                "https://example.org/\n",
                "https://example.org/" + "x" * 500,
                7,
            )
        ),
    ],
)
def test_what_is_nobodys_is_refused_with_a_sentence(data):
    with pytest.raises(NoMentor) as error:
        read_document(data)
    assert str(error.value).endswith(".")


def test_what_is_unknown_is_passed_over():
    said = read(
        version="one",
        mood="fine",
        kinds=[{"kind": "support"}, {"kind": "money"}, "development", 3, None],
        channels=["pigeon", "video"],
        stages=["phd", {"a": 1}],
        languages=["en-GB", "EN", "xx", "yue", 4, "de"],
        hours=[{"weekday": "tuesday", "from": "09:00", "until": "11:00"}],
        time_zone="Mars/Olympus",
        answers_within_days=True,
    )
    assert said["kinds"] == ["development", "support"]
    assert said["channels"] == ["video"]
    assert said["stages"] == ["phd"]
    assert said["languages"] == ["en", "de"]
    assert (said["hours"], said["zone"], said["answers_in"]) == ([], "", None)


def test_topics_are_named_as_they_are_here():
    said = read(topics=[{"name": "Peer review"}, "/Statistics", "peer-review", "<b>", {"url": "x"}, "x" * 36])
    assert said["topics"] == ["peer-review", "statistics"]


def test_what_is_long_is_cut():
    said = read(
        name="a" * 1000,
        lede="b " * 10_000,
        line="c" * 1000,
        topics=[f"topic-{n}" for n in range(5000)],
        texts={"helps": "d" * 100_000},
        hours=[
            {"weekday": "monday", "from": f"{n // 60:02}:{n % 60:02}", "until": "24:00"}
            for n in range(1, 1000, 2)
        ],
        time_zone="Europe/Berlin",
    )
    assert (len(said["name"]), len(said["line"]), len(said["topics"])) == (120, 260, 12)
    assert len(said["lede"]) <= 500
    assert len(said["words"]) <= 20_000
    assert said["hours"] == [(0, 1, 1440)]


@pytest.mark.parametrize(
    ("availability", "state"),
    [
        ({"state": "open"}, State.OPEN),
        ({"state": "open", "places": 2, "open": 1}, State.OPEN),
        ({"open": 1}, State.OPEN),
        ({"state": "open", "open": 0}, State.FULL),
        ({"state": "open", "places": 0}, State.FULL),
        ({"state": "full", "open": 3}, State.FULL),
        ({"state": "full", "keeps_list": True}, State.FULL),
        ({"state": "waiting", "open": 3}, State.WAITING),
        ({"open": 0, "keeps_list": True}, State.WAITING),
        ({"state": "away", "open": 1}, State.PAUSED),
        ({"state": "away", "open": 1, "away_until": "2026-03-02"}, State.AWAY),
        ({"state": "away", "open": 1, "away_until": "2026-03-01"}, State.OPEN),
        ({"state": "paused", "open": 1}, State.PAUSED),
        ({"state": "ended", "open": 1}, State.PAUSED),
        ({"state": "ended", "open": 1, "until": "2026-03-01"}, State.ENDED),
        ({"state": "ended", "open": 1, "keeps_list": True, "until": "2026-03-03"}, State.FULL),
        ({"state": "open", "until": "2026-03-01"}, State.ENDED),
        ({"state": "open", "until": "2026-03-02"}, State.OPEN),
        ({"state": "open", "open": -1}, State.OPEN),
        ({"state": "marvellous"}, State.UNKNOWN),
        ({"places": 5}, State.UNKNOWN),
    ],
)
def test_full_is_never_read_as_open(availability, state):
    assert state_of(**availability) == state


def test_no_more_open_than_there_are():
    assert read(availability={"state": "open", "places": 2, "open": 9})["free"] == 2


def test_hours_are_reckoned_in_utc():
    said = read(
        time_zone="Asia/Tokyo",
        hours=[
            {"weekday": "monday", "from": "08:00", "until": "10:00"},
            {"weekday": "friday", "from": "9:00", "until": "10:00"},
            {"weekday": "friday", "from": "10:00", "until": "09:00"},
            {"weekday": "someday", "from": "10:00", "until": "11:00"},
        ],
    )
    values = listing_values(said, on=TODAY)
    assert unpacked([values["week_1"], values["week_2"], values["week_3"]]) == {6 * 24 + 23, 0}


def test_moments_are_utc():
    said = read(published="2026-03-02T12:00:00+02:00", updated="0001-01-01T00:00:00+14:00")
    assert (said["published"], said["updated"]) == ("2026-03-02T10:00:00+00:00", None)


def test_words_find_what_it_says():
    said = read(
        lede="Drafts", texts={"helps": "Error **bars**"}, topics=["Peer review"], kinds=[{"words": "Hm"}]
    )
    assert said["words"] == "ada whitcombe drafts error **bars** hm peer review"


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40)
NAMES = """version url name lede line handle stage kinds kind words channels stages topics seeks fields languages texts
helps availability state places open waiting until away_until hours weekday from time_zone published updated"""
KEYS = st.sampled_from(NAMES.split())
JSON = st.recursive(
    SCALARS | st.sampled_from(["open", "away", "monday", "09:00", "24:00", "Europe/Berlin", "2026-03-02"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(st.dictionaries(KEYS, JSON, max_size=12))
def test_whatever_is_sent_is_read_or_refused(data):
    try:
        said = read_document({**LEAST, **data})
    except NoMentor:
        return
    assert read_document(LEAST).keys() == said.keys()
    json.dumps(said)
    line = Listing(**listing_values(said, on=TODAY))
    assert line.state(TODAY) in State
    for field in Listing._meta.fields:
        assert len(getattr(line, field.attname) or "") <= (field.max_length or 0) or not field.max_length
