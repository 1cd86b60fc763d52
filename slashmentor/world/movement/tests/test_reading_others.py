"""Reading another instance's list: who comes in, who goes, and what is done when it can't be reached."""

from datetime import timedelta

import pytest
from django.db import transaction

from slashmentor.base.fetch.tests.servers import a_door
from slashmentor.base.jobs.models import Job
from slashmentor.parts.mentors.models import Listing, Shelf
from slashmentor.world.movement import actions
from slashmentor.world.movement.hearing import Heard, hear
from slashmentor.world.movement.models import Instance
from tests.cast import NOON

from .conftest import listed, read
from .lists import PATH, a_mentor

HOURS = timedelta(hours=1)
DAYS = timedelta(days=1)
# All that an entry may say, as documents.py says it.
WHOLE = {
    "json": "https://elsewhere.example/x.json",
    "handle": "@m1@ada.example",
    "stage": "faculty",
    "line": "Professor, Havnes",
    "lede": "I spent forty years on samples that were too small.",
    "languages": ["en", "yo"],
    "kinds": [{"kind": "support"}],
    "topics": [{"name": "statistics"}, "Peer review"],
    "seeks": ["version-control"],
    "stages": ["phd"],
    "channels": ["video"],
    "availability": {"state": "waiting", "places": 2, "open": 0, "waiting": 3, "keeps_list": True},
    "time_zone": "Europe/Berlin",
    "hours": [{"weekday": "tuesday", "from": "09:00", "until": "11:00"}],
    "answers_within_days": 4,
    "published": "2025-11-03T08:00:00+00:00",
    "updated": "2026-02-01T08:00:00+00:00",
}


def test_its_mentors_are_listed(giver, other):
    giver.gives(1, 2, instance={"name": "Havnes", "url": giver.address})
    found = read(other)
    assert listed() == ["Mentor 1", "Mentor 2"]
    assert (found.state, found.name, found.count, found.why, found.failures) == ("read", "Havnes", 2, "", 0)
    assert (found.read_at, found.next_at) == (NOON, NOON + 6 * HOURS)


def test_all_that_is_said_of_one_is_kept(giver, other):
    host = giver.address.partition("://")[2]
    giver.gives(a_mentor(1, giver.address, **{**WHOLE, "handle": f"@m1@{host}"}))
    read(other)
    row = Listing.objects.get()
    assert (row.source, row.instance, row.url) == ("instance", giver.address, f"{giver.address}/@m1/mentor")
    assert (row.handle, row.line, row.stage) == (f"@m1@{host}", "Professor, Havnes", "faculty")
    assert (row.topics, row.seeks, row.languages) == (
        ["statistics", "peer-review"],
        ["version-control"],
        ["en", "yo"],
    )
    assert (row.state(NOON.date()), row.waiting, row.places, row.free) == ("waiting", 3, 2, 0)
    assert (row.published_at.isoformat(), row.picture) == ("2025-11-03T08:00:00+00:00", "")
    assert row.week_1 > 0
    assert "forty years" in row.words


def test_a_handle_of_another_place_is_not_shown(giver, other):
    giver.gives(a_mentor(1, giver.address, handle="@ada@famous.example"))
    read(other)
    assert Listing.objects.get().handle == ""


def test_what_says_the_same_again_is_not_written(giver, other):
    giver.gives(a_mentor(1, giver.address, **WHOLE), 2)
    read(other)
    before = Shelf.objects.get().version
    read(other, now=NOON + 6 * HOURS)
    assert Shelf.objects.get().version == before


def test_who_closed_leaves_with_the_next_reading(giver, other):
    giver.gives(1, 2, 3)
    read(other)
    known = Listing.objects.get(name="Mentor 2").version
    giver.gives(1, 3)
    assert read(other, now=NOON + 6 * HOURS).count == 2
    gone = Listing.objects.get(gone=True)
    assert (gone.url, gone.name, gone.words) == (f"{giver.address}/@m2/mentor", "", "")
    assert gone.version > known


