"""What badges hold of a member; the rows go with the account."""

from typing import Any

from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member
from slashmentor.together.badges.models import Award, BroughtBadge, Tier, Visiting


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


@exports("awards")
def awards_of(member: Member) -> list[dict[str, Any]]:
    """What they earned here, what was withdrawn of it too."""
    rows = Award.objects.filter(member=member).order_by("pk")
    return [
        {**row, "tier": Tier(row["tier"]).label}
        for row in rows.values(
            "community__slug", "badge", "tier", "topic__name", "about_id", "at", "withdrawn_at"
        )
    ]


@exports("visits")
def visits_of(member: Member) -> list[Any]:
    """Since when, and until when, they came every day."""
    return list(Visiting.objects.filter(member=member).values("since", "until"))
