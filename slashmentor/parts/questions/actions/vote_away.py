from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, Privilege, position_of, require

from .. import rules
from ..models import Ballot, Entry
from .ballots import cast, end, let_age, open_ballots, refuse_nameless, same_again
from .delete import record_deletion, record_return
from .locking import locked

_DELETE, _UNDELETE = Ballot.Purpose.DELETE, Ballot.Purpose.UNDELETE


def vote_to_delete(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Vote to delete a question that has been closed for `delete.after_days`, or an answer of a low score; enough
    votes (`delete.votes`) or a moderator's delete it. Twice is the same as once. Returns the entry anew.

    Questions take moderator tools, answers trusted members (rules.md, "Privileges"). Raises Refused.
    """
    with transaction.atomic():
        entry = locked(entry)
        position = position_of(by, entry.community_id)
        require(position, needed_for(entry), now=now)
        refuse_nameless(by, entry)
        if entry.deleted_at is not None:
            return entry
        allow(~rules.is_locked, by, entry, or_say=_("This is locked, so it stays as it is."))
        if not position.looks_after and (sentence := why_not_yet(entry, position, now=now)):
            raise Refused(sentence)
        let_age(entry, position.numbers, now=now)
        if not same_again(entry, by=by, purpose=_DELETE):
            cast(entry, by=by, purpose=_DELETE, counts_from=now, now=now)
        if _enough(entry, _DELETE, position):
            ballots = end(open_ballots(entry, _DELETE), Ballot.Outcome.DONE, now=now)
            record_deletion(entry, by=by, now=now, ballots=ballots)
    return entry


def vote_to_undelete(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Vote to bring back what votes deleted or the nightly sweep took. Twice is the same as once.

    What its author or a moderator deleted is theirs to bring back (`undelete`). Raises Refused.
    """
    with transaction.atomic():
        entry = locked(entry)
        position = position_of(by, entry.community_id)
        require(position, needed_for(entry), now=now)
        refuse_nameless(by, entry)
        if entry.deleted_at is None:
            return entry
        allow(
            rules.was_voted_away | rules.was_swept | rules.looks_after,
            by,
            entry,
            or_say=_("Whoever deleted this can bring it back, or those who look after this community."),
        )
        let_age(entry, position.numbers, now=now)
        if not same_again(entry, by=by, purpose=_UNDELETE):
            cast(entry, by=by, purpose=_UNDELETE, counts_from=now, now=now)
        if _enough(entry, _UNDELETE, position):
            end(open_ballots(entry, _UNDELETE), Ballot.Outcome.DONE, now=now)
            record_return(entry, by=by, now=now)
    return entry


def needed_for(entry: Entry) -> Privilege:
    """What a vote to delete it takes."""
    return Privilege.TOOLS if entry.is_question else Privilege.TRUSTED


def why_not_yet(entry: Entry, position: Position, *, now: datetime) -> str:
    """Why votes can't delete it, as a sentence; "" when they can."""
    numbers = position.numbers
    if not entry.is_question:
        if not rules.nobody_is_left_alone.test(None, entry):
            return _("This answer was accepted, so it stays.")
        if entry.score > numbers["delete.trusted_score"]:
            return _("Votes delete answers with a score of %(score)s or less.") % {
                "score": numbers.whole("delete.trusted_score")
            }
        return ""
    days = numbers.whole("delete.after_days")
    if entry.closed_at is None or now - entry.closed_at < timedelta(days=days):
        return ngettext(
            "Votes delete a question when it has been closed for %(days)s day.",
            "Votes delete a question when it has been closed for %(days)s days.",
            days,
        ) % {"days": days}
    return ""


def _enough(entry: Entry, purpose: str, position: Position) -> bool:
    return position.looks_after or open_ballots(entry, purpose).count() >= position.numbers["delete.votes"]