def test_who_comes_back_is_listed_again(giver, other):
    giver.gives(1, 2)
    read(other)
    giver.gives(1)
    read(other)
    giver.gives(1, 2)
    read(other)
    assert (listed(), Listing.objects.count()) == (["Mentor 1", "Mentor 2"], 2)


def test_of_two_entries_of_one_page_the_last_holds(giver, other):
    giver.gives(1, a_mentor(1, giver.address, name="Her new name"))
    assert (read(other).count, listed()) == (1, ["Her new name"])


def test_a_state_that_changed_is_seen(giver, other):
    giver.gives(a_mentor(1, giver.address, availability={"state": "open", "places": 2, "open": 1}))
    read(other)
    assert Listing.objects.get().state(NOON.date()) == "open"
    giver.gives(a_mentor(1, giver.address, availability={"state": "paused", "places": 2, "open": 0}))
    read(other)
    assert Listing.objects.get().state(NOON.date()) == "paused"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2999-01-01T00:00:00+00:00", "2026-03-02T12:00:00+00:00"),
        ("0001-01-01T00:00:00+00:00", "2000-01-01T00:00:00+00:00"),
        ("nonsense", "2026-03-02T12:00:00+00:00"),
    ],
)
def test_nobody_joined_in_the_future_nor_before_there_was_a_web(giver, other, said, kept):
    giver.gives(a_mentor(1, giver.address, published=said))
    read(other)
    assert Listing.objects.get().published_at.isoformat() == kept


# --- page by page, and only what changed ---


def test_a_long_list_is_read_page_by_page(giver, other):
    giver.gives(1, 2, next=f"{giver.address}{PATH}?after=2-2")
    giver.gives(3, 4, at="?after=2-2", next=f"{giver.address}{PATH}?after=4-4")
    giver.gives(5, at="?after=4-4")
    assert read(other).count == 5


def test_then_only_what_changed_is_asked_for(giver, other):
    giver.gives(1, 2, revision=7, count=2)
    read(other)
    giver.gives(a_mentor(2, giver.address, lede="Now with a line."), at="?since=7", revision=9, count=2)
    found = read(other, now=NOON + 6 * HOURS)
    assert (found.revision, found.count, found.whole_at) == (9, 2, NOON)
    assert [path for path, _headers in giver.server.asked] == [PATH, f"{PATH}?since=7"]
    assert sorted(Listing.objects.values_list("lede", flat=True)) == ["", "Now with a line."]


def test_when_somebody_left_all_of_it_is_read(giver, other):
    giver.gives(1, 2, 3, revision=7, count=3)
    read(other)
    giver.gives(4, at="?since=7", revision=9, count=3)
    giver.gives(1, 3, 4, revision=9, count=3)
    found = read(other, now=NOON + 6 * HOURS)
    assert (listed(), found.whole_at) == (["Mentor 1", "Mentor 3", "Mentor 4"], NOON + 6 * HOURS)


def test_when_its_revision_went_back_all_of_it_is_read(giver, other):
    giver.gives(1, 2, revision=70, count=2)
    read(other)
    giver.gives(at="?since=70", revision=4, count=2)
    giver.gives(1, 5, revision=4, count=2)
    assert (read(other).revision, listed()) == (4, ["Mentor 1", "Mentor 5"])


def test_once_in_a_while_all_of_it_is_read(giver, other):
    giver.gives(1, revision=7, count=1)
    read(other)
    giver.server.asked.clear()
    read(other, now=NOON + 3 * DAYS)
    assert [path for path, _headers in giver.server.asked] == [PATH]


# --- what can't be reached ---


