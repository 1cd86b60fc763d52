"""A mentor changes their page while the directory follows something else: nothing waits crosswise, and the line is as the page is."""

import pytest
from django.db import transaction
from django.db.models import Sum

from slashmentor.commons.topics.models import Topic
from slashmentor.parts.mentors import actions, following
from slashmentor.parts.mentors.figures import counting
from slashmentor.parts.mentors.models import Listing, Offer, Visit
from tests.at_once import at_once
from tests.cast import NOON, a_member, a_mentor_page

# SQLite lets one write at a time.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

TIMES = 8


@pytest.fixture
def pages(db):
    return [a_mentor_page(a_member(f"mentor-{number}")) for number in range(4)]


def test_saving_renaming_and_joining_topics(pages):
    first, last = pages[0].member, pages[-1].member
    topics = [
        Topic.objects.get_or_create(name=f"topic-{n}", defaults={"created_at": NOON})[0] for n in range(9)
    ]
    statistics = Topic.objects.get(name="statistics")

    def save(number):
        actions.save(first, by=first, said={"lede": f"What I say the time number {number}."}, now=NOON)

    def save_too(number):
        actions.save(last, by=last, said={"places": 2 + number}, now=NOON)

    def rename(_number):
        with transaction.atomic():  # as jobs do it
            following.shelve_member(first.pk, NOON)

    def join(number):
        from_topic = statistics if number == 0 else topics[number - 1]
        with transaction.atomic():
            following.move_offers(from_topic, topics[number], NOON)

    assert at_once(save, save_too, rename, join, times=TIMES) == []
    for offer in Offer.objects.select_related("member__picture"):
        line = Listing.objects.get(offer=offer)
        assert (line.lede, line.places) == (offer.lede, offer.places)
        assert line.topics == [f"topic-{TIMES - 1}", "peer-review"]
    versions = list(Listing.objects.values_list("version", flat=True))
    assert len(set(versions)) == len(versions)


def test_counting_visits_from_many_sides(pages):
    readers = [lambda number, side=side: _look(pages, side, number) for side in range(5)]
    assert at_once(*readers, times=TIMES) == []
    counting.flush()
    assert Visit.objects.count() == len(pages)
    assert Visit.objects.aggregate(sum=Sum("times"))["sum"] == len(pages) * 5 * TIMES


def _look(pages, side, number):
    for page in pages if side % 2 else reversed(pages):
        counting.remember(page.pk, f"reader {side} {number}", NOON)
    counting.flush()
