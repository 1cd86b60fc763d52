from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from slashmentor.base.days import utc_midnight
from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from .. import points, rules
from ..models import Entry, Greeting, Tagging, Vote
from .following_up import settle_answered, touch
from .locking import locked
from .note import forget_notes


def vote(entry: Entry, *, by: Member, value: int, now: datetime) -> Entry:
    """Vote: 1 useful, -1 needs work, 0 takes the vote back. Twice is the same as once. Returns the entry anew.

    Raises Refused: one's own entry, a deleted or locked one, too few points, the day's votes used up, or a vote older
    than five minutes on something that wasn't edited since (rules.md, "Votes and rates").
    """
    if value not in {-1, 0, 1}:
        raise ValueError(f"A vote is 1, -1 or 0, not {value}.")
    allow(rules.is_member, by, or_say=_("Please log in to vote."))
    with transaction.atomic():
        # Locked: two votes of one member at once are taken one after the other, and count once.
        entry = locked(entry)
        allow(
            ~rules.is_author, by, entry, or_say=_("Others vote on what you wrote; you can’t do it yourself.")
        )
        allow(rules.is_here, by, entry, or_say=_("This was deleted, so it takes no votes."))
        allow(~rules.is_locked, by, entry, or_say=_("This is locked, so it takes no votes."))
        cast = Vote.objects.filter(voter=by, entry=entry).first()
        before = cast.value if cast else 0
        if value == before:
            return entry
        position = position_of(by, entry.community_id)
        if value:
            require(position, Privilege.VOTE_UP if value > 0 else Privilege.VOTE_DOWN, now=now)
        else:
            require_active(position, now=now)
        if cast is not None:
            _refuse_if_settled(cast, entry, position.numbers, now)
        else:
            _refuse_if_used_up(entry, by, position.numbers, now)
        record(entry, cast, by=by, value=value, numbers=position.numbers, now=now)
    entry.refresh_from_db()
    return entry


def record(
    entry: Entry, cast: Vote | None, *, by: Member, value: int, numbers: Numbers, now: datetime, why: str = ""
) -> None:
    """Write the vote, its counts, its points and what happened; `cast` is the vote it changes. Asks nobody.

    The entry is `locked` by the caller. Value 0 takes the vote back; `why` says why, when nobody did it themselves.
    """
    before = cast.value if cast else 0
    waited = cast is not None and cast.waits_until is not None
    had = points.for_vote(entry, cast, numbers) if cast is not None else []
    written = _write(cast, entry, by, value, now)
    waits = written is not None and written.waits_until is not None
    due = points.for_vote(entry, written, numbers) if written is not None else []
    why = why or Line.Why.TAKEN_BACK
    if points.gone_at(entry) is None:
        ledger.write(entry.community_id, [*ledger.less(had, why), *due], numbers=numbers, now=now)
    if before < 0 <= value:
        forget_notes(entry, by=by)
    count(entry, 0 if waited else before, 0 if waits else value)
    if points.gone_at(entry) is not None:
        # What is out of sight may have lost its points already: the ledger itself says what is still there.
        entry.refresh_from_db(fields=["score"])
        points.settle_points(entry, numbers=numbers, why=why, now=now)
    happened("entry.voted", by=by, about=entry, now=now, value=value, before=before)


def count(entry: Entry, before: int, value: int) -> None:
    """One vote of `before` is one of `value` now (0: none): the entry's figures, and what is sorted by them."""
    ups = (value == 1) - (before == 1)
    downs = (value == -1) - (before == -1)
    if ups == downs == 0:
        return
    Entry.objects.filter(pk=entry.pk).update(
        ups=F("ups") + ups, downs=F("downs") + downs, score=F("score") + ups - downs
    )
    touch(entry.question_pk)
    if entry.is_question:
        Tagging.objects.filter(question=entry.pk).update(score=F("score") + ups - downs)
    else:
        settle_answered(entry.question_pk)


def _refuse_if_settled(cast: Vote, entry: Entry, numbers: Numbers, now: datetime) -> None:
    edited_since = entry.edited_by_then is not None and entry.edited_by_then > cast.cast_at
    changeable_for = timedelta(minutes=numbers["votes.changeable_minutes"])
    if now - cast.cast_at > changeable_for and not edited_since:
        raise Refused(
            _("A vote can be changed for %(minutes)s minutes, and again once this has been edited.")
            % {"minutes": numbers.whole("votes.changeable_minutes")}
        )


def _refuse_if_used_up(entry: Entry, by: Member, numbers: Numbers, now: datetime) -> None:
    """30 votes a UTC day on anything, plus 10 on questions only: those are used first for questions."""
    by.take_turns()  # what they vote on elsewhere in this moment counts too
    more = numbers.whole("votes.more_on_questions")
    midnight = utc_midnight(now)
    kinds = Vote.objects.filter(voter=by, cast_at__gte=midnight).values_list("entry__kind", flat=True)
    questions = sum(kind == Entry.Kind.QUESTION for kind in kinds)
    on_anything = len(kinds) - min(questions, more)
    if on_anything < numbers["votes.a_day"] or (entry.is_question and questions < more):
        return
    raise Refused(_("Those were your votes for today. There are more after midnight, UTC."))


def _write(cast: Vote | None, entry: Entry, by: Member, value: int, now: datetime) -> Vote | None:
    """The vote as it is from now on; None when it was taken back."""
    if value == 0:
        if cast is not None:
            cast.delete()
        return None
    if cast is None:
        cast = Vote(voter=by, entry=entry)
    cast.author_id, cast.value, cast.cast_at = entry.author_id, value, now
    cast.pays = entry.author_id is not None and not entry.is_wiki
    cast.waits_until = _waits_until(entry, value, now)
    cast.save()
    return cast


def _waits_until(entry: Entry, value: int, now: datetime) -> datetime | None:
    """A vote against a newcomer's first question waits until its first day is over (rules: ours)."""
    if value > 0 or not entry.is_question:
        return None
    return Greeting.objects.filter(question=entry, until__gt=now).values_list("until", flat=True).first()
