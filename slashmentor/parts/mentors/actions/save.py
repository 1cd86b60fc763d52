"""A member writes what their mentor page says."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow, refuse_until
from slashmentor.base.text.render import render
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic

from .. import rules
from ..models import Offer, OfferHour, OfferKind, OfferTopic, Role
from ..models.offer import PIECES
from ..week import joined
from ..words import Kind
from .saying import TOPICS, Said, check, tidied
from .shelve import shelve

_ROWS = {"kinds", "hours", *TOPICS}
_ROLES = {"gives": Role.GIVES, "seeks_topics": Role.SEEKS, "fields": Role.FOR}


@transaction.atomic
def save(member: Member, *, by: Member, said: Said, now: datetime) -> Offer:
    """Let the member's page say this; a draft is begun where there is none. What is published changes for all to see.

    Raises Invalid by field: too long, not among the choices, more mentees than places; Refused for anybody else, and
    for the suspended.
    """
    allow(rules.can_offer, by, or_say=_("Whoever logs in can have a mentor page."))
    if by.pk != member.pk:
        allow(rules.can_change, by, Offer(member=member), or_say=_("Only you can say what you offer."))
    refuse_until(member.suspended_until, now=now)
    # The member's row is the lock: of two tabs, the second sees what the first did.
    member.take_turns()
    offer = Offer.objects.select_for_update(no_key=True).filter(member=member).first()
    if offer is None:
        offer = Offer(member=member, created_at=now, changed_at=now, languages=list(member.languages))
    offer.member = member
    said = tidied(said)
    check(offer, said)
    _fill(offer, said)
    offer.changed_at = now
    offer.save()
    _set_rows(offer, said, now)
    if offer.published_at is not None:
        shelve(offer, now=now)
        happened("offer.changed", by=by, about=offer, now=now)
    return offer


def _fill(offer: Offer, said: Said) -> None:
    for name, value in said.items():
        if name not in _ROWS:
            setattr(offer, name, value)
        if name in PIECES:
            setattr(offer, f"{name}_html", render(str(value)).html)


def _set_rows(offer: Offer, said: Said, now: datetime) -> None:
    """Kinds, topics and hours: what is said anew replaces what was there."""
    if "kinds" in said:
        offer.kinds.all().delete()
        OfferKind.objects.bulk_create(
            OfferKind(offer=offer, kind=kind, words=said["kinds"][kind])
            for kind in Kind.values
            if kind in said["kinds"]
        )
    for name, role in _ROLES.items():
        if name in said:
            _set_topics(offer, role, said[name], now)  # type: ignore[literal-required]
    if "hours" in said:
        offer.hours.all().delete()
        OfferHour.objects.bulk_create(
            OfferHour(offer=offer, weekday=one.weekday, begins=one.begins, ends=one.ends)
            for one in joined(said["hours"])
        )


def _set_topics(offer: Offer, role: Role, names: Sequence[str], now: datetime) -> None:
    Topic.objects.bulk_create((Topic(name=name, created_at=now) for name in names), ignore_conflicts=True)
    ids = dict(Topic.objects.filter(name__in=names).values_list("name", "pk"))
    OfferTopic.objects.filter(offer=offer, role=role).delete()
    OfferTopic.objects.bulk_create(
        OfferTopic(offer=offer, topic_id=ids[name], role=role, place=place)
        for place, name in enumerate(names)
    )
