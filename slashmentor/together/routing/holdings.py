"""What this app holds of a member; their rows go with their account."""

from datetime import datetime
from typing import Any

from slashmentor.commons.people.data import exports, merges
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


@merges("routing.notforme.member")
def merge_not_for_me(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    theirs = NotForMe.objects.filter(member=gone)
    theirs.filter(question__in=NotForMe.objects.filter(member=into).values("question")).delete()
    theirs.update(member=into)
