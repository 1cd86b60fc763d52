from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.happenings import happened
from slashmentor.commons.media import actions as media
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from .. import rules, seals
from ..models import Entry, Persona
from ..persona_names import a_name
from .ask import checked_words, place
from .measure import refuse_newcomers_extras, refuse_too_many_questions


def ask_anonymously(
    community: Community, *, by: Member, title: str, body: str, topics: Sequence[str], now: datetime
) -> Entry:
    """Ask a question as nobody: under a name for it alone, at the full hour, and no row leads to `by`.

    Only the seal does, for "anonymous.days" (docs/developers/decisions/anonymous-questions.md). The same words within
    the hour are one question. Raises Refused or Invalid as `ask` does; at most "anonymous.a_day" in a day.
    """
    allow(rules.can_ask, by, community, or_say=_("Please log in to ask."))
    words = checked_words(title, body, topics)
    at = seals.hour_of(now)
    with transaction.atomic():
        position = position_of(by, community.pk)
        require(position, Privilege.CREATE, now=now)
        # Locked, so that of two forms at once the second waits; a lock leaves nothing behind.
        by.take_turns()
        receipts = list(seals.receipts(by.pk, f"{community.pk}\n{words.title}\n{words.body}", now))
        if before := _asked_before(receipts):
            return before
        _refuse_too_many(by, position.numbers, now)
        refuse_too_many_questions(by, position, now=now)
        refuse_newcomers_extras(words.rendered, words.topics, position)
        persona = Persona.objects.create(name=a_name(), receipt=receipts[0])
        days = position.numbers.whole("anonymous.days")
        seals.seal(persona, by.pk, until=(now + timedelta(days=days)).date(), now=now)
        media.let_go([words.rendered.html], by=by)
        question = place(community, words, by=None, persona=persona, now=at)
        happened("question.asked", about=question, now=at, mentions=list(words.rendered.mentions))
    return question


def _asked_before(receipts: Sequence[str]) -> Entry | None:
    """The question of this very form; one that was deleted since is asked anew."""
    found = Entry.objects.filter(persona__receipt__in=receipts, question=None).first()
    if found is not None and found.deleted_at is not None and found.persona_id is not None:
        seals.blur_receipts([found.persona_id])
        return None
    return found


def _refuse_too_many(by: Member, numbers: Numbers, now: datetime) -> None:
    """Counted from the seals themselves, so that no count stands anywhere beside the member's name."""
    since = seals.hour_of(now - timedelta(hours=24)) + timedelta(hours=1)
    asked = len(seals.personas_of(by.pk, at_most=None, since=since))
    if asked >= numbers["anonymous.a_day"]:
        raise Refused(
            ngettext(
                "You asked %(count)s anonymous question within a day, which is as many as one can. Your words are kept.",
                "You asked %(count)s anonymous questions within a day, which is as many as one can. Your words are kept.",
                asked,
            )
            % {"count": asked}
        )
