"""Reading a mentor.json that somebody else wrote (docs/mentor-page.md): a page of their own, another instance's list.

What is unknown is passed over, what is too long is cut, what is of the wrong kind counts as not said. Only a document
without an address or a name is refused: it is nobody's.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, TypedDict
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from slashmentor.base.text.characters import tidy
from slashmentor.base.zones import known_zones
from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage
from slashmentor.commons.topics.expertise.actions import tidy_name
from slashmentor.commons.topics.models import NAME

from ..models.offer import ANSWERS_IN, PIECES
from ..week import DAY, Span, hours_of, joined, packed
from ..words import Channel, Kind, State, bits

VERSION = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_LOOKED_AT = 100  # entries of a list; of a longer one, the rest isn't read
MOST_TOPICS, MOST_LANGUAGES, MOST_HOURS = 12, 8, 28
MOST_PLACES = 100
LONGEST_ADDRESS, LONGEST_WORDS = 500, 20_000
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_TOPIC = re.compile(NAME)


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
    url, name = _address(data.get("url")), _line(data.get("name"), 120)
    if not url:
        raise NoMentor(_("It has no address: “url” has to be the http or https address of the page."))
    if not name:
        raise NoMentor(_("It names nobody: “name” has to be a name."))
    room = _room(data)
    zone = data.get("time_zone")
    zone = zone if isinstance(zone, str) and zone in known_zones() else ""
    topics, seeks, fields = (_topics(data.get(key)) for key in ("topics", "seeks", "fields"))
    lede, line = _line(data.get("lede"), 500), _line(data.get("line"), 260)
    return {
        "url": url,
        "name": name,
        "handle": _line(data.get("handle"), 260),
        "line": line,
        "lede": lede,
        "stage": next(iter(_among(Stage.values, [data.get("stage")])), ""),
        "kinds": _among(Kind.values, _named(data.get("kinds"), "kind")),
        "channels": _among(Channel.values, _list(data.get("channels"))),
        "stages": _among(Stage.values, _list(data.get("stages"))),
        "topics": topics,
        "seeks": seeks,
        "fields": fields,
        "languages": _languages(data.get("languages")),
        "as_peer": data.get("as_peer") is True,
        **room,
        "answers_in": _number(data.get("answers_within_days"), ANSWERS_IN.start, ANSWERS_IN.stop - 1),
        "zone": zone,
        "hours": _hours(data.get("hours")) if zone else [],
        "published": _moment(data.get("published")),
        "updated": _moment(data.get("updated")),
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
    places = _number(said.get("places"), 0, MOST_PLACES)
    free = _number(said.get("open"), 0, MOST_PLACES)
    if free is not None and places is not None:
        free = min(free, places)
    if state in (State.WAITING, State.FULL, State.ENDED):
        free = 0
    elif free is None and state == State.OPEN:
        free = 1 if places is None else min(1, places)
    away_until, until = _day(said.get("away_until")), _day(said.get("until"))
    return {
        "places": places,
        "free": free,
        "waiting": _number(said.get("waiting"), 0, 10_000) or 0,
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
    said = [_line(texts.get(piece), 3000) for piece in PIECES]
    said += [_line(text, 120) for text in _named(data.get("kinds"), "words")]
    said = [*lines, *said, *(name.replace("-", " ") for name in names)]
    return " ".join(filter(None, said)).lower()[:LONGEST_WORDS]


def _line(value: Any, longest: int) -> str:
    return " ".join(tidy(value[: 4 * longest]).split())[:longest].strip() if isinstance(value, str) else ""


def _address(value: Any) -> str:
    """Of the web, with a host and without a password or anything that isn't printed in an address."""
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS or not value.isprintable() or " " in value:
        return ""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return ""
    fits = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    return value if fits and not set(value) & set("\\<>\"'`{}") else ""


def _list(value: Any) -> list[Any]:
    return value[:MOST_LOOKED_AT] if isinstance(value, list) else []


def _named(value: Any, key: str) -> list[Any]:
    """Of a list of objects this key of each, of a list of words the words."""
    return [one.get(key) if isinstance(one, dict) else one for one in _list(value)]


def _among(known: Iterable[str], values: Iterable[Any]) -> list[str]:
    said = [value for value in values if isinstance(value, str)]
    return [value for value in known if value in said]


def _topics(value: Any) -> list[str]:
    """As topics are named here, so that those of all pages meet: "Peer review" is peer-review."""
    named = [tidy_name(_line(name, 80)) for name in _named(value, "name")]
    return list(dict.fromkeys(name for name in named if len(name) <= 35 and _TOPIC.fullmatch(name)))[
        :MOST_TOPICS
    ]


def _languages(value: Any) -> list[str]:
    """The language of each tag, en of en-GB; those with a code of two letters."""
    codes = [tag.partition("-")[0].lower() for tag in _list(value) if isinstance(tag, str)]
    return list(dict.fromkeys(code for code in codes if code in OWN_NAMES))[:MOST_LANGUAGES]


def _hours(value: Any) -> list[tuple[int, int, int]]:
    spans = [span for one in _list(value) if isinstance(one, dict) and (span := _span(one))]
    return [(span.weekday, span.begins, span.ends) for span in joined(spans)][:MOST_HOURS]


def _span(one: dict[str, Any]) -> Span | None:
    weekday, begins, ends = one.get("weekday"), _minutes(one.get("from")), _minutes(one.get("until"))
    if weekday not in WEEKDAYS or begins is None or ends is None or begins >= ends:
        return None
    return Span(WEEKDAYS.index(weekday), begins, ends)


def _minutes(value: Any) -> int | None:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    return int(found[1]) * 60 + int(found[2]) if found[1] else DAY


def _number(value: Any, least: int, most: int) -> int | None:
    return (
        value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None
    )


def _day(value: Any) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(value: Any) -> str | None:
    """In UTC; one without an offset is taken for UTC."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None
