"""Suggested edits in lists."""

from slashmentor.commons.people.models import Member

from ..models import Suggestion


def find_mine(member: Member, *, start: int, most: int) -> list[Suggestion]:
    """What a member suggested, newest first (suggestion_of_member)."""
    rows = Suggestion.objects.filter(by=member).select_related("entry__question", "entry__community")
    return list(rows.order_by("-at", "-pk")[start : start + most])
