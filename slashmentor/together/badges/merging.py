"""Badges of two accounts that become one."""

from datetime import datetime

from slashmentor.commons.people.data import drops, merges, moves
from slashmentor.commons.people.models import Member

from .models import Award

moves("badges.broughtbadge.member")
drops("badges.visiting.member")  # the days of the account that stays go on


@merges("badges.award.member")
def merge_awards(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """What both earned is had once, since the earlier of the two."""
    mine = {_what(award): award for award in Award.objects.filter(member=into)}
    for theirs in Award.objects.filter(member=gone):
        same = mine.get(_what(theirs))
        if same is not None:
            withdrawn = None if theirs.withdrawn_at is None else same.withdrawn_at
            Award.objects.filter(pk=same.pk).update(at=min(same.at, theirs.at), withdrawn_at=withdrawn)
            theirs.delete()
    Award.objects.filter(member=gone).update(member=into)


def _what(award: Award) -> tuple[str, int | None, int | None, int]:
    return award.badge, award.community_id, award.topic_id, 0 if award.topic_id else award.about_id
