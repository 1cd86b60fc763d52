from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import points, rules
from ..models import Entry
from .following_up import settle_answered, touch


def accept(answer: Entry, *, by: Member, now: datetime) -> Entry:
    """The asker says that this answer helped most; another one accepted before gives way. Returns the question."""
    with transaction.atomic():
        answer, question = _locked(answer)
        allow(rules.can_accept, by, answer, or_say=_("Only the person who asked can accept an answer."))
        require_active(position_of(by, question.community_id), now=now)
        if question.accepted_id == answer.pk:
            return question
        before = question.accepted_id
        numbers = numbers_in(question.community_id)
        _take_points_back(question, numbers, now)
        _set(question, answer, now)
        ledger.write(
            question.community_id,
            points.for_acceptance(question, answer, numbers),
            numbers=numbers,
            now=now,
        )
        happened("answer.accepted", by=by, about=answer, now=now, before=before)
    return question


def unaccept(answer: Entry, *, by: Member, now: datetime) -> Entry:
    """The asker takes the acceptance back. Returns the question."""
    with transaction.atomic():
        answer, question = _locked(answer)
        allow(rules.can_accept, by, answer, or_say=_("Only the person who asked can take this back."))
        if question.accepted_id != answer.pk:
            return question
        _take_points_back(question, numbers_in(question.community_id), now)
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


def _take_points_back(question: Entry, numbers: Numbers, now: datetime) -> None:
    """The points of the acceptance that ends now, if there is one."""
    if question.accepted is None:
        return
    due = points.less(points.for_acceptance(question, question.accepted, numbers))
    ledger.write(question.community_id, due, numbers=numbers, why=Line.Why.TAKEN_BACK, now=now)


def _set(question: Entry, answer: Entry | None, now: datetime | None) -> None:
    question.accepted, question.accepted_at = answer, now
    question.accept_pays = answer is not None
    question.save(update_fields=["accepted", "accepted_at", "accept_pays"])
    touch(question.pk)
    settle_answered(question.pk)
