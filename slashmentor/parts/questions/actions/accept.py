from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.ledger import Due
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import points, rules
from ..models import Entry
from .following_up import settle_answered, touch
from .locking import locked
from .tracing import trace_of


def accept(answer: Entry, *, by: Member, now: datetime) -> Entry:
    """The asker says that this answer helped most; another one accepted before gives way. Returns the question."""
    with transaction.atomic():
        answer, question = _locked(answer)
        allow(rules.can_accept, by, answer, or_say=_("Only the person who asked can accept an answer."))
        require_active(position_of(by, question.community_id), now=now)
        if question.accepted_id == answer.pk:
            return question
        trace = trace_of(by, question, now=now)
        before = question.accepted
        numbers = numbers_in(question.community_id)
        _set(question, answer, trace.now)
        due = points.for_acceptance(question, answer, numbers)
        _move_points(before, question, due, numbers, trace.now)
        happened("answer.accepted", by=trace.by, about=answer, now=trace.now, before=before and before.pk)
    return question


def unaccept(answer: Entry, *, by: Member, now: datetime) -> Entry:
    """The asker takes the acceptance back. Returns the question."""
    with transaction.atomic():
        answer, question = _locked(answer)
        allow(rules.can_accept, by, answer, or_say=_("Only the person who asked can take this back."))
        require_active(position_of(by, question.community_id), now=now)
        if question.accepted_id != answer.pk:
            return question
        trace = trace_of(by, question, now=now)
        _set(question, None, None)
        _move_points(answer, question, [], numbers_in(question.community_id), trace.now)
        happened("answer.unaccepted", by=trace.by, about=answer, now=trace.now)
    return question


def _locked(answer: Entry) -> tuple[Entry, Entry]:
    """The answer and its question, both locked: one answer is accepted at a time, and not while it is deleted."""
    found = locked(answer)
    return found, found.question or found


def _move_points(
    before: Entry | None, question: Entry, due: list[Due], numbers: Numbers, now: datetime
) -> None:
    """What is due now, and back what the answer accepted before still has of it (a deleted one lost it already)."""
    if before is not None:
        before.question = question
        kept = points.due_of(before, numbers)
        back = ledger.missing(question.community_id, before.pk, kept, kinds=points.OF_VOTES)
        due = [*ledger.because(back, Line.Why.TAKEN_BACK), *due]
    ledger.write(question.community_id, due, numbers=numbers, now=now)


def _set(question: Entry, answer: Entry | None, now: datetime | None) -> None:
    question.accepted, question.accepted_at = answer, now
    question.accept_pays = answer is not None and not answer.is_wiki
    question.save(update_fields=["accepted", "accepted_at", "accept_pays"])
    touch(question.pk)
    settle_answered(question.pk)
