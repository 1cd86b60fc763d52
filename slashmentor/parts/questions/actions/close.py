from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.jobs import job
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from .. import rules
from ..models import Ballot, CloseReason, Entry, Reason, Revision, Tagging
from .ballots import (
    advise,
    cast,
    decided,
    end,
    let_age,
    of_moderators,
    open_ballots,
    refuse_if_used_up,
    refuse_nameless,
    same_again,
    settle_advice,
    settle_advice_without_votes,
)
from .duplicates import checked_duplicate, point_on
from .ending import give_back_open
from .following_up import touch
from .locking import locked

_CLOSE = Ballot.Purpose.CLOSE


def vote_to_close(
    question: Entry,
    *,
    by: Member,
    reason: Reason | str,
    why: CloseReason | None = None,
    duplicate_of: Entry | None = None,
    tell_first: bool = False,
    now: datetime,
) -> Entry:
    """Vote to close a question, or close it: with enough votes, with a moderator's, or as its asker who found it
    answered elsewhere. Twice is the same as once. Returns the question anew.

    The first vote tells the author what would help, and until they had `close.hours_to_mend` to do it no vote
    counts (rules.md: ours). A moderator's vote closes at once, with the same advice, unless it is to `tell_first`;
    then it closes when that time is over.

    `why` is a reason of the community's own, with OFF_TOPIC; `duplicate_of` the other question, with DUPLICATE.
    Raises Refused (too few points, the day's votes used up, closed or locked already, a bounty), or Invalid for
    `reason` and `duplicate_of`.
    """
    with transaction.atomic():
        question = locked(question)
        position = position_of(by, question.community_id)
        reason, why, target = _checked(question, reason, why, duplicate_of)
        answers_it = reason == Reason.DUPLICATE and rules.signed_it.test(by, question)
        if answers_it:
            require_active(position, now=now)
        else:
            require(position, Privilege.CLOSE, now=now)
        refuse_nameless(by, question)
        if question.closed_at is not None:
            return question
        allow(rules.can_be_closed, by, question, or_say=_("This is locked or deleted, so it isn’t closed."))
        alone = answers_it or (position.looks_after and not tell_first)
        allow(
            rules.has_no_bounty | rules.looks_after,
            by,
            question,
            or_say=_("Somebody offers a bounty here, so it stays open until that has ended."),
        )
        let_age(question, position.numbers, now=now)
        if alone:
            end(open_ballots(question, _CLOSE).filter(voter=by), Ballot.Outcome.TAKEN_BACK, now=now)
        elif same_again(
            question, by=by, purpose=_CLOSE, reason=reason,
            why=why.pk if why else None, of=target.pk if target else None,
        ):  # fmt: skip
            return question
        refuse_if_used_up(by, position, now=now)
        counts_from = now
        if not rules.signed_it.test(by, question):
            told_at = advise(question, by=by, reason=reason, why=why, duplicate_of=target, now=now)
            if not alone:
                counts_from = max(now, told_at + timedelta(hours=position.numbers["close.hours_to_mend"]))
        ballot = cast(
            question, by=by, purpose=_CLOSE, reason=reason, why=why, duplicate_of=target,
            counts_from=counts_from, now=now,
        )  # fmt: skip
        if alone:
            _close(question, ballot, by=by, now=now)
        else:
            _count(question, position.numbers, by=by, now=now)
    question.refresh_from_db()
    return question


def leave_open(question: Entry, *, by: Member, now: datetime) -> None:
    """The review found that a question should stay open: the votes to close it age away at once.

    Raises Refused when `by` may not vote to close.
    """
    with transaction.atomic():
        question = locked(question)
        require(position_of(by, question.community_id), Privilege.CLOSE, now=now)
        end(open_ballots(question, _CLOSE), Ballot.Outcome.AGED, now=now)
        settle_advice_without_votes(question, now=now)


