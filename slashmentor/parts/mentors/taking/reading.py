"""Reading a mentor.json that somebody else wrote (docs/mentor-page.md): a page of their own, another instance's list.

What is unknown is passed over, what is too long is cut, what is of the wrong kind counts as not said. Only a document
without an address or a name is refused: it is nobody's.
"""

from datetime import date
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from slashmentor.base.zones import known_zones
from slashmentor.commons.people.models import Stage

from ..models.offer import ANSWERS_IN, PIECES
from ..week import Span, hours_of, packed
from ..words import Channel, Kind, State, bits
from .values import (
    WEEKDAYS,
    address_of,
    among,
    day_of,
    hours_of_week,
    languages_of,
    line_of,
    list_of,
    moment_of,
    named_in,
    number_of,
    topics_of,
)

__all__ = ["VERSION", "WEEKDAYS", "NoMentor", "Read", "Room", "listing_values", "read_document"]

VERSION = 1
MOST_PLACES = 100
LONGEST_WORDS = 20_000


class NoMentor(ValueError):
    """It says of nobody that they mentor; the text of the error is a sentence that says what is missing."""


class Room(TypedDict):
    """Whether there is room, as a Listing has it."""

    places: int | None
    free: int | None  # None: not said
    waiting: int
    keeps_list: bool
    paused: bool
    away_until: str | None  # days as 2026-03-31
    until: str | None


class Read(Room):
    """What a document says, in our words and within our bounds; made of what JSON has, so that it can be kept."""

    url: str
    name: str
    handle: str  # @ada@mentors.example.org, or ""
    line: str
    lede: str
    stage: str
    kinds: list[str]
    channels: list[str]
    stages: list[str]
    topics: list[str]
    seeks: list[str]
    fields: list[str]
    languages: list[str]
    as_peer: bool
    answers_in: int | None
    zone: str
    hours: list[tuple[int, int, int]]  # weekday, begins, ends, by the clock of `zone`
    published: str | None  # moments as 2026-03-31T12:00:00+00:00
    updated: str | None
    words: str  # everything that words may find


def read_document(data: object) -> Read:
    """What the parsed JSON says. Raises NoMentor for what is no object, or names nobody, no page, or a draft."""
    if not isinstance(data, dict):
        raise NoMentor(_("That is no JSON object."))
    version = data.get("version", VERSION)
    if isinstance(version, int) and version > VERSION:
        raise NoMentor(
            _("That is written for version %(theirs)s of the format; here version %(ours)s is read.")
            % {"theirs": version, "ours": VERSION}
        )
    url, name = address_of(data.get("url")), line_of(data.get("name"), 120)
    if not url:
        raise NoMentor(_("It has no address: “url” has to be the http or https address of the page."))
    if not name:
        raise NoMentor(_("It names nobody: “name” has to be a name."))
    room = _room(data)
    zone = data.get("time_zone")
    zone = zone if isinstance(zone, str) and zone in known_zones() else ""
    topics, seeks, fields = (topics_of(data.get(key)) for key in ("topics", "seeks", "fields"))
    lede, line = line_of(data.get("lede"), 500), line_of(data.get("line"), 260)
    return {
        "url": url,
        "name": name,
        "handle": line_of(data.get("handle"), 260),
        "line": line,
        "lede": lede,
        "stage": next(iter(among(Stage.values, [data.get("stage")])), ""),
        "kinds": among(Kind.values, named_in(data.get("kinds"), "kind")),
        "channels": among(Channel.values, list_of(data.get("channels"))),
        "stages": among(Stage.values, list_of(data.get("stages"))),
        "topics": topics,
        "seeks": seeks,
        "fields": fields,
        "languages": languages_of(data.get("languages")),
        "as_peer": data.get("as_peer") is True,
        **room,
        "answers_in": number_of(data.get("answers_within_days"), ANSWERS_IN.start, ANSWERS_IN.stop - 1),
        "zone": zone,
        "hours": hours_of_week(data.get("hours")) if zone else [],
        "published": moment_of(data.get("published")),
        "updated": moment_of(data.get("updated")),
        "words": _words(data, [name, line, lede], [*topics, *seeks, *fields]),
    }


def listing_values(read: Read, *, on: date) -> dict[str, Any]:
    """The fields of a Listing that this says; `on` is the day around whose week the hours are reckoned.

    Not where it came from (source, instance, page), when it was published and changed, nor its version.
    """
    spans = [Span(*span) for span in read["hours"]]
    week = packed(hours_of(spans, read["zone"], on=on)) if read["zone"] else (0, 0, 0)
    taken_over = ("url", "name", "handle", "line", "lede", "stage", "topics", "seeks", "fields", "languages")
    room = ("as_peer", "places", "free", "waiting", "keeps_list", "paused", "answers_in", "zone", "words")
    return {
        **{key: read[key] for key in (*taken_over, *room)},  # type: ignore[literal-required]
        "kinds": bits(Kind, read["kinds"]),
        "channels": bits(Channel, read["channels"]),
        "stages": bits(Stage, read["stages"]),
        "away_until": date.fromisoformat(read["away_until"]) if read["away_until"] else None,
        "until": date.fromisoformat(read["until"]) if read["until"] else None,
        "week_1": week[0],
        "week_2": week[1],
        "week_3": week[2],
    }


def _room(data: dict[str, Any]) -> Room:
    """Whether there is room, never better than it says: where word and figure disagree, the worse holds."""
    said = data.get("availability")
    said = said if isinstance(said, dict) else {}
    state = said.get("state")
    if state == State.DRAFT:
        raise NoMentor(_("It is a draft, which is for nobody else yet."))
    places = number_of(said.get("places"), 0, MOST_PLACES)
    free = number_of(said.get("open"), 0, MOST_PLACES)
    if free is not None and places is not None:
        free = min(free, places)
    if state in (State.WAITING, State.FULL, State.ENDED):
        free = 0
    elif free is None and state == State.OPEN:
        free = 1 if places is None else min(1, places)
    away_until, until = day_of(said.get("away_until")), day_of(said.get("until"))
    return {
        "places": places,
        "free": free,
        "waiting": number_of(said.get("waiting"), 0, 10_000) or 0,
        "keeps_list": state == State.WAITING
        or (state not in (State.FULL, State.ENDED) and said.get("keeps_list") is True),
        # Without a day nobody knows until when it lasts, so it lasts until they say otherwise.
        "paused": state == State.PAUSED
        or (state == State.AWAY and away_until is None)
        or (state == State.ENDED and until is None),
        "away_until": away_until,
        "until": until,
    }


def _words(data: dict[str, Any], lines: list[str], names: list[str]) -> str:
    texts = data.get("texts")
    texts = texts if isinstance(texts, dict) else {}
    said = [line_of(texts.get(piece), 3000) for piece in PIECES]
    said += [line_of(text, 120) for text in named_in(data.get("kinds"), "words")]
    said = [*lines, *said, *(name.replace("-", " ") for name in names)]
    return " ".join(filter(None, said)).lower()[:LONGEST_WORDS]
