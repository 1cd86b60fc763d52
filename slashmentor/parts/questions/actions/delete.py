from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules
from ..models import Entry, Sweeping, Tagging
from ..points import settle_abuse, settle_all
from .ballots import end_all
from .ending import give_back_open
from .following_up import settle_answered, touch
from .locking import locked, locked_answers
from .tracing import trace_of
from .writing import count_in_community, count_topics


def delete(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Take a question or an answer out of sight; it can be brought back. Twice is the same as once.

    Raises Refused: not one's own, or others' help would go with it (an answered question, an accepted answer).
    """
    with transaction.atomic():
        entry = locked(entry)
        if entry.deleted_at is not None:
            return entry
        allow(
            rules.is_author | rules.looks_after,
            by,
            entry,
            or_say=_("You can delete what you wrote yourself."),
        )
        unlocked = rules.looks_after | ~rules.is_locked
        allow(unlocked, by, entry, or_say=_("This is locked, so it can’t be deleted."))
        allow(
            rules.can_delete,
            by,
            entry,
            or_say=_("Somebody’s answer would go with this question, so it stays.")
            if entry.is_question
            else _("This answer was accepted, so it stays. You can still improve it."),
        )
        require_active(position_of(by, entry.community_id), now=now)
        trace = trace_of(by, entry, now=now)
        record_deletion(entry, by=trace.by, now=trace.now)
    return entry


def undelete(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Bring it back: its author, when nobody else deleted it, and those who look after the community."""
    with transaction.atomic():
        entry = locked(entry)
        if entry.deleted_at is None:
            return entry
        allow(
            rules.can_undelete,
            by,
            entry,
            or_say=_("Those who look after this community deleted it; only they can bring it back."),
        )
        require_active(position_of(by, entry.community_id), now=now)
        trace = trace_of(by, entry, now=now)
        record_return(entry, by=trace.by, now=trace.now)
    return entry


def record_deletion(entry: Entry, *, by: Member | None, now: datetime, **data: Any) -> None:
    """Take an entry that is `locked` and here out of sight, with its points, and write it down. Asks nobody.

    `data`: what else those who hear of it need (swept=, ballots=). Votes on the entry that are open are at an end.
    """
    entry.deleted_at, entry.deleted_by = now, by
    entry.save(update_fields=["deleted_at", "deleted_by"])
    count_deleted(entry, -1)
    end_all(entry, now=now)
    if entry.bounty:
        give_back_open(entry, by=by, now=now)
    settle_with_answers(entry, why=Line.Why.DELETED, now=now)
    happened("entry.deleted", by=by, about=entry, now=now, **data)


def record_return(entry: Entry, *, by: Member | None, now: datetime) -> None:
    """Bring a deleted entry that is `locked` back, with its points, and write it down. Asks nobody."""
    if entry.is_removed:  # that is taken back
        entry.locked_at, entry.locked_reason = None, ""
    entry.deleted_at = entry.deleted_by = None
    entry.save(update_fields=["deleted_at", "deleted_by", "locked_at", "locked_reason"])
    count_deleted(entry, 1)
    end_all(entry, now=now)
    Sweeping.objects.filter(question=entry, brought_back_at=None).update(brought_back_at=now)
    settle_with_answers(entry, why=Line.Why.UNDELETED, now=now)
    settle_abuse(entry, numbers=numbers_in(entry.community_id), now=now)
    happened("entry.undeleted", by=by, about=entry, now=now)


def settle_with_answers(entry: Entry, *, why: str, now: datetime) -> None:
    """What was deleted brings nobody points any more, and what was brought back does again; answers go along."""
    entries = [entry, *(locked_answers(entry) if entry.is_question else ())]
    settle_all(entries, numbers=numbers_in(entry.community_id), why=why, now=now)


def count_deleted(entry: Entry, change: int) -> None:
    """What everybody may see is one entry more, or one less."""
    if entry.is_question:
        Tagging.objects.filter(question=entry).update(is_listed=change > 0)
        topic_ids = list(Tagging.objects.filter(question=entry).values_list("topic", flat=True))
        count_topics(entry.community_id, topic_ids, by=change)
        count_in_community(entry.community_id, questions=change, answers=change * entry.answer_count)
    else:
        Entry.objects.filter(pk=entry.question_pk).update(answer_count=F("answer_count") + change)
        if entry.question is not None and entry.question.deleted_at is None:
            count_in_community(entry.community_id, answers=change)
        settle_answered(entry.question_pk)
    touch(entry.question_pk)
