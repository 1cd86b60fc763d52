"""What standing holds of a member; the rows go with the account."""

from typing import Any

from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member

from .models import Line


@exports("standings")
def standings_of(member: Member) -> list[dict[str, Any]]:
    return [
        {
            "community": one.community.slug,
            "reputation": one.reputation,
            "joined_at": one.joined_at,
            "suspended_until": one.suspended_until,
        }
        for one in member.standings.select_related("community").order_by("community__slug")
    ]


@exports("points")
def points_of(member: Member) -> list[Any]:
    """Every line of the ledger."""
    return list(
        Line.objects.filter(member=member)
        .order_by("pk")
        .values("community__slug", "kind", "points", "counted", "day", "at", "about_id", "why")
    )
