"""Private notes that go with a vote against a post: its author reads what readers missed, nobody who said so."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules
from ..models import Entry, Lack, Vote, VoteNote
from .locking import locked
from .tracing import trace_of


def note(entry: Entry, *, by: Member, lacks: Sequence[str], now: datetime) -> None:
    """Tell an entry's author privately what it lacks: from now on these, of the list `Lack`. Twice is once.

    Goes with the vote against it, and away with it. Raises Refused without such a vote, Invalid for words that the
    list doesn't have. What happened names nobody, and no more than the hour, so that nothing leads to the voter.
    """
    unknown = set(lacks) - set(Lack.values)
    if unknown:
        raise Invalid({"lacks": _("Please choose from the list.")})
    with transaction.atomic():
        entry = locked(entry)
        require_active(position_of(by, entry.community_id), now=now)
        if not Vote.objects.filter(voter=by, entry=entry, value=-1).exists():
            raise Refused(_("A private note goes with a vote that something needs work."))
        mine = VoteNote.objects.filter(entry=entry, voter=by)
        mine.exclude(lack__in=lacks).delete()
        had = set(mine.values_list("lack", flat=True))
        new = [lack for lack in Lack.values if lack in lacks and lack not in had]
        VoteNote.objects.bulk_create(VoteNote(entry=entry, voter=by, lack=lack, at=now) for lack in new)
        if new:
            hour = now.replace(minute=0, second=0, microsecond=0)
            happened("vote.noted", by=None, about=entry, now=hour)


def forget_notes(entry: Entry, *, by: Member) -> None:
    """The vote that they came with is gone, and they go along. Part of the caller's transaction."""
    VoteNote.objects.filter(entry=entry, voter=by).delete()


def tick_off(entry: Entry, *, by: Member, lack: str, done: bool = True, now: datetime) -> None:
    """The author has seen to what readers missed, or not yet after all. Twice is the same as once."""
    allow(rules.is_author, by, entry, or_say=_("Only who wrote this has such a list."))
    require_active(position_of(by, entry.community_id), now=now)
    found = VoteNote.objects.filter(entry=entry, lack=lack)
    if done:
        found.filter(done_at=None).update(done_at=trace_of(by, entry, now=now).now)
    else:
        found.update(done_at=None)
