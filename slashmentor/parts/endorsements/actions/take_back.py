from datetime import datetime

from django.db import transaction

from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import Entry

from ..models import Endorsement
from ..queries import find_own


def take_back(answer: Entry, *, by: Member, now: datetime) -> None:
    """Say no longer that an answer helped; twice is the same as once. What moderators removed stays as it is."""
    with transaction.atomic():
        answer = locked(answer)
        require_active(position_of(by, answer.community_id), now=now)
        by.take_turns()
        had = [row for row in find_own(by, answer) if row.removed_at is None]
        if had:
            Endorsement.objects.filter(pk__in=[row.pk for row in had]).delete()
            happened("endorsement.taken_back", by=by, about=answer, now=now, **_whose(had[0]))


def record_removal(endorsement: Endorsement, *, now: datetime) -> None:
    """Moderators take it out of sight, on all its topics; whether they may was asked before. Twice is once."""
    with transaction.atomic():
        same = Endorsement.objects.filter(by=endorsement.by_id, entry=endorsement.entry_id, removed_at=None)
        if same.update(removed_at=now):
            happened(
                "endorsement.taken_back",
                about=endorsement.entry,
                now=now,
                **_whose(endorsement),
            )


def record_return(endorsement: Endorsement, *, by: Member, now: datetime) -> None:
    """It stands again as if it had never been removed; whether they may was asked before."""
    with transaction.atomic():
        same = Endorsement.objects.filter(by=endorsement.by_id, entry=endorsement.entry_id)
        if same.exclude(removed_at=None).update(removed_at=None):
            happened("endorsement.given", by=by, about=endorsement, now=now, changed=True)


def _whose(endorsement: Endorsement) -> dict[str, int]:
    """Of whom it was said, and who said it."""
    return {"member": endorsement.member_id, "of": endorsement.by_id}