def test_what_is_away_for_a_while_stays_listed(giver, other):
    giver.gives(1, 2)
    read(other)
    giver.is_away()
    found = read(other, now=NOON + 6 * HOURS)
    assert (found.state, found.count, found.failures) == ("failing", 2, 1)
    assert found.why == "What answers there is no list of mentor pages."
    assert (found.read_at, found.next_at) == (NOON, NOON + 7 * HOURS)
    assert listed() == ["Mentor 1", "Mentor 2"]


def test_it_is_tried_ever_more_slowly(giver, other):
    giver.is_away()
    pauses = []
    for _time in range(8):
        found = read(other)
        pauses.append((found.next_at - NOON) / HOURS)
    assert pauses == [1, 2, 4, 8, 16, 24, 24, 24]


def test_after_two_weeks_nobody_of_there_is_listed_until_it_answers(giver, other):
    giver.gives(1, 2, revision=3, count=2)
    read(other)
    giver.is_away()
    assert read(other, now=NOON + 14 * DAYS - HOURS).state == "failing"
    found = read(other, now=NOON + 14 * DAYS)
    assert (found.state, found.count, listed()) == ("silent", 0, [])
    giver.gives(1, 2, revision=3, count=2)
    found = read(other, now=NOON + 15 * DAYS)
    assert (found.state, found.count, listed()) == ("read", 2, ["Mentor 1", "Mentor 2"])


def test_one_that_never_answered_is_silent_after_two_weeks_too(giver, other):
    giver.is_away()
    assert read(other, now=NOON + 14 * DAYS).state == "silent"


# --- begun twice, overtaken, broken off ---


def test_of_two_readings_the_later_one_holds(giver, other, monkeypatch):
    """The first hears an old list, and is so slow that a second one is done before it writes."""
    giver.gives(1, 2)
    old = hear(giver.address, through=a_door())
    giver.gives(1)

    def slowly(_address, **_how):
        monkeypatch.undo()
        read(other)
        return old

    monkeypatch.setattr("slashmentor.world.movement.actions.read.hear", slowly)
    read(other)
    assert (listed(), Instance.objects.get().count) == (["Mentor 1"], 1)


def test_what_was_removed_while_it_was_read_stays_away(giver, other, host, monkeypatch):
    giver.gives(1)
    old = hear(giver.address, through=a_door())

    def slowly(_address, **_how):
        monkeypatch.undo()
        actions.remove(other, by=host)
        return old

    monkeypatch.setattr("slashmentor.world.movement.actions.read.hear", slowly)
    assert read(other) is None
    assert listed() == []


def test_killed_half_way_it_ends_the_same(giver, other, monkeypatch):
    giver.gives(1, 2, 3, 4, 5)
    monkeypatch.setattr("slashmentor.world.movement.actions.read._AT_ONCE", 2)
    heard = hear(giver.address, through=a_door())
    half = Heard(mentors=dict(list(heard.mentors.items())[:2]))
    actions.read._write(other, half, NOON)  # as far as it came
    assert len(listed()) == 2
    assert (read(other).count, len(listed())) == (5, 5)


def test_nothing_is_locked_while_a_page_is_fetched(giver, other, monkeypatch):
    giver.gives(1)
    outside = transaction.get_connection().savepoint_ids.copy()
    asked = []

    def watch(address, **how):
        asked.append(transaction.get_connection().savepoint_ids.copy())
        return hear(address, **how)

    monkeypatch.setattr("slashmentor.world.movement.actions.read.hear", watch)
    read(other)
    assert asked == [outside]


# --- the schedule ---


def test_those_whose_time_has_come_are_read(other):
    Instance.objects.create(address="https://later.example", added_at=NOON, next_at=NOON + HOURS)
    for _twice in range(2):
        actions.read_due(now=NOON)
    jobs = Job.objects.filter(name__endswith="read_instance")
    assert [job.args for job in jobs] == [{"instance": other.pk}]


def test_an_instance_that_went_is_not_read(db):
    assert actions.read_list(4711, through=a_door(), now=NOON) is None
