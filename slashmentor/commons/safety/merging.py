"""What moderators know and decided, when two accounts become one."""

from datetime import datetime

from django.db.models import Q

from slashmentor.commons.people.data import bring_once, merges, moves
from slashmentor.commons.people.models import Member

from .models import Block, Flag

moves(
    "safety.appeal.by",
    "safety.appeal.decided_by",
    "safety.decision.by",
    "safety.decision.member",
    "safety.flag.decided_by",
    "safety.flag.member",
    "safety.membernote.by",
    "safety.membernote.member",
    "safety.suspension.member",
)


@merges("safety.flag.by")
def merge_flags(gone: Member, into: Member, *, now: datetime) -> None:
    """Of two open flags on one thing, one is taken back; on one's own words nobody flags."""
    waiting = Flag.objects.filter(decided_at=None)
    waiting.filter(Q(by=gone, member=into) | Q(by=into, member=gone)).update(
        decided_at=now, outcome=Flag.Outcome.WITHDRAWN
    )
    for mine in waiting.filter(by=into):
        waiting.filter(by=gone, about_kind=mine.about_kind, about_id=mine.about_id).update(
            decided_at=now, outcome=Flag.Outcome.WITHDRAWN
        )
    Flag.objects.filter(by=gone).update(by=into)


@merges("safety.block.by", "safety.block.member")
def merge_blocks(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Whom either account blocked, or was blocked by, once; nobody blocks themself."""
    Block.objects.filter(Q(by=gone, member=into) | Q(by=into, member=gone)).delete()
    bring_once("safety.block.by", gone, into, each="member")
    bring_once("safety.block.member", gone, into, each="by")
