"""Made-up mentors for a scratch database: lines of the directory alone, as if another instance had them."""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from slashmentor.base.bulk import insert
from slashmentor.commons.people.models import Stage
from slashmentor.parts.mentors.models import Listing, Shelf
from slashmentor.parts.mentors.models.listing import Source
from slashmentor.parts.mentors.week import Span, hours_of, packed

INSTANCE = "https://bench.invalid"
_BATCH = 2000
_TODAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
_ZONES = (
    ("Europe/Berlin", 30), ("America/New_York", 20), ("America/Los_Angeles", 10), ("Asia/Kolkata", 15), ("Asia/Tokyo", 6),
    ("Australia/Sydney", 4), ("Africa/Lagos", 6), ("America/Sao_Paulo", 6), ("UTC", 3),
)  # fmt: skip
_LANGUAGES = (
    ("en", 80), ("de", 15), ("es", 15), ("fr", 12), ("hi", 8), ("pt", 8), ("ja", 5), ("zh", 9), ("ar", 5), ("yo", 2),
)  # fmt: skip
_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fe",
    "gra",
    "hi",
    "lo",
    "ma",
    "ne",
    "or",
    "pe",
    "qui",
    "ra",
    "sta",
    "ti",
    "vo",
)


def topic(number: int) -> str:
    """The name of the made-up topic of that number; 0 is the commonest."""
    return f"topic-{word(number)}"


def word(number: int) -> str:
    """A pronounceable word of three syllables or more, another one for each number."""
    parts = []
    for _step in range(3):
        number, rest = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[rest])
    return "".join(parts) + (f"{_SYLLABLES[number % 16]}{number // 16 or ''}" if number else "")


def fill(mentors: int) -> int:
    """Let the database have this many made-up mentors. How many were added; those of an earlier time are used again."""
    there = Listing.objects.filter(instance=INSTANCE, gone=False).count()
    if there >= mentors:
        return 0
    rows = _rows(random.Random(there), there, mentors)  # noqa: S311 - made-up people
    for batch in iter(lambda: list(itertools.islice(rows, _BATCH)), []):
        with transaction.atomic():
            Shelf.objects.bulk_create([Shelf(pk=1)], ignore_conflicts=True)
            Shelf.objects.filter(pk=1).update(version=F("version") + 1)
            version = Shelf.objects.values_list("version", flat=True).get(pk=1)
            insert(Listing, [*batch[0], "version"], [[*row.values(), version] for row in batch])
    return mentors - there


def _rows(rng: random.Random, first: int, end: int) -> Iterator[dict[str, Any]]:
    weeks = {(zone, hour): _week(zone, hour) for zone, _often in _ZONES for hour in range(7, 21)}
    for number in range(first, end):
        topics = list(dict.fromkeys(topic(_rank(rng, 2000)) for _one in range(rng.randint(1, 7))))
        (zone,) = _some(rng, _ZONES, 1)
        languages = list(dict.fromkeys(_some(rng, _LANGUAGES, rng.randint(1, 3))))
        places = rng.randint(1, 6)
        text = [word(_rank(rng, 60_000)) for _one in range(rng.randint(20, 180))]
        name = f"{word(rng.randrange(4000)).title()} {word(number).title()}"
        week = weeks[zone, rng.randint(7, 20)] if rng.random() < 0.7 else (0, 0, 0)
        yield {
            "source": Source.INSTANCE,
            "instance": INSTANCE,
            "url": f"{INSTANCE}/@m{number}/mentor",
            "name": name,
            "handle": f"@m{number}@bench.invalid",
            "line": f"Somebody, {word(rng.randrange(4000)).title()}",
            "lede": " ".join(text[:20])[:300].capitalize() + ".",
            "stage": rng.choice(Stage.values),
            "kinds": rng.randrange(1, 256),
            "channels": rng.randrange(1, 32),
            "stages": rng.choice((0, 0, rng.randrange(1, 512))),
            "as_peer": rng.random() < 0.3,
            "topics": topics,
            "seeks": [topic(_rank(rng, 2000)) for _one in range(rng.randint(0, 2))],
            "languages": languages,
            "words": " ".join([name, *text, *(one.replace("-", " ") for one in topics)]).lower(),
            "places": places,
            "free": rng.choice((0, rng.randint(0, places))),
            "keeps_list": rng.random() < 0.5,
            "paused": rng.random() < 0.05,
            "answers_in": rng.randint(1, 14),
            "zone": zone,
            "week_1": week[0],
            "week_2": week[1],
            "week_3": week[2],
            "published_at": _TODAY - timedelta(minutes=10 * number),
            "changed_at": _TODAY,
        }


def _rank(rng: random.Random, most: int) -> int:
    """A number below `most`, low ones far more often: how words and topics are spread."""
    return min(int(most ** rng.random()) - 1, most - 1)


def _some(rng: random.Random, among: tuple[tuple[str, int], ...], count: int) -> list[str]:
    return rng.choices([value for value, _often in among], [often for _value, often in among], k=count)


def _week(zone: str, hour: int) -> tuple[int, int, int]:
    spans = [Span(day, hour * 60, hour * 60 + 120) for day in (1, 3)]
    return packed(hours_of(spans, zone, on=_TODAY.date()))
