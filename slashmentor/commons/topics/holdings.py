"""What topics hold of a member, for their export and for their leaving; what they know is with expertise."""

from datetime import datetime
from typing import Any

from slashmentor.commons.people.data import erases, exports
from slashmentor.commons.people.models import Member

from .models import Description, Synonym, TopicEdit


@exports("topics")
def topics_of(member: Member) -> dict[str, Any]:
    """What they wrote about topics and suggested for them."""
    words = ("here__topic__name", "here__community__slug", "summary", "wiki", "at")
    return {
        "described": list(TopicEdit.objects.filter(by=member).order_by("pk").values(*words)),
        "suggested": list(
            Description.objects.filter(by=member).order_by("pk").values(*words, "approved", "decided_at")
        ),
        "other_names": list(
            Synonym.objects.filter(by=member)
            .order_by("pk")
            .values("name", "topic__name", "at", "approved", "decided_at")
        ),
    }


@erases("topics", order=60)
def erase_suggestions(member: Member, *, keep_words: bool, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """A wiki is everybody's and stays, without their name; what only they wanted goes with their words."""
    if not keep_words:
        Description.objects.filter(by=member).exclude(approved=True).delete()
