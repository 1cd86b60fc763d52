"""“I’m on it”: somebody means to answer, and the others are left in peace for a day."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import Entry

from .. import rules
from ..models import Later, NotForMe, TakenOn

HOLDS = timedelta(days=1)


@transaction.atomic
def take_on(question: Entry, *, by: Member, now: datetime) -> None:
    """Say that one is on it, for a day. Twice is the same as once; after that day it can be said again.

    “Later” and “not for me” end with it. Raises Refused for their own question, a closed or deleted one, one that they
    answered, and for who is suspended where it is.
    """
    require_active(position_of(by, question.community_id), now=now)
    question = locked(question)
    allow(rules.can_see, by, question, or_say=_("You can’t see this question."))
    allow(rules.is_there_to_answer, by, question, or_say=_("It is closed, and takes no answers for now."))
    allow(rules.is_anothers, by, question, or_say=_("That is your own question."))
    allow(rules.has_not_answered, by, question, or_say=_("You answered it already."))
    taken, new = TakenOn.objects.get_or_create(
        member=by, question=question, defaults={"until": now + HOLDS, "at": now}
    )
    if not new:
        if taken.until > now:
            return
        taken.until, taken.at = now + HOLDS, now
        taken.save(update_fields=["until", "at"])
    Later.objects.filter(member=by, question=question).delete()
    NotForMe.objects.filter(member=by, question=question).delete()
    happened("question.taken_on", by=by, about=question, now=now, until=taken.until.isoformat())


@transaction.atomic
def let_go(question: Entry, *, by: Member, now: datetime) -> None:
    """Say that one isn't on it after all. Who wasn't changes nothing."""
    require_active(position_of(by, question.community_id), now=now)
    question = locked(question)
    gone, _each = TakenOn.objects.filter(member=by, question=question).delete()
    if gone:
        happened("question.let_go", by=by, about=question, now=now)


def leave(question: Entry, *, by: Member, now: datetime) -> None:
    """Let go of it if one is on it now; else nothing is locked."""
    if TakenOn.objects.filter(member=by, question=question, until__gt=now).exists():
        let_go(question, by=by, now=now)
