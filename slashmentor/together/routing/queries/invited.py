"""What a member is invited to by others."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.models import Block
from slashmentor.parts.questions.models import Entry

from ..models import Invitation, NotForMe, TakenOn

MOST = 10


@dataclass(frozen=True)
class Invited:
    """A question that somebody pointed a member to, with their line of words."""

    id: int
    question_id: int
    title: str
    path: str
    name: str
    handle: str
    words: str
    at: datetime


def invitations_of(member: Member, *, now: datetime) -> list[Invited]:
    """Those that wait, newest first, at most ten. One query (index routing_invited_to). Outside of their weekly limit.

    Not those they ignored or waved off, whose question they answered or are on, which takes no answers any more; nor
    those of whom they block since.
    """
    mine = {"member": member, "question": OuterRef("question")}
    answered = Entry.objects.filter(question=OuterRef("question"), author=member, kind=Entry.Kind.ANSWER)
    found = (
        Invitation.objects.filter(
            to=member,
            ignored_at=None,
            by__is_active=True,
            question__deleted_at=None,
            question__closed_at=None,
            question__locked_at=None,
        )
        .exclude(Exists(Block.objects.filter(by=member, member=OuterRef("by"))))
        .exclude(Exists(NotForMe.objects.filter(**mine)))
        .exclude(Exists(TakenOn.objects.filter(until__gt=now, **mine)))
        .exclude(Exists(answered))
        .select_related("question", "by")
        .order_by("-at", "-pk")
    )
    return [
        Invited(
            one.pk,
            one.question_id,
            one.question.title,
            one.question.get_absolute_url(),
            one.by.shown_name,
            one.by.handle,
            one.words,
            one.at,
        )
        for one in found[:MOST]
    ]
