"""What the demo's people say that answers helped them with."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from slashmentor.base.errors import Invalid, Refused
from slashmentor.commons.people.models import Member
from slashmentor.parts.endorsements.actions import endorse
from slashmentor.parts.questions.models import Entry
from slashmentor.world.transfers.models import DemoPart


def bring_endorsements(
    content: list[dict[str, Any]], people: dict[str, Member], *, before: set[str], now: datetime
) -> None:
    """Those that were never here, as far as their people and answers still are; in the order in which they were given."""
    for one in sorted(content, key=lambda one: -one["hours_ago"]):
        key = f"endorsement:{one['question']}/{one['of']}/{one['by']}"
        if key in before or not {one["of"], one["by"]} <= people.keys():
            continue
        DemoPart.objects.create(key=key)
        question = DemoPart.objects.filter(key=f"question:{one['question']}").values("entry")
        answer = Entry.objects.filter(question__in=question, author=people[one["of"]]).first()
        if answer is not None:
            at = now - timedelta(hours=one["hours_ago"])
            # In a demo that people have played with, it may be deleted by now, or be about something else.
            with suppress(Invalid, Refused):
                endorse(answer, by=people[one["by"]], topics=one["topics"], words=one["words"], now=at)
