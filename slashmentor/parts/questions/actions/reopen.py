from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from .. import rules
from ..models import Ballot, Entry, Tagging
from .ballots import (
    cast,
    end,
    let_age,
    open_ballots,
    refuse_if_used_up,
    refuse_nameless,
    same_again,
    settle_advice,
)
from .duplicates import point_no_more
from .following_up import touch
from .locking import locked

_REOPEN = Ballot.Purpose.REOPEN


def vote_to_reopen(question: Entry, *, by: Member, now: datetime) -> Entry:
    """Vote to open a closed question again, or open it: with enough votes, a moderator's, or as its asker who alone
    closed it. Twice is the same as once. Returns the question anew.

    Raises Refused: too few points, the day's votes used up, locked or deleted.
    """
    with transaction.atomic():
        question = locked(question)
        position = position_of(by, question.community_id)
        alone = position.looks_after or closed_alone(question, by)
        if alone:
            require_active(position, now=now)
        else:
            require(position, Privilege.CLOSE, now=now)
        refuse_nameless(by, question)
        if question.closed_at is None:
            return question
        allow(rules.can_be_closed, by, question, or_say=_("This is locked or deleted, so it stays as it is."))
        let_age(question, position.numbers, now=now)
        if not alone and same_again(question, by=by, purpose=_REOPEN):
            return question
        refuse_if_used_up(by, position, now=now)
        if not same_again(question, by=by, purpose=_REOPEN):
            cast(question, by=by, purpose=_REOPEN, counts_from=now, now=now)
        if alone or open_ballots(question, _REOPEN).count() >= position.numbers["close.votes"]:
            _reopen(question, by=by, now=now)
    question.refresh_from_db()
    return question


def leave_closed(question: Entry, *, by: Member, now: datetime) -> None:
    """The review found that a question should stay closed: the votes to reopen it age away at once.

    Raises Refused when `by` may not vote to reopen.
    """
    with transaction.atomic():
        question = locked(question)
        require(position_of(by, question.community_id), Privilege.CLOSE, now=now)
        end(open_ballots(question, _REOPEN), Ballot.Outcome.AGED, now=now)


def closed_alone(question: Entry, by: Member) -> bool:
    """Whether they asked it, and closed it themself ("that answers it")."""
    if question.closed_at is None or not rules.signed_it.test(by, question):
        return False
    voters = Ballot.objects.filter(
        entry=question, purpose=Ballot.Purpose.CLOSE, outcome=Ballot.Outcome.DONE, ended_at=question.closed_at
    ).values_list("voter", flat=True)
    return list(voters) == [by.pk]


def _reopen(question: Entry, *, by: Member, now: datetime) -> None:
    question.closed_at, question.closed_reason, question.closed_why = None, "", None
    question.save(update_fields=["closed_at", "closed_reason", "closed_why"])
    Tagging.objects.filter(question=question).update(is_open=True)
    ballots = end(open_ballots(question, _REOPEN), Ballot.Outcome.DONE, now=now)
    point_no_more(question)
    settle_advice(question, now=now)
    touch(question.pk)
    happened("question.reopened", by=by, about=question, now=now, ballots=ballots)
