"""What the directory copies of a mentor follows them: their name and place, topics that become one, and the clocks."""

from datetime import date, datetime, timedelta
from typing import Any

from slashmentor.base.jobs import every, job
from slashmentor.commons.happenings import hears
from slashmentor.commons.topics.joining import BATCH, merges_topics
from slashmentor.commons.topics.models import Topic

from .actions import shelve
from .models import Listing, Offer, OfferTopic
from .week import zone_of

AT_ONCE = 100  # lines that one job writes anew, during which nobody else changes the directory


@hears("member.changed", "member.renamed", "members.merged")
def follow_member(happening: Any) -> None:
    """Name, picture, position and time zone stand in the directory; whose account is closed stands there no more."""
    shelve_member(happening.about_id, happening.at)


@hears("member.suspended", "member.unsuspended")
def follow_suspension(happening: Any) -> None:
    """Whoever can't write can't help: out of the directory, and back when it is over, be it by itself."""
    suspension = happening.about
    if suspension is not None and suspension.community_id is None:
        shelve_member(suspension.member_id, happening.at)


@job()
def shelve_again(member_id: int, *, now: datetime) -> None:
    """A suspension is over."""
    shelve_member(member_id, now)


def shelve_member(member_id: int, now: datetime) -> None:
    """Write the line of a member's page anew, if they have one; plan the day after a suspension."""
    ids = list(Offer.objects.filter(member=member_id).values_list("pk", flat=True))
    for offer in _shelve_all(ids, now):
        _plan_the_day_after(offer, now)


def _plan_the_day_after(offer: Offer, now: datetime) -> None:
    until = offer.member.suspended_until
    if until is not None and offer.is_suspended(now.date()):
        day_after = (until + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        shelve_again.later(member_id=offer.member_id, key=f"mentor:{offer.member_id}", at=day_after)


@merges_topics(order=60)
def move_offers(gone: Topic, kept: Topic, now: datetime) -> bool:
    """Pages that name the topic name the other, once in each role; the directory hears of it."""
    rows = list(OfferTopic.objects.filter(topic=gone).order_by("pk")[:BATCH])
    have_both = set(
        OfferTopic.objects.filter(topic=kept, offer__in=[row.offer_id for row in rows]).values_list(
            "offer", "role"
        )
    )
    twice = [row.pk for row in rows if (row.offer_id, row.role) in have_both]
    OfferTopic.objects.filter(pk__in=twice).delete()
    OfferTopic.objects.filter(pk__in=[row.pk for row in rows]).update(topic=kept)
    _shelve_all(sorted({row.offer_id for row in rows}), now)
    return bool(rows)


@every(minutes=24 * 60)
@job()
def follow_the_clocks(*, now: datetime) -> None:
    """Where summer time begins or ends about now, hours lie elsewhere in the week of UTC: each zone is a job."""
    zones = Listing.objects.filter(gone=False, offer__isnull=False).values_list("zone", flat=True).distinct()
    for zone in zones.order_by("zone"):
        if clocks_change(zone, about=now.date()):
            shelve_zone.later(zone=zone, after=0, key=f"mentors:{zone}:0")


@job()
def shelve_zone(zone: str, after: int, *, now: datetime) -> None:
    """Write the next lines of a time zone anew, and come again for those after them."""
    ids = list(
        Offer.objects.published()
        .filter(member__time_zone=zone, pk__gt=after, hours__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
        .distinct()[:AT_ONCE]
    )
    _shelve_all(ids, now)
    if len(ids) == AT_ONCE:
        shelve_zone.later(zone=zone, after=ids[-1], key=f"mentors:{zone}:{ids[-1]}")


def clocks_change(zone: str, *, about: date) -> bool:
    """Whether the zone's distance from UTC was, or will be, another one between last Monday and this week's end."""
    monday = about - timedelta(days=about.weekday())
    days = [monday + timedelta(days=number) for number in range(-7, 8)]
    clock = zone_of(zone)
    return len({datetime(day.year, day.month, day.day, 12, tzinfo=clock).utcoffset() for day in days}) > 1


def _shelve_all(offer_ids: list[int], now: datetime) -> list[Offer]:
    """Write these lines anew; every page is locked before the first line is, as whoever changes one page does it."""
    locked = Offer.objects.select_for_update(no_key=True, of=("self",)).select_related("member__picture")
    offers = list(locked.filter(pk__in=offer_ids).order_by("pk"))
    for offer in offers:
        shelve(offer, now=now)
    return offers
