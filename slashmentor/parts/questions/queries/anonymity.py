"""A member's anonymous questions, found by trying the seals; and who wished to open one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from slashmentor.commons.people.models import Member

from .. import seals
from ..models import Entry, Opening, Suggestion, VoteNote

MOST_OPENINGS = 20


@dataclass(frozen=True)
class Asked:
    """One of one's own anonymous questions: until when that can be told, and the last wish to open its seal.

    The question says as `edit` which suggested edit waits for it, as `is_noted` whether readers missed something.
    """

    question: Entry
    until: date
    opening: Opening | None


def find_mine(member: Member) -> list[Asked]:
    """Newest first, of the newest seals (`seals.MOST_READ`). Three queries."""
    personas = seals.personas_of(member.pk)
    waiting = Suggestion.objects.filter(entry=OuterRef("pk"), state=Suggestion.State.WAITING)
    questions = (
        Entry.objects.filter(persona__in=personas, question=None)
        .annotate(
            edit=Subquery(waiting.values("pk")),
            is_noted=Exists(VoteNote.objects.filter(entry=OuterRef("pk"), done_at=None)),
        )
        .select_related("community", "persona__asker")
        .order_by("-pk")
    )
    openings = {
        opening.persona_id: opening
        for opening in Opening.objects.filter(persona__in=personas).order_by("asked_at", "pk")
    }
    return [
        Asked(question, question.persona.asker.until, openings.get(question.persona.pk))
        for question in questions
        if question.persona is not None
    ]


def find_openings(question: Entry) -> list[Opening]:
    """Every wish to open its seal, newest first, with the moderators."""
    found = Opening.objects.filter(persona=question.persona_id).select_related(
        "asked_by", "opened_by", "persona"
    )
    return list(found.order_by("-asked_at", "-pk")[:MOST_OPENINGS])
