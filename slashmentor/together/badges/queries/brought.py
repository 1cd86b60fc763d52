from typing import Any

from django.db.models import Count, Max

from ..models import BroughtBadge

# More names than anybody has read to the end.
_MOST = 200


def find_brought(member_id: int) -> list[dict[str, Any]]:
    """A member's badges from imported sites, one row for each name: how often, when last; the rarest metals first."""
    rows: Any = (
        BroughtBadge.objects.filter(member=member_id)
        .values(
            "name", "tier", "of_topic", "community__origin_name", "community__origin_url", "community__slug"
        )
        .annotate(times=Count("pk"), last_at=Max("awarded_at"))
        .order_by("community__origin_name", "community__slug", "tier", "-last_at", "name")[:_MOST]
    )
    return list(rows)
