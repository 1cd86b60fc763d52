"""What waits for moderators, and what is known of a flagged thing or a member. Bounded, with a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member

from ..flaggable import About, load_all
from ..models import Appeal, Decision, Flag, MemberNote, Suspension

MOST = 200


@dataclass
class Flagged:
    """A thing with its open flags."""

    kind: str
    pk: int
    about: About
    flags: list[Flag] = field(default_factory=list)

    @property
    def since(self) -> datetime:
        return self.flags[0].at

    @property
    def harms(self) -> list[str]:
        return list(dict.fromkeys(str(flag.get_harm_display()) for flag in self.flags))


def flagged(communities: Sequence[Community], viewer: Member) -> list[Flagged]:
    """What is flagged in these communities (and for hosts, of the instance), the longest waiting first; of the oldest
    200 flags.
    """
    waiting = (
        Flag.objects.filter(_here("community", communities, viewer), decided_at=None)
        .select_related("community")
        .order_by("at", "pk")[:MOST]
    )
    flags: dict[tuple[str, int], list[Flag]] = {}
    for flag in waiting:
        flags.setdefault((flag.about_kind, flag.about_id or 0), []).append(flag)
    abouts = load_all(flags)
    return [Flagged(*key, abouts[key], of_it) for key, of_it in flags.items() if key in abouts]


def flags_on(kind: str, pk: int) -> list[Flag]:
    """All flags on a thing, newest first."""
    found = Flag.objects.filter(about_kind=kind, about_id=pk).select_related("by", "decided_by")
    return list(found.order_by("-pk")[:MOST])


def is_flagged(kind: str, pk: int) -> bool:
    """Whether somebody flags it, or did and it was decided; what was taken back tells nothing."""
    raised = Flag.objects.filter(about_kind=kind, about_id=pk)
    return raised.exclude(outcome=Flag.Outcome.WITHDRAWN).exists()


def decisions_on(kind: str, pk: int) -> list[Decision]:
    """What was decided about a thing, newest first."""
    found = Decision.objects.filter(about_kind=kind, about_id=pk).select_related("by")
    return list(found.order_by("-pk")[:50])


def appeals_waiting(communities: Sequence[Community], viewer: Member) -> list[Appeal]:
    """Appeals against decisions in these communities (and for hosts, of the instance), the longest first."""
    return list(
        Appeal.objects.filter(_here("decision__community", communities, viewer), decided_at=None)
        .exclude(by=viewer)
        .select_related("decision", "decision__community", "by")
        .order_by("at", "pk")[:50]
    )


def notes_on(member: Member, communities: Sequence[Community], viewer: Member) -> list[MemberNote]:
    found = MemberNote.objects.filter(_here("community", communities, viewer), member=member)
    return list(found.select_related("by", "community").order_by("-pk")[:50])


def suspensions_of(member: Member, communities: Sequence[Community], viewer: Member) -> list[Suspension]:
    found = Suspension.objects.filter(_here("community", communities, viewer), member=member)
    return list(found.select_related("community", "decision", "decision__by").order_by("-pk")[:50])


def decisions_about(member: Member, communities: Sequence[Community], viewer: Member) -> list[Decision]:
    found = Decision.objects.filter(_here("community", communities, viewer), member=member)
    return list(found.select_related("community", "by").order_by("-pk")[:50])


def flags_of_posts_by(member: Member, communities: Sequence[Community]) -> list[tuple[Flag, About | None]]:
    """What was flagged of theirs, newest first, with the thing where it is still there."""
    found = Flag.objects.filter(member=member, community__in=communities).order_by("-pk")[:50]
    flags: list[Any] = list(found)
    abouts = load_all((flag.about_kind, flag.about_id) for flag in flags)
    return [(flag, abouts.get((flag.about_kind, flag.about_id))) for flag in flags]


def running_suspensions(member: Member, now: datetime) -> QuerySet[Suspension]:
    """Those that keep a member from writing now."""
    return Suspension.objects.filter(member=member, lifted_at=None, until__gt=now).select_related(
        "community", "decision"
    )


def _here(name: str, communities: Sequence[Community], viewer: Member) -> Q:
    """In one of these communities; for hosts also what is of the whole instance."""
    here = Q(**{f"{name}__in": communities})
    return here | Q(**{name: None}) if viewer.is_staff else here
