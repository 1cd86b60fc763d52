"""What this app holds of a member; their rows go with their account."""

from typing import Any

from slashmentor.commons.people.data import exports
from slashmentor.commons.people.models import Member

from .models import NotForMe


@exports("not_for_me")
def waved_off(member: Member) -> list[dict[str, Any]]:
    """The questions that they said are not for them."""
    return [
        {"question": waved.question.title, "at": waved.at.isoformat()}
        for waved in NotForMe.objects.filter(member=member).select_related("question").order_by("pk")
        if waved.question.deleted_at is None
    ]
