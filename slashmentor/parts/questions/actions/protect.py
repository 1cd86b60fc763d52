from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, Privilege, position_of, require

from .. import rules
from ..models import Entry
from .following_up import touch
from .locking import locked


def protect(question: Entry, *, by: Member, now: datetime) -> Entry:
    """Keep a question from hasty answers: only who has earned points here answers it. Twice is the same as once.

    For those with the points for it, once the question is a day old (rules.md, "Privileges"). Raises Refused.
    """
    with transaction.atomic():
        question, position = _found(question, by, now)
        if question.protected_at is not None:
            return question
        allow(rules.is_here, by, question, or_say=_("This was deleted, so it takes no answers anyway."))
        if reason := too_new(question, position, now):
            raise Refused(reason)
        _write(question, now)
        happened("question.protected", by=by, about=question, now=now)
    return question


def unprotect(question: Entry, *, by: Member, now: datetime) -> Entry:
    """Let everybody answer it again; twice is the same as once. Raises Refused."""
    with transaction.atomic():
        question, _position = _found(question, by, now)
        if question.protected_at is None:
            return question
        _write(question, None)
        happened("question.unprotected", by=by, about=question, now=now)
    return question


def too_new(question: Entry, position: Position, now: datetime) -> str:
    """Why it can't be protected before it has stood for a while; "" when it can. Moderators don't wait for it."""
    days = position.numbers.whole("protect.after_days")
    if position.looks_after or now - question.created_at >= timedelta(days=days):
        return ""
    return ngettext(
        "A question can be protected once it is %(days)s day old.",
        "A question can be protected once it is %(days)s days old.",
        days,
    ) % {"days": days}


def _found(question: Entry, by: Member, now: datetime) -> tuple[Entry, Position]:
    question = locked(question)
    allow(rules.is_question, by, question, or_say=_("Only questions are protected."))
    position = position_of(by, question.community_id)
    require(position, Privilege.PROTECT, now=now)
    return question, position


def _write(question: Entry, at: datetime | None) -> None:
    question.protected_at = at
    question.save(update_fields=["protected_at"])
    touch(question.pk)
