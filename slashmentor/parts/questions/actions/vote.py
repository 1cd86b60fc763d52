from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Entry, Tagging, Vote
from .following_up import settle_answered, touch

# rules.md, "Votes and rates"
VOTES_A_DAY = 30
MORE_ON_QUESTIONS = 10
CHANGEABLE_FOR = timedelta(minutes=5)


def vote(entry: Entry, *, by: Member, value: int, now: datetime) -> Entry:
    """Vote: 1 useful, -1 needs work, 0 takes the vote back. Twice is the same as once. Returns the entry anew.

    Raises Refused: one's own entry, a deleted one, the day's votes used up, or a vote older than five minutes
    on something that wasn't edited since (rules.md).
    """
    if value not in {-1, 0, 1}:
        raise ValueError(f"A vote is 1, -1 or 0, not {value}.")
    with transaction.atomic():
        # Locked: two votes of one member at once are taken one after the other, and count once.
        entry = Entry.objects.select_for_update(of=("self",)).select_related("question").get(pk=entry.pk)
        allow(rules.is_member, by, or_say=_("Please log in to vote."))
        allow(
            ~rules.is_author, by, entry, or_say=_("Others vote on what you wrote; you can’t do it yourself.")
        )
        allow(rules.can_vote, by, entry, or_say=_("This was deleted, so it takes no votes."))
        cast = Vote.objects.filter(voter=by, entry=entry).first()
        before = cast.value if cast else 0
        if value == before:
            return entry
        if cast is not None:
            _refuse_if_settled(cast, entry, now)
        else:
            _refuse_if_used_up(entry, by, now)
        _write(cast, entry, by, value, now)
        _count(entry, before, value)
        happened("entry.voted", by=by, about=entry, now=now, value=value, before=before)
    entry.refresh_from_db()
    return entry


def _refuse_if_settled(cast: Vote, entry: Entry, now: datetime) -> None:
    edited_since = entry.edited_at is not None and entry.edited_at > cast.cast_at
    if now - cast.cast_at > CHANGEABLE_FOR and not edited_since:
        raise Refused(_("A vote can be changed for five minutes, and again once this has been edited."))


def _refuse_if_used_up(entry: Entry, by: Member, now: datetime) -> None:
    """30 votes a UTC day on anything, plus 10 on questions only: those are used first for questions."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    kinds = Vote.objects.filter(voter=by, cast_at__gte=midnight).values_list("entry__kind", flat=True)
    questions = sum(kind == Entry.Kind.QUESTION for kind in kinds)
    on_anything = len(kinds) - min(questions, MORE_ON_QUESTIONS)
    if on_anything < VOTES_A_DAY or (entry.is_question and questions < MORE_ON_QUESTIONS):
        return
    raise Refused(_("Those were your votes for today. There are more after midnight, UTC."))


def _write(cast: Vote | None, entry: Entry, by: Member, value: int, now: datetime) -> None:
    if cast is None:
        Vote.objects.create(voter=by, entry=entry, author_id=entry.author_id, value=value, cast_at=now)
    elif value == 0:
        cast.delete()
    else:
        cast.value, cast.cast_at = value, now
        cast.save(update_fields=["value", "cast_at"])


def _count(entry: Entry, before: int, value: int) -> None:
    ups = (value == 1) - (before == 1)
    downs = (value == -1) - (before == -1)
    Entry.objects.filter(pk=entry.pk).update(
        ups=F("ups") + ups, downs=F("downs") + downs, score=F("score") + ups - downs
    )
    touch(entry.question_pk)
    if entry.is_question:
        Tagging.objects.filter(question=entry.pk).update(score=F("score") + ups - downs)
    else:
        settle_answered(entry.question_pk)
