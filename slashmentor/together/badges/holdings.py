"""What badges hold of a member; the rows go with the account."""

from typing import Any

from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member
from slashmentor.together.badges.models import BroughtBadge, Tier


@exports("badges")
def badges_of(member: Member) -> list[dict[str, Any]]:
    """Where, which and when."""
    return [
        {
            "community": badge.community.slug,
            "name": badge.name,
            "tier": Tier(badge.tier).label,
            "of_topic": badge.of_topic,
            "awarded_at": badge.awarded_at,
        }
        for badge in BroughtBadge.objects.filter(member=member).select_related("community").order_by("pk")
    ]
