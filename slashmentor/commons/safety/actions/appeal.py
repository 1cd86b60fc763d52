from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from ..gates import require_moderator, require_no_tie
from ..models import Appeal, Decision
from ..verbs import undo_of
from .record import checked_words, refuse


def appeal(decision: Decision, *, by: Member, words: str, now: datetime) -> Appeal:
    """Ask to look at a decision again: once, and only whom it concerns. A suspended member can, too.

    Raises Refused, or Invalid for the words.
    """
    errors: dict[str, str] = {}
    words = checked_words(words, errors, least=20)
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=decision.pk)
        if decision.member_id != by.pk:
            raise Refused(_("Only whom a decision concerns can appeal."))
        if Appeal.objects.filter(decision=decision).exists():
            raise Refused(_("You have appealed already; each decision is looked at again once."))
        if decision.undone_at is not None:
            raise Refused(_("This was taken back already."))
        refuse(errors)
        made = Appeal.objects.create(decision=decision, by=by, words=words, at=now)
        happened("decision.appealed", by=by, about=made, now=now)
    return made


def decide_appeal(asked: Appeal, *, by: Member, upheld: bool, answer: str, now: datetime) -> Appeal:
    """Answer an appeal; one that is right undoes the decision. Twice is the same as once.

    Whoever decided first stands aside as long as another moderator or host is there. Raises Refused or Invalid.
    """
    errors: dict[str, str] = {}
    answer = checked_words(answer, errors, least=10, most=600, field="answer")
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=asked.decision_id)
        asked = Appeal.objects.select_for_update().get(pk=asked.pk)
        require_moderator(by, decision.community_id, now=now)
        require_no_tie(by, {asked.by_id, decision.by_id}, decision.community_id, now=now)
        refuse(errors)
        if asked.decided_at is not None:
            return asked
        asked.upheld, asked.answer, asked.decided_by, asked.decided_at = upheld, answer, by, now
        asked.save(update_fields=["upheld", "answer", "decided_by", "decided_at"])
        if upheld:
            _undo(decision, by, now)
        happened("appeal.decided", by=by, about=asked, now=now)
    return asked


def _undo(decision: Decision, by: Member, now: datetime) -> None:
    undo = undo_of(decision)
    if undo is not None:
        undo(decision, by=by, now=now)
    decision.undone_at = now
    decision.save(update_fields=["undone_at"])
