"""What this part holds of a member, for their export; and what becomes of it when two accounts become one."""

from datetime import datetime
from typing import Any

from slashmentor.commons.people.data import exports, merges
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


@merges("reviews.review.by")
def merge_reviews(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """A task that both looked at was looked at by one person: the earlier word counts."""
    theirs = Review.objects.filter(by=gone)
    theirs.filter(task__in=Review.objects.filter(by=into).values("task")).delete()
    theirs.update(by=into)
