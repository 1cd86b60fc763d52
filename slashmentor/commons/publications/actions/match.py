"""Finding the topics that publications are about."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from slashmentor.base.jobs import every, job
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.publications.models import About, Publication
from slashmentor.commons.publications.vocabulary import vocabulary
from slashmentor.commons.topics.models import Topic

AT_ONCE = 300  # a quarter of a second
_A_NIGHT = 20_000


@job()
def match_waiting(member: int, *, now: datetime) -> None:
    """Find the topics of a member's publications that were added or changed; those beyond the first ones come later."""
    waiting = Publication.objects.filter(member=member, matched_at=None).exclude(title="")
    some = list(waiting.order_by("pk")[: AT_ONCE + 1])
    if not some:
        return
    known = vocabulary()
    found = [
        About(publication=one, topic_id=topic, weight=weight)
        for one in some[:AT_ONCE]
        for topic, weight in known.about(one.title, one.keywords, one.venue)
    ]
    _write(member, some[:AT_ONCE], found, now)
    if len(some) > AT_ONCE:
        match_waiting.later(member=member, key=f"publications-topics:{member}")


def _write(member: int, publications: list[Publication], found: list[About], now: datetime) -> None:
    with transaction.atomic():
        locked = Member.objects.select_for_update(no_key=True).filter(pk=member).first()
        if locked is None:
            return
        # What was removed in the meantime, and topics that were merged, have no place any more.
        ids = set(
            Publication.objects.filter(pk__in=[one.pk for one in publications]).values_list("pk", flat=True)
        )
        topics = set(
            Topic.objects.filter(pk__in={one.topic_id for one in found}).values_list("pk", flat=True)
        )
        About.objects.filter(publication__in=ids).delete()
        About.objects.bulk_create(
            (one for one in found if one.publication_id in ids and one.topic_id in topics),
            ignore_conflicts=True,
        )
        Publication.objects.filter(pk__in=ids).update(matched_at=now)
        happened("publications.changed", about=locked, now=now)


@every(minutes=24 * 60)
@job()
def match_again(*, now: datetime) -> None:  # noqa: ARG001 - what the queue hands over
    """When the vocabulary has grown since, look at the publications again; some thousands a night."""
    grown = Topic.objects.exclude(origin="").aggregate(at=Max("created_at"))["at"]
    if grown is not None:
        old = Publication.objects.filter(matched_at__lt=grown).order_by("matched_at")
        ids = list(old.values_list("pk", flat=True)[:_A_NIGHT])
        for start in range(0, len(ids), 500):
            Publication.objects.filter(pk__in=ids[start : start + 500]).update(matched_at=None)
    left = Publication.objects.filter(matched_at=None).exclude(title="")
    for member in left.order_by("member").values_list("member", flat=True).distinct():
        match_waiting.later(member=member, key=f"publications-topics:{member}")
