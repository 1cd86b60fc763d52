"""What members hear of questions that they asked anonymously: that there is news, never of which.

No row names a member and such a question together: the notification is about nothing, it is written on the full
hour, by a job that knows the persona only, and its words lead to a page that finds the questions by their seals.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from slashmentor.base.jobs import job
from slashmentor.commons.happenings import hears
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions import seals
from slashmentor.parts.questions.models import Bounty, Comment, Entry, Opening, Persona, Suggestion

from . import mailing
from .models import Kind, Notification


@hears(
    "question.answered", "entry.commented", "question.edited", "question.advised", "question.closed",
    "question.reopened", "question.moved", "entry.deleted", "vote.noted", "edit.suggested",
    "bounty.offered", "bounty.awarded", "bounty.ended",
)  # fmt: skip
def hear_for_asker(happening: Happening) -> None:
    """Wake the asker's job at the next full hour, one for all that happens until then.

    Of a bounty also when they offered it themselves, under their name: a word that is missing would tell who asked.
    """
    persona_id = _persona_of(happening)
    if persona_id is None or _was_the_asker(happening, persona_id):
        return
    tell_asker.later(
        key=f"asker:{persona_id}", at=seals.hour_of(happening.at) + timedelta(hours=1), persona=persona_id
    )


@hears("persona.opening_asked", "persona.opened")
def hear_of_opening(happening: Happening) -> None:
    """At once, and even when other news waits already."""
    opening = happening.about
    if isinstance(opening, Opening):
        tell(opening.persona, at=seals.hour_of(happening.at), once=False)


@job()
def tell_asker(persona: int, *, now: datetime) -> None:
    found = Persona.objects.filter(pk=persona).first()
    if found is not None:
        tell(found, at=seals.hour_of(now))


@transaction.atomic
def tell(persona: Persona, *, at: datetime, once: bool = True) -> None:
    """Write down for the asker that there is news; with `once` not while they have such a word unseen.

    Nothing when nobody can tell any more who asked.
    """
    member_id = seals.open_up(persona)
    asker = Member.objects.select_for_update(no_key=True).filter(pk=member_id, is_active=True).first()
    if asker is None:
        return
    if once and Notification.objects.unseen().filter(member=asker, kind=Kind.PERSONA).exists():
        return
    made = Notification.objects.create(member=asker, kind=Kind.PERSONA, at=at)
    Member.objects.filter(pk=asker.pk).update(unread=F("unread") + 1)
    mailing.begin([made])


def _persona_of(happening: Happening) -> int | None:
    """The persona that asked the question which it is about, or belongs to.

    None for what is an answer's author's alone to hear, and for a bounty that went with its question.
    """
    about = happening.about
    if isinstance(about, Bounty):
        return about.question.persona_id if about.question.deleted_at is None else None
    entry = about.entry if isinstance(about, (Comment, Suggestion)) else about
    if not isinstance(entry, Entry):
        return None
    if happening.verb in {"vote.noted", "edit.suggested"}:
        return entry.persona_id
    return (entry.question or entry).persona_id


def _was_the_asker(happening: Happening, persona_id: int) -> bool:
    """Their own deeds have no name; of the others only comments by nobody are told apart by who wrote them."""
    if isinstance(happening.about, Comment):
        return happening.about.persona_id == persona_id
    by_nobody = happening.by_id is None
    return by_nobody and happening.verb in {"question.edited", "entry.deleted"}
