"""Endorsements in an export, and when two accounts or two topics become one; they go with either account."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from slashmentor.commons.people.data import bring_once, exports, merges, merges_once
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.joining import BATCH, merges_topics
from slashmentor.commons.topics.models import Topic

from .models import Declined, Endorsement


@exports("endorsements")
def endorsements_of(member: Member) -> dict[str, Any]:
    """What they say of others, and what others say of them."""
    what = ("entry_id", "topic__name", "words", "at", "hidden_at", "removed_at")
    given = Endorsement.objects.filter(by=member).order_by("pk")
    return {
        # Who keeps what off their page is theirs to know.
        "given": list(given.values(*(name for name in what if name != "hidden_at"))),
        "received": list(
            Endorsement.objects.filter(member=member).order_by("pk").values("by__handle", *what)
        ),
        "not_asked_again": list(
            Declined.objects.filter(member=member).order_by("pk").values("question_id", "at")
        ),
    }


merges_once("endorsements.declined.member", each="question", order=50)


@merges("endorsements.endorsement.by", "endorsements.endorsement.member", order=50)
def merge_endorsements(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """What the two said of each other is said of oneself now, and goes; of what both said of an answer, one stays."""
    Endorsement.objects.filter(Q(by=gone, member=into) | Q(by=into, member=gone)).delete()
    bring_once("endorsements.endorsement.by", gone, into, each="entry")
    Endorsement.objects.filter(member=gone).update(member=into)


@merges_topics(order=75)
def move_endorsements(gone: Topic, kept: Topic, now: datetime) -> bool:  # noqa: ARG001 - the registry's signature
    """What was about the one is about the other, once."""
    some = list(Endorsement.objects.filter(topic=gone).order_by("pk")[:BATCH])
    both = set(
        Endorsement.objects.filter(topic=kept, entry__in=[one.entry_id for one in some]).values_list(
            "by", "entry"
        )
    )
    twice = [one.pk for one in some if (one.by_id, one.entry_id) in both]
    Endorsement.objects.filter(pk__in=twice).delete()
    Endorsement.objects.filter(pk__in=[one.pk for one in some]).update(topic=kept)
    return bool(some)
