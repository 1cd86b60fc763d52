"""What becomes of reviews when two accounts become one."""

from datetime import datetime

from slashmentor.commons.people.data import merges
from slashmentor.commons.people.models import Member

from .models import Review


@merges("reviews.review.by")
def merge_reviews(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """A task that both looked at was looked at by one person: the earlier word counts."""
    theirs = Review.objects.filter(by=gone)
    theirs.filter(task__in=Review.objects.filter(by=into).values("task")).delete()
    theirs.update(by=into)
