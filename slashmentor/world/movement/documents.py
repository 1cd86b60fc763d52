"""The list of this instance's mentor pages, in the open format of docs/mentor-page.md, “Lists of pages”."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache as once
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db.models import F

from slashmentor.commons.people.models import Stage
from slashmentor.parts.mentors.models import Listing, OfferHour, Shelf
from slashmentor.parts.mentors.models.listing import Source
from slashmentor.parts.mentors.taking.reading import VERSION, WEEKDAYS
from slashmentor.parts.mentors.week import Span
from slashmentor.parts.mentors.words import Channel, Kind, State, values_of

PATH = "/.well-known/mentor"
SCHEMA_PATH = "/mentor-list.schema.json"
A_PAGE = 100  # mentors: with the longest texts that fit a page of them stays below a megabyte


class Place(NamedTuple):
    """Up to where a reader has the list: what comes after it is newer, or was written at once with it."""

    revision: int
    id: int

    def __str__(self) -> str:
        return f"{self.revision}-{self.id}"


def revision_of_the_list() -> int:
    """Grows whenever the directory changes."""
    return Shelf.objects.filter(pk=1).values_list("version", flat=True).first() or 0


def list_document(
    *, revision: int, since: int = 0, after: Place | None = None, today: date
) -> dict[str, Any]:
    """One page of those who want to be listed by others too: all of them, or what changed after the revision `since`.

    Three queries, however many they are (counting them all is one for all pages of a revision). `revision` was asked for
    before, so that a change meanwhile comes twice rather than never.
    """
    shared = Listing.objects.filter(source=Source.HERE, gone=False, offer__shared=True)
    found = shared.annotate(indexable=F("offer__indexable"), trainable=F("offer__trainable"))
    found = found.order_by("version", "pk")
    place = after or Place(since, 0)
    # By the index of versions; the second condition parts rows that were written together.
    found = found.filter(version__gte=place.revision)
    found = (
        found.exclude(version=place.revision, pk__lte=place.id) if after else found.filter(version__gt=since)
    )
    rows = list(found[: A_PAGE + 1])
    hours = _hours(rows)
    document: dict[str, Any] = {
        "$schema": settings.SITE_URL + SCHEMA_PATH,
        "version": VERSION,
        "instance": {"name": settings.SITE_NAME, "url": settings.SITE_URL},
        "revision": revision,
        "count": cache.get_or_set(f"movement:count:{revision}", shared.count, 600),
        "mentors": [
            {**brief(row, hours[row.offer_id], today=today), "consent": _consent(row)}
            for row in rows[:A_PAGE]
        ],
    }
    if len(rows) > A_PAGE:
        last = rows[A_PAGE - 1]
        document["next"] = f"{settings.SITE_URL}{PATH}?after={Place(last.version, last.pk)}"
    return document


def brief(row: Listing, hours: Iterable[Span], *, today: date) -> dict[str, Any]:
    """A mentor page as its line in the directory says it: a mentor.json without the long texts, and where that is."""
    url = settings.SITE_URL + row.url
    said: dict[str, Any] = {
        "url": url,
        "json": f"{url}.json",
        "name": row.name,
        "handle": f"{row.handle}@{urlsplit(settings.SITE_URL).netloc}",
        "stage": row.stage,
        "line": row.line,
        "lede": " ".join(row.lede.split()),
        "languages": row.languages,
        "kinds": [{"kind": kind} for kind in values_of(Kind, row.kinds)],
        "topics": _topics(row.topics),
        "seeks": _topics(row.seeks),
        "fields": _topics(row.fields),
        "stages": values_of(Stage, row.stages),
        "as_peer": row.as_peer,
        "channels": values_of(Channel, row.channels),
        "availability": _availability(row, today),
        "time_zone": row.zone,
        "hours": [
            {"weekday": WEEKDAYS[span.weekday], "from": span.clock[0], "until": span.clock[1]}
            for span in hours
        ],
        "answers_within_days": row.answers_in,
        "published": row.published_at.isoformat(timespec="seconds"),
        "updated": row.changed_at.isoformat(timespec="seconds"),
    }
    return {key: value for key, value in said.items() if value not in ("", [], None)}


@once
def schema() -> dict[str, Any]:
    """The JSON Schema that every page of such a list keeps to."""
    said: dict[str, Any] = json.loads(
        files(__package__).joinpath("mentor-list.schema.json").read_text(encoding="utf-8")
    )
    return said


def _availability(row: Listing, today: date) -> dict[str, Any]:
    state = row.state(today)
    said = {
        "state": state.value,
        "places": row.places,
        "open": row.free if state in (State.OPEN, State.AWAY) else 0,
        "waiting": row.waiting,
        "keeps_list": row.keeps_list,
        "until": row.until.isoformat() if row.until else None,
        "away_until": row.away_until.isoformat() if row.away_until else None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _consent(row: Any) -> dict[str, bool]:
    """What the mentor allows others to do with it; that they want to be listed is why they are here."""
    return {"directories": True, "search_engines": row.indexable, "language_models": row.trainable}


def _hours(rows: Iterable[Listing]) -> dict[int | None, list[Span]]:
    """The hours of these pages, by offer; one query."""
    found: dict[int | None, list[Span]] = defaultdict(list)
    for offer, *span in (
        OfferHour.objects.filter(offer__in=[row.offer_id for row in rows])
        .order_by("weekday", "begins")
        .values_list("offer", "weekday", "begins", "ends")
    ):
        found[offer].append(Span(*span))
    return found


def _topics(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": name, "url": f"{settings.SITE_URL}/topics/{quote(name)}"} for name in names]
