"""Votes for a person instead of a post: found each night, reversed at once or proposed to a moderator."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules
from ..models import Entry, Suspicion, Vote
from .locking import lock_all, locked
from .vote import record


def reverse(suspicion: Suspicion, *, by: Member | None, now: datetime) -> Suspicion:
    """Take the votes of a suspicion out, with their points. `by` None: the nightly search, which was certain.

    Twice is the same as once; votes that were taken back or changed meanwhile are left alone. Raises Refused when `by`
    doesn't look after the community, or is one of the two. What was decided already stays as it was decided.
    """
    with transaction.atomic():
        suspicion = _waiting(suspicion, by, now)
        if suspicion.state != Suspicion.State.PROPOSED:
            return suspicion
        entry_ids = sorted(_votes_of(suspicion).values_list("entry_id", flat=True))
        lock_all(entry_ids)
        for member_id in sorted((suspicion.voter_id, suspicion.author_id)):
            ledger.locked_standing(member_id, suspicion.community_id)
        for entry_id in entry_ids:
            _take_back(suspicion, Entry(pk=entry_id), now)
        _decide(suspicion, Suspicion.State.REVERSED, by, now)
        happened("votes.reversed", by=by, about=suspicion, now=now, votes=len(entry_ids))
    return suspicion


def dismiss(suspicion: Suspicion, *, by: Member, now: datetime) -> Suspicion:
    """Leave the votes as they are; nobody is asked about the same ones again. Raises Refused as `reverse` does."""
    with transaction.atomic():
        suspicion = _waiting(suspicion, by, now)
        if suspicion.state == Suspicion.State.PROPOSED:
            _decide(suspicion, Suspicion.State.DISMISSED, by, now)
    return suspicion


def _waiting(suspicion: Suspicion, by: Member | None, now: datetime) -> Suspicion:
    """The suspicion as it is now, locked; only those decide who look after the community and have no part in it."""
    suspicion = (
        Suspicion.objects.select_for_update(of=("self",))
        .select_related("voter", "author")
        .get(pk=suspicion.pk)
    )
    if by is not None:
        allow(
            rules.looks_after,
            by,
            suspicion,
            or_say=_("Only those who look after this community decide on votes."),
        )
        allow(
            ~rules.is_part_of_it, by, suspicion, or_say=_("These are votes of yours; somebody else decides.")
        )
        require_active(position_of(by, suspicion.community_id), now=now)
    return suspicion


def _votes_of(suspicion: Suspicion) -> QuerySet[Vote]:
    return Vote.objects.filter(pk__in=suspicion.vote_ids, voter=suspicion.voter_id, value=suspicion.value)


def _take_back(suspicion: Suspicion, entry: Entry, now: datetime) -> None:
    entry = locked(entry)
    cast = _votes_of(suspicion).filter(entry=entry).first()
    if cast is not None:
        # Where it is now: its question may have been moved since.
        numbers = numbers_in(entry.community_id)
        record(entry, cast, by=suspicion.voter, value=0, numbers=numbers, now=now, why=Line.Why.FRAUD)


def _decide(suspicion: Suspicion, state: Suspicion.State, by: Member | None, now: datetime) -> None:
    suspicion.state, suspicion.decided_by, suspicion.decided_at = state, by, now
    suspicion.save(update_fields=["state", "decided_by", "decided_at"])
