"""Whatever is listed and asked for: the shelf finds and counts what looking at the rows one by one would."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slashmentor.commons.people.languages import OWN_NAMES
from slashmentor.commons.people.models import Stage
from slashmentor.parts.mentors import actions
from slashmentor.parts.mentors.directory import held
from slashmentor.parts.mentors.directory.asked import BANDS, CHOICES, HOURS, Asked, Room, asked_by
from slashmentor.parts.mentors.directory.finding import find, matching
from slashmentor.parts.mentors.directory.me import Me
from slashmentor.parts.mentors.directory.searching import search
from slashmentor.parts.mentors.models import Listing
from tests.cast import NOON

from . import naive

TODAY = NOON.date()
TOPICS = ("statistics", "peer-review", "ökologie", "c++")
LANGUAGES = ("en", "de", "yo")
ZONES = ("", "UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")
WORDS = ("statistik", "Łódź", "reviews", "of", "论文写作", "re")
DAYS = st.none() | st.dates(TODAY - timedelta(days=2), TODAY + timedelta(days=2))

listings = st.fixed_dictionaries(
    {
        "kinds": st.integers(0, 255),
        "channels": st.integers(0, 31),
        "stages": st.sampled_from([0, 0, 1, 6, 511]),
        "stage": st.sampled_from(["", "phd", "faculty", "librarian"]),
        "as_peer": st.booleans(),
        "source": st.sampled_from(["here", "outside", "instance"]),
        "topics": st.lists(st.sampled_from(TOPICS), unique=True, max_size=4),
        "seeks": st.lists(st.sampled_from(TOPICS), unique=True, max_size=2),
        "languages": st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=3),
        "words": st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
        "free": st.sampled_from([None, 0, 1, 3]),
        "keeps_list": st.booleans(),
        "paused": st.booleans(),
        "away_until": DAYS,
        "until": DAYS,
        "zone": st.sampled_from(ZONES),
        "week_1": st.integers(0, 2**56 - 1),
        "week_2": st.just(0),
        "week_3": st.sampled_from([0, 2**56 - 1]),
        "gone": st.sampled_from([False, False, False, True]),
    }
)


def some(facet):
    known = {"topic": TOPICS, "language": LANGUAGES, "utc": BANDS}.get(facet, CHOICES[facet])
    return st.lists(st.sampled_from(known), unique=True, max_size=2).map(tuple)


searches = st.builds(
    lambda words, chosen, zone, hours: Asked(
        words, {name: one for name, one in chosen.items() if one}, zone, hours
    ),
    st.sampled_from(["", "", "", "stat", "lodz", "re", "of rev", "论", "!!"]),
    st.fixed_dictionaries({}, optional={facet: some(facet) for facet in CHOICES}),
    st.sampled_from(ZONES),
    st.sampled_from([0, 0, 0, *HOURS]),
)
people = st.builds(
    Me,
    seeks=st.frozensets(st.sampled_from(TOPICS), max_size=2),
    gives=st.frozensets(st.sampled_from(TOPICS), max_size=2),
    languages=st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2).map(tuple),
    stage=st.sampled_from(["", "phd", "senior", "industry"]),
    zone=st.sampled_from(ZONES),
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(listings, max_size=12), st.lists(searches, min_size=1, max_size=4), people, st.data())
def test_results_and_counts(some_listings, asked_for, me, data):
    with transaction.atomic():
        made = [a_listing(number, said) for number, said in enumerate(some_listings)]
        held.forget()
        check(asked_for[0], me)
        # and again after some of them changed, which the shelf hears of by their versions
        for row in made:
            if data.draw(st.booleans()):
                change(row, data.draw(listings))
        for asked in asked_for:
            check(asked, me)
        transaction.set_rollback(True)
    held.forget()


def check(asked, me):
    rows = list(Listing.objects.select_related("offer", "page"))
    fit = [row for row in rows if naive.fits(row, asked, me, TODAY)]
    found = search(asked, me, find, now=NOON)
    assert found.total == len(fit)
    assert set(found.ids) == {row.pk for row in fit}
    assert search(asked, me, matching, now=NOON) == sorted(row.pk for row in fit)
    for facet in CHOICES:
        given_counts = {value: number for value, number in found.counts[facet].items() if number}
        assert given_counts == naive.counts(rows, facet, asked, me, TODAY), facet
    if asked.zone or me.zone:
        assert found.counts["hours"] == naive.counts(rows, "hours", asked, me, TODAY)
    rooms = {row.pk: list(Room).index(naive.ROOM_OF.get(row.state(TODAY), Room.CLOSED)) for row in fit}
    in_order = [rooms[pk] for pk in found.ids]
    assert in_order == sorted(in_order)  # those with room first
    assert found.with_room == in_order.count(0)
    assert asked_by(asked.query).query == asked.query  # an address says all of it
    if fit:
        halves = [search(asked, me, partial(find, page=page, size=2), now=NOON).ids for page in (1, 2)]
        assert [*halves[0], *halves[1]] == found.ids[:4]


def a_listing(number, said):
    return Listing.objects.create(
        url=f"https://example.org/{number}",
        instance=f"https://{number}.example.org",
        name=f"Somebody {number}",
        published_at=NOON,
        changed_at=NOON,
        version=actions.next_version(),
        **said,
    )


def change(row, said):
    for name, value in said.items():
        setattr(row, name, value)
    row.version = actions.next_version()
    row.save()


def test_every_language_and_stage_has_its_bit():
    """The columns hold sixteen bits of choices, and numbers below 256 of stages."""
    assert len(Stage.values) <= 16
    assert len(OWN_NAMES) < 2**16
