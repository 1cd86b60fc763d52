from datetime import datetime

from django.db import transaction

from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from ..ledger import associate, locked_standing
from ..models import Standing
from ..privileges import position_of, require_active


def join(community: Community, *, by: Member | None, now: datetime) -> Standing:
    """Become a member of a community; twice is the same as once. Returns where they stand.

    Who is known from another community begins with its bonus soon after (rules.md, "Reputation"). Raises Refused
    for visitors and those who are suspended.
    """
    with transaction.atomic():
        require_active(position_of(by, community.pk), now=now)
        assert by is not None
        return _join(community, by, now)


def join_by_taking_part(community: Community, *, by: Member, now: datetime) -> Standing:
    """The same for who asked or answered there, which was allowed already: asks nothing."""
    with transaction.atomic():
        return _join(community, by, now)


def _join(community: Community, by: Member, now: datetime) -> Standing:
    standing = locked_standing(by.pk, community.pk)
    if standing.joined_at is None:
        standing.joined_at = now
        standing.save(update_fields=["joined_at"])
        happened("community.joined", by=by, about=community, now=now)
        associate.later(member_id=by.pk, key=f"associate:{by.pk}")
    return standing
