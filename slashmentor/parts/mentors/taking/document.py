"""mentor.json: a mentor page as data, in the open format of docs/mentor-page.md."""

import json
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from ..models.offer import PIECES
from ..queries.page import MentorPage
from ..words import State
from .reading import VERSION, WEEKDAYS
from .sections import ASKABLE
from .texts import to_portable_markdown

SCHEMA_PATH = "mentor.schema.json"  # at the root of every instance


def document(page: MentorPage) -> dict[str, Any]:
    """What the page says, and nothing that it doesn't: no e-mail address, nothing about whoever was mentored.

    What isn't said is left out, but for the state, which is always there.
    """
    member, offer = page.member, page.offer
    said: dict[str, Any] = {
        "$schema": f"{settings.SITE_URL}/{SCHEMA_PATH}",
        "version": VERSION,
        "url": page.address,
        "name": member.shown_name,
        "handle": f"@{member.handle}@{urlsplit(settings.SITE_URL).netloc}",
        "pronouns": member.pronouns,
        "picture": settings.SITE_URL + member.picture.url if member.picture else "",
        "stage": member.stage,
        "line": page.line,
        "lede": " ".join(offer.lede.split()),
        "languages": list(offer.languages),
        "kinds": [_kind(one.kind.value, one.words) for one in page.offered],
        "topics": _topics(page.topics),
        "seeks": _topics(page.seeks),
        "fields": _topics(page.fields),
        "stages": [stage.value for stage in page.stages],
        "as_peer": offer.as_peer,
        "channels": [channel.value for channel in page.channels],
        "pace": offer.pace,
        "hours_a_month": offer.hours_a_month,
        "texts": _texts(page),
        "availability": _availability(page),
        "time_zone": member.time_zone,
        "hours": _hours(page),
        "answers_within_days": offer.answers_in,
        "ask": f"{page.address}/ask" if page.state in ASKABLE else "",
        "consent": {
            "directories": offer.listed and offer.shared,
            "search_engines": offer.indexable,
            "language_models": offer.trainable,
        },
        "published": _moment(offer.published_at),
        "updated": _moment(offer.changed_at),
        "instance": {"name": settings.SITE_NAME, "url": settings.SITE_URL},
    }
    return {key: value for key, value in said.items() if value not in ("", [], {}, None)}


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema that every such document keeps to."""
    text = files(__package__).joinpath("mentor.schema.json").read_text(encoding="utf-8")
    said: dict[str, Any] = json.loads(text)
    return said


def _availability(page: MentorPage) -> dict[str, Any]:
    """How it stands today. `open` is how many places are free, or will be when the mentor is back."""
    offer, state = page.offer, page.state
    said: dict[str, Any] = {
        "state": state.value,
        "places": offer.places,
        "open": offer.free if state in (State.OPEN, State.AWAY) else 0,
        "waiting": offer.waiting,
        "keeps_list": offer.keeps_list,
    }
    if offer.until:
        said["until"] = offer.until.isoformat()
    if offer.away_until:
        said["away_until"] = offer.away_until.isoformat()
    return said


def _kind(kind: str, words: str) -> dict[str, str]:
    return {"kind": kind, "words": words} if words else {"kind": kind}


def _topics(names: list[str]) -> list[dict[str, str]]:
    return [{"name": name, "url": f"{settings.SITE_URL}/topics/{quote(name)}"} for name in names]


def _texts(page: MentorPage) -> dict[str, str]:
    said = {piece: to_portable_markdown(getattr(page.offer, f"{piece}_html")) for piece in PIECES}
    return {piece: text for piece, text in said.items() if text}


def _hours(page: MentorPage) -> list[dict[str, str]]:
    return [
        {"weekday": WEEKDAYS[span.weekday], "from": span.clock[0], "until": span.clock[1]}
        for span in page.hours
    ]


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
