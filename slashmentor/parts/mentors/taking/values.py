"""What a value of somebody else's JSON is worth: itself within our bounds, or nothing. None of these ever raises."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from slashmentor.base.text.characters import tidy
from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.topics.expertise.actions import tidy_name
from slashmentor.commons.topics.models import NAME

from ..week import DAY, Span, joined

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_LOOKED_AT = 100  # entries of a list; of a longer one, the rest isn't read
MOST_TOPICS, MOST_LANGUAGES, MOST_HOURS = 12, 8, 28
LONGEST_ADDRESS = 500
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
_TOPIC = re.compile(NAME)


def line_of(value: Any, longest: int) -> str:
    return " ".join(tidy(value[: 4 * longest]).split())[:longest].strip() if isinstance(value, str) else ""


def address_of(value: Any) -> str:
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


def list_of(value: Any) -> list[Any]:
    return value[:MOST_LOOKED_AT] if isinstance(value, list) else []


def named_in(value: Any, key: str) -> list[Any]:
    """Of a list of objects this key of each, of a list of words the words."""
    return [one.get(key) if isinstance(one, dict) else one for one in list_of(value)]


def among(known: Iterable[str], values: Iterable[Any]) -> list[str]:
    said = [value for value in values if isinstance(value, str)]
    return [value for value in known if value in said]


def topics_of(value: Any) -> list[str]:
    """As topics are named here, so that those of all pages meet: "Peer review" is peer-review."""
    named = [tidy_name(line_of(name, 80)) for name in named_in(value, "name")]
    return list(dict.fromkeys(name for name in named if len(name) <= 35 and _TOPIC.fullmatch(name)))[
        :MOST_TOPICS
    ]


def languages_of(value: Any) -> list[str]:
    """The language of each tag, en of en-GB; those with a code of two letters."""
    codes = [tag.partition("-")[0].lower() for tag in list_of(value) if isinstance(tag, str)]
    return list(dict.fromkeys(code for code in codes if code in OWN_NAMES))[:MOST_LANGUAGES]


def hours_of_week(value: Any) -> list[tuple[int, int, int]]:
    spans = [span for one in list_of(value) if isinstance(one, dict) and (span := _span(one))]
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


def number_of(value: Any, least: int, most: int) -> int | None:
    return (
        value if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most else None
    )


def day_of(value: Any) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def moment_of(value: Any) -> str | None:
    """In UTC; one without an offset is taken for UTC."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None
