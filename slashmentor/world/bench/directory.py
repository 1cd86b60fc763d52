"""What the directory of mentors costs: time and SQL of its page, with nothing chosen, with facets and with words."""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from slashmentor.base.errors import Failed
from slashmentor.commons.people.models import Member, Stage
from slashmentor.commons.topics.models import Expertise, Level, Topic
from slashmentor.parts.mentors.directory import held
from slashmentor.parts.mentors.models import Listing
from slashmentor.parts.mentors.words import Channel, Kind
from slashmentor.world.bench.mentors import INSTANCE, fill, topic, word
from slashmentor.world.transfers.memory import peak_mb

SEEKER = "bench-seeker"
_COUNTED = 5  # pages of each search whose queries are counted
_LANGUAGES = ("en", "de", "es", "fr", "hi", "pt")


@dataclass(frozen=True)
class Figures:
    """Milliseconds in this process, from the address to the finished page, and SQL queries, nothing kept."""

    p50_ms: float
    p95_ms: float
    queries: int


def measure(*, mentors: int, requests: int, told: Callable[[str, Figures], None]) -> dict[str, Any]:
    """Fills the database with made-up mentors up to that number first. Raises Failed where real ones are."""
    if Listing.objects.exclude(instance=INSTANCE).exists():
        raise Failed("There are real mentors here; “slashmentor bench directory” wants a scratch database.")
    fill(mentors)
    _analyze()
    seeker = _seeker()
    held.forget()
    before, started = _resident_mb(), time.perf_counter()
    with held.the_shelf(timezone.now()) as shelf:
        listed = len(shelf)
    load, memory = time.perf_counter() - started, _resident_mb() - before
    pages = {}
    with override_settings(LIMITS=False):  # as many searches in a row as are measured
        for name, queries in _asked().items():
            for who, member in (("", None), (" signed in", seeker)):
                pages[name + who] = _measure(itertools.islice(queries(), requests), member)
                told(name + who, pages[name + who])
    return {
        "mentors": listed,
        "load_seconds": round(load, 2),
        "load_mb": round(memory, 1),
        "pages": {name: asdict(figures) for name, figures in pages.items()},
        "peak_mb": peak_mb(),
    }


def _asked() -> dict[str, Callable[[], Iterator[Sequence[tuple[str, str]]]]]:
    """What is asked for, another thing each time."""
    return {
        "nothing chosen": lambda: itertools.repeat(()),
        "one facet": lambda: ([("topic", topic(n % 400))] for n in itertools.count()),
        "three facets": lambda: (
            [("topic", topic(n % 40)), ("topic", topic(n % 40 + 1)), ("language", _in(_LANGUAGES, n)), ("kind", _in(Kind.values, n))]
            for n in itertools.count()
        ),
        "three others, and hours": lambda: (
            [("room", "open"), ("by", _in(Channel.values, n)), ("for", _in(Stage.values, n)), ("hours", "1"), ("zone", "Europe/Berlin")]
            for n in itertools.count()
        ),
        "words": lambda: ([("q", word(n * 37 % 20_000))] for n in itertools.count()),
        "words and three facets": lambda: (
            [("q", f"{word(50 + n % 50)} {word(200 + n % 300)}"), ("topic", topic(n % 20)), ("language", "en"), ("kind", _in(Kind.values, n))]
            for n in itertools.count()
        ),
    }  # fmt: skip


def _in(values: Sequence[str], number: int) -> str:
    return values[number % len(values)]


def _measure(asked: Iterator[Sequence[tuple[str, str]]], member: Member | None) -> Figures:
    client = Client(HTTP_HOST="127.0.0.1")
    if member is not None:
        client.force_login(member, settings.AUTHENTICATION_BACKENDS[0])
    addresses = [f"/mentors?{urlencode(pairs)}" if pairs else "/mentors" for pairs in asked]
    times, queries = [], 0
    for address in addresses[:_COUNTED]:  # apart from the clock: to write queries down takes time of its own
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(address, secure=settings.HTTPS)
        queries = max(queries, len(captured))
    for address in addresses:
        cache.clear()
        started = time.perf_counter()
        answer = client.get(address, secure=settings.HTTPS)
        times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise Failed(f"The directory can’t be measured: {address} answered {answer.status_code}.")
    ordered = sorted(times)
    return Figures(
        p50_ms=round(statistics.median(ordered) * 1000, 2),
        p95_ms=round(ordered[int(len(ordered) * 0.95)] * 1000, 2),
        queries=queries,
    )


def _seeker() -> Member:
    """A member who seeks, knows, speaks and lives somewhere, so that everything counts."""
    there: Member | None = Member.objects.filter(handle=SEEKER).first()
    if there is not None:
        return there
    member: Member = Member.objects.create_user(
        SEEKER, f"{SEEKER}@bench.invalid", stage="phd", languages=["de", "en"], time_zone="Europe/Berlin"
    )
    now = timezone.now()
    for number in range(6):
        about, _new = Topic.objects.get_or_create(name=topic(number), defaults={"created_at": now})
        level = Level.LEARNING if number % 2 else Level.EXPERT
        Expertise.objects.create(member=member, topic=about, level=level, since=now)
    return member


def _analyze() -> None:
    """What a database does by itself after a while, so that it plans as it does in life."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE mentors_listing" if connection.vendor == "postgresql" else "ANALYZE")


def _resident_mb() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - a file of the kernel's
        return int(file.read().split()[1]) * 4096 / 1e6
