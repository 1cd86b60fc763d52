"""What the directory says of a mentor is what the mentor's own page says, whatever changes."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from slashmentor.base.jobs import run_waiting
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.actions import change_profile, merge
from slashmentor.commons.safety.actions.suspend import lift, suspend
from slashmentor.commons.topics.actions.merge import merge as merge_topics
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.mentors import following
from slashmentor.parts.mentors.models import Listing, OfferTopic
from slashmentor.parts.mentors.queries.page import find_page
from slashmentor.parts.mentors.week import unpacked
from slashmentor.parts.mentors.words import State
from tests.cast import NOON, a_member, a_mentor_page

# By the clock, since jobs that wait for another day ask it.
TODAY = timezone.now().replace(hour=12)


@pytest.fixture
def host(db):
    return a_member("hana", is_staff=True)


def line_of(offer):
    return Listing.objects.get(offer=offer)


def paused(member, by, days=3):
    return suspend(
        member,
        community=None,
        days=days,
        reason="abuse",
        words="You wrote to nine people what nobody should read.",
        by=by,
        now=TODAY,
    )


@pytest.mark.parametrize(
    ("changed", "shown"),
    [
        ({"name": "Emmy Noether"}, {"name": "Emmy Noether"}),
        (
            {"position": "Reader in algebra", "affiliation": "Bryn Mawr"},
            {"line": "Reader in algebra, Bryn Mawr"},
        ),
        ({"stage": "professor"}, {"stage": "professor"}),
        ({"time_zone": "Asia/Tokyo"}, {"zone": "Asia/Tokyo"}),
    ],
)
def test_what_they_say_of_themselves(offer, emmy, changed, shown):
    change_profile(emmy, by=emmy, values=changed, now=NOON)
    run_waiting()
    line = line_of(offer)
    assert {name: getattr(line, name) for name in shown} == shown


def test_other_hours_follow_another_time_zone(offer, emmy):
    before = unpacked((line_of(offer).week_1, line_of(offer).week_2, line_of(offer).week_3))
    change_profile(emmy, by=emmy, values={"time_zone": "America/New_York"}, now=NOON)
    run_waiting()
    line = line_of(offer)
    assert unpacked((line.week_1, line.week_2, line.week_3)) not in (before, set())


def test_a_closed_account_is_listed_no_more(offer, emmy, host):
    emmy.is_active = False
    emmy.save()
    happened("member.changed", by=host, about=emmy, now=NOON, fields=["is_active"])
    run_waiting()
    line = line_of(offer)
    assert (line.gone, line.name, line.words, line.topics) == (True, "", "", [])


class TestSuspended:
    def test_out_of_the_directory_and_taking_nobody(self, offer, emmy, host):
        paused(emmy, host)
        run_waiting(TODAY)
        assert line_of(offer).gone
        assert find_page("emmy", None, now=TODAY).state == State.PAUSED

    def test_back_by_itself_the_day_after(self, offer, emmy, host):
        paused(emmy, host, days=3)
        run_waiting(TODAY)
        run_waiting(TODAY + timedelta(days=3, hours=1))
        assert line_of(offer).gone  # the whole last day counts
        later = TODAY + timedelta(days=4)
        run_waiting(later)
        assert not line_of(offer).gone
        assert find_page("emmy", None, now=later).state == State.OPEN

    def test_back_when_it_is_lifted(self, offer, emmy, host):
        one = paused(emmy, host)
        run_waiting(TODAY)
        lift(one, by=host, reason="abuse", now=TODAY + timedelta(hours=1))
        run_waiting(TODAY + timedelta(hours=1))
        assert not line_of(offer).gone

    def test_in_one_community_alone_it_changes_nothing(self, offer, emmy, host, community):
        suspend(
            emmy,
            community=community,
            days=3,
            reason="abuse",
            words="You wrote to nine people what nobody should read.",
            by=host,
            now=TODAY,
        )
        run_waiting(TODAY)
        assert not line_of(offer).gone


class TestTopics:
    def test_a_page_names_the_topic_that_stays_once(self, offer, host, ada):
        other = a_mentor_page(ada, lede="I can tell you how statistics goes wrong.", gives=["biostatistics"])
        gone, kept = Topic.objects.get(name="biostatistics"), Topic.objects.get(name="statistics")
        merge_topics(gone, into=kept, by=host, now=NOON)
        run_waiting()
        assert line_of(other).topics == ["statistics"]
        assert line_of(offer).topics == ["statistics", "peer-review"]

    def test_who_named_both_names_one(self, host, ada):
        both = a_mentor_page(
            ada,
            lede="I can tell you how statistics goes wrong.",
            gives=["biostatistics", "peer-review", "statistics"],
            seeks_topics=["biostatistics"],
        )
        gone, kept = Topic.objects.get(name="biostatistics"), Topic.objects.get(name="statistics")
        merge_topics(gone, into=kept, by=host, now=NOON)
        run_waiting()
        assert (line_of(both).topics, line_of(both).seeks) == (["peer-review", "statistics"], ["statistics"])
        assert OfferTopic.objects.filter(offer=both, topic=kept).count() == 2

    def test_in_batches_that_may_be_repeated(self, offer, monkeypatch):
        monkeypatch.setattr(following, "BATCH", 1)
        gone = Topic.objects.get(name="statistics")
        kept = Topic.objects.create(name="inference", created_at=NOON)
        assert following.move_offers(gone, kept, NOON)
        assert not following.move_offers(gone, kept, NOON)
        assert line_of(offer).topics == ["inference", "peer-review"]


class TestSummerTime:
    @pytest.mark.parametrize(
        ("zone", "day", "changes"),
        [
            ("Europe/Berlin", date(2026, 3, 25), True),  # Sunday the 29th
            ("Europe/Berlin", date(2026, 4, 1), True),  # the week after
            ("Europe/Berlin", date(2026, 4, 8), False),
            ("Europe/Berlin", date(2026, 7, 1), False),
            ("America/New_York", date(2026, 3, 9), True),
            ("Asia/Tokyo", date(2026, 3, 25), False),
            ("No/Where", date(2026, 3, 25), False),
        ],
    )
    def test_when_clocks_change(self, zone, day, changes):
        assert following.clocks_change(zone, about=day) is changes

    def test_the_hours_move_with_the_clock(self, emmy, now):
        change_profile(emmy, by=emmy, values={"time_zone": "Europe/Berlin"}, now=NOON)
        offer = a_mentor_page(emmy)
        winter, summer = (datetime(2026, month, 10, 3, tzinfo=now.tzinfo) for month in (3, 4))
        weeks = []
        for at in (winter, summer):
            following.shelve_zone.function("Europe/Berlin", 0, now=at)
            line = line_of(offer)
            weeks.append(unpacked((line.week_1, line.week_2, line.week_3)))
        assert weeks[1] == {hour - 1 for hour in weeks[0]}

    def test_whose_clock_stays_is_left_alone(self, offer):
        version = line_of(offer).version
        following.follow_the_clocks.function(now=datetime(2026, 3, 25, tzinfo=NOON.tzinfo))
        run_waiting(datetime(2026, 3, 25, tzinfo=NOON.tzinfo))
        assert line_of(offer).version == version  # emmy's zone has no summer time


def test_when_accounts_merge_the_page_has_the_other_s_name(emmy, ada, host):
    offer = a_mentor_page(ada)
    merge(ada, emmy, by=host, now=NOON)
    run_waiting()
    assert (line_of(offer).handle, line_of(offer).url) == ("@emmy", "/@emmy/mentor")
