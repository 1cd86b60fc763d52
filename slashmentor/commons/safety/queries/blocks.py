"""Who blocks whom. Nobody learns who blocks them: ask it to leave people out, never to show a list."""

from collections.abc import Iterable

from django.db.models import Q

from slashmentor.commons.people.models import Member

from ..models import Block

A_PAGE = 50


def blocked_with(member_id: int) -> set[int]:
    """The ids of those whom a member blocks and of those who block them; one query."""
    pairs = Block.objects.filter(Q(by=member_id) | Q(member=member_id)).values_list("by", "member")
    return {pk for pair in pairs for pk in pair} - {member_id}


def blocks(member_id: int, other_id: int) -> bool:
    """Whether a member blocks another one; the other way round is another question."""
    return Block.objects.filter(by=member_id, member=other_id).exists()


def who_blocks(other_id: int | None, among: Iterable[int]) -> set[int]:
    """The ids of those `among` who block this member (None: nobody in particular); one query."""
    ids = list(among)
    if other_id is None or not ids:
        return set()
    return set(Block.objects.filter(member=other_id, by__in=ids).values_list("by", flat=True))


def blocked_by(member: Member, *, before: int | None = None, most: int = A_PAGE) -> list[Block]:
    """Whom a member blocks, newest first, those before the row `before`."""
    found = Block.objects.filter(by=member).select_related("member__picture").order_by("-pk")
    return list(found.filter(pk__lt=before)[:most] if before is not None else found[:most])
