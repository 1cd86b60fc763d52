from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Entry
from .following_up import settle_answered, touch


def accept(answer: Entry, *, by: Member, now: datetime) -> Entry:
    """The asker says that this answer helped most; another one accepted before gives way. Returns the question."""
    with transaction.atomic():
        answer, question = _locked(answer)
        allow(rules.can_accept, by, answer, or_say=_("Only the person who asked can accept an answer."))
        if question.accepted_id == answer.pk:
            return question
        before = question.accepted_id
        _set(question, answer, now)
        happened("answer.accepted", by=by, about=answer, now=now, before=before)
    return question


def unaccept(answer: Entry, *, by: Member, now: datetime) -> Entry:
    """The asker takes the acceptance back. Returns the question."""
    with transaction.atomic():
        answer, question = _locked(answer)
        allow(rules.can_accept, by, answer, or_say=_("Only the person who asked can take this back."))
        if question.accepted_id != answer.pk:
            return question
        _set(question, None, None)
        happened("answer.unaccepted", by=by, about=answer, now=now)
    return question


def _locked(answer: Entry) -> tuple[Entry, Entry]:
    """The answer, and its question locked: one answer is accepted at a time."""
    found = Entry.objects.get(pk=answer.pk)
    question = Entry.objects.select_for_update().get(pk=found.question_pk)
    if not found.is_question:
        found.question = question
    return found, question


def _set(question: Entry, answer: Entry | None, now: datetime | None) -> None:
    question.accepted, question.accepted_at = answer, now
    question.save(update_fields=["accepted", "accepted_at"])
    touch(question.pk)
    settle_answered(question.pk)