def let_lapse(question: Entry, *, now: datetime) -> None:
    """Votes that waited for the author lapse once they edited: who cast them may look again. Question is locked."""
    mended_at = _mended_at(question)
    if mended_at is None:
        return
    lapsed = end(
        open_ballots(question, _CLOSE).filter(cast_at__lte=mended_at, counts_from__gt=mended_at),
        Ballot.Outcome.LAPSED,
        now=now,
    )
    if lapsed or question.closed_at is None:
        settle_advice_without_votes(question, now=now)


@job()
def count_ballots(question_id: int, due: str, *, now: datetime) -> None:
    """The author had time to mend it until `due`: votes that waited for them count now."""
    question = Entry.objects.filter(pk=question_id).first()
    if question is None:
        return
    question = locked(question)
    # Never before it is due, whatever a clock says: else it would look again at once, and again.
    now = max(now, datetime.fromisoformat(due))
    _count(question, numbers_in(question.community_id), by=None, now=now)


def _checked(
    question: Entry, reason: Reason | str, why: CloseReason | None, duplicate_of: Entry | None
) -> tuple[Reason, CloseReason | None, Entry | None]:
    if reason not in Reason.values:
        raise Invalid({"reason": _("Choose what it is.")})
    reason = Reason(reason)
    target = checked_duplicate(question, duplicate_of) if reason == Reason.DUPLICATE else None
    if reason != Reason.OFF_TOPIC:
        return reason, None, target
    if why is not None and (why.community_id != question.community_id or why.retired_at is not None):
        raise Invalid({"reason": _("That is no reason of this community any more. Choose another one.")})
    return reason, why, None


def _mended_at(question: Entry) -> datetime | None:
    """When its author last edited it. An anonymous one's moments are rounded down to the hour: its end is meant."""
    versions = Revision.objects.filter(entry=question, number__gt=1)
    if question.persona_id is not None:
        at = versions.filter(by=None).order_by("-number").values_list("at", flat=True).first()
        return None if at is None else at + timedelta(hours=1)
    if question.author_id is None:
        return None
    return versions.filter(by=question.author_id).order_by("-number").values_list("at", flat=True).first()


def _count(question: Entry, numbers: Numbers, *, by: Member | None, now: datetime) -> None:
    """Close the question when enough votes count by now, and look again when others will."""
    if question.closed_at is not None or question.deleted_at is not None:
        return
    let_lapse(question, now=now)
    let_age(question, numbers, now=now)
    ballots = list(open_ballots(question, _CLOSE))
    # Of people who vote at once, one may have looked at the clock before the others and wait for the lock longest.
    now = max([now, *(ballot.cast_at for ballot in ballots)])
    counting = [ballot for ballot in ballots if ballot.counts_from <= now]
    moderators = of_moderators(counting, question.community_id)
    if moderators:
        _close(question, moderators[-1], by=by, now=now)
    elif len(counting) >= numbers["close.votes"] and not question.bounty:
        _close(question, decided(counting), by=by, now=now)
    elif waiting := [ballot.counts_from for ballot in ballots if ballot.counts_from > now]:
        due = min(waiting)
        count_ballots.later(
            question_id=question.pk, due=due.isoformat(), key=f"ballots:{question.pk}", at=due
        )


def _close(question: Entry, deciding: Ballot, *, by: Member | None, now: datetime) -> None:
    question.closed_at, question.closed_reason = now, deciding.reason
    question.closed_why, question.hot = deciding.why, 0
    question.save(update_fields=["closed_at", "closed_reason", "closed_why", "hot"])
    Tagging.objects.filter(question=question).update(is_open=False)
    ballots = end(open_ballots(question, _CLOSE), Ballot.Outcome.DONE, now=now)
    if deciding.duplicate_of is not None:
        point_on(question, deciding.duplicate_of, now=now)
    if rules.signed_it.test(by, question):
        settle_advice(question, now=now)
    if question.bounty:
        give_back_open(question, by=by, now=now)
    touch(question.pk)
    happened("question.closed", by=by, about=question, now=now, reason=deciding.reason, ballots=ballots)
