"""What this part holds of a member, for their export; and what becomes of it when two accounts become one."""

from typing import Any

from slashmentor.commons.people.data import exports, merges_once
from slashmentor.commons.people.models import Member

from .models import Review


@exports("reviews")
def reviews_of(member: Member) -> list[Any]:
    """All they reviewed or skipped, and what it led to."""
    return list(
        Review.objects.filter(by=member)
        .order_by("pk")
        .values("task__queue", "task__entry_id", "verdict", "at", "task__outcome")
    )


# A task that both looked at was looked at by one person.
merges_once("reviews.review.by", each="task")
