"""What votes to close, reopen, delete and bring back have in common: cast once, taken back, counted, ended."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from slashmentor.base.days import utc_midnight
from slashmentor.base.errors import Refused
from slashmentor.commons.communities.models import Moderator
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, position_of, require_active

from .. import rules
from ..models import Advice, Ballot, CloseReason, Entry, Reason
from .following_up import touch
from .locking import locked


def take_back_ballot(entry: Entry, *, by: Member, purpose: str, now: datetime) -> None:
    """A member takes their open vote back (`purpose`: a Ballot.Purpose). Twice is the same as once.

    When it was the last vote to close, the author's advice is settled with it.
    """
    with transaction.atomic():
        entry = locked(entry)
        require_active(position_of(by, entry.community_id), now=now)
        ballot = open_ballots(entry, purpose).filter(voter=by).first()
        if ballot is None:
            return
        end([ballot], Ballot.Outcome.TAKEN_BACK, now=now)
        settle_advice_without_votes(entry, now=now)
        happened("ballot.taken_back", by=by, about=entry, now=now, purpose=purpose, ballot=ballot.pk)


def open_ballots(entry: Entry, purpose: str) -> QuerySet[Ballot]:
    """The votes that are not at an end, the earliest first; one walk along `ballot_open`."""
    return Ballot.objects.filter(entry=entry, purpose=purpose, ended_at=None).order_by("cast_at", "pk")


def cast(
    entry: Entry,
    *,
    by: Member,
    purpose: str,
    counts_from: datetime,
    now: datetime,
    reason: str = "",
    why: CloseReason | None = None,
    duplicate_of: Entry | None = None,
) -> Ballot:
    """Write the vote down. The entry is locked by the caller, who has asked whether `by` may."""
    ballot = Ballot.objects.create(
        entry=entry, voter=by, purpose=purpose, reason=reason, why=why, duplicate_of=duplicate_of,
        cast_at=now, counts_from=counts_from,
    )  # fmt: skip
    happened("ballot.cast", by=by, about=entry, now=now, purpose=purpose, ballot=ballot.pk)
    return ballot


def let_age(entry: Entry, numbers: Numbers, *, now: datetime) -> None:
    """Votes of long ago (`close.days`) count no more; the nightly job ends those of entries that nobody votes on."""
    before = now - timedelta(days=numbers["close.days"])
    aged = Ballot.objects.filter(entry=entry, ended_at=None, cast_at__lte=before)
    if end(aged, Ballot.Outcome.AGED, now=now):
        settle_advice_without_votes(entry, now=now)


def same_again(
    entry: Entry, *, by: Member, purpose: str, reason: str = "", why: int | None = None, of: int | None = None
) -> bool:
    """Whether `by` has cast this very vote already. Raises Refused when their open vote says something else."""
    ballot = open_ballots(entry, purpose).filter(voter=by).first()
    if ballot is None:
        return False
    if (ballot.reason, ballot.why_id, ballot.duplicate_of_id) != (reason, why, of):
        raise Refused(_("You have a vote on this already. Take it back first to give another reason."))
    return True


def refuse_nameless(by: Member, entry: Entry) -> None:
    """A vote bears its voter's name, so whoever asked a question anonymously casts none on it."""
    if rules.asked_anonymously.test(by, entry):
        raise Refused(_("You asked this anonymously, and a vote would have your name on it."))


def refuse_if_used_up(by: Member, position: Position, *, now: datetime) -> None:
    """So many votes to close and reopen a UTC day (`close.votes_a_day`); moderators as many as it takes."""
    if position.looks_after:
        return
    by.take_turns()
    today = Ballot.objects.filter(
        voter=by,
        cast_at__gte=utc_midnight(now),
        purpose__in=(Ballot.Purpose.CLOSE, Ballot.Purpose.REOPEN),
    )
    if today.count() >= position.numbers["close.votes_a_day"]:
        raise Refused(
            _("Those were your votes to close and reopen for today. There are more after midnight, UTC.")
        )


def of_moderators(ballots: Iterable[Ballot], community_id: int) -> list[Ballot]:
    """Those of them whose voters look after the community as things stand: one is enough."""
    ballots = list(ballots)
    voters = {ballot.voter_id for ballot in ballots}
    looking = set(
        Moderator.objects.filter(community=community_id, member__in=voters).values_list("member", flat=True)
    ) | set(Member.objects.filter(pk__in=voters, is_staff=True).values_list("pk", flat=True))
    return [ballot for ballot in ballots if ballot.voter_id in looking]


def decided(ballots: list[Ballot]) -> Ballot:
    """The vote whose words hold: of the most frequent reason, the latest on a tie; then of the most frequent choice."""

    def times(chosen: tuple[object, ...], width: int) -> int:
        return sum(_choice(ballot)[:width] == chosen[:width] for ballot in ballots)

    return max(
        ballots,
        key=lambda ballot: (times(_choice(ballot), 1), _latest(ballots, ballot), times(_choice(ballot), 3),
                            ballot.cast_at, ballot.pk),
    )  # fmt: skip


def _choice(ballot: Ballot) -> tuple[object, ...]:
    return ballot.reason, ballot.why_id, ballot.duplicate_of_id


def _latest(ballots: list[Ballot], one: Ballot) -> tuple[datetime, int]:
    """When the last vote with the same reason was cast."""
    return max((ballot.cast_at, ballot.pk) for ballot in ballots if ballot.reason == one.reason)


def end(ballots: Iterable[Ballot], outcome: Ballot.Outcome, *, now: datetime) -> list[int]:
    """These votes are at an end; their ids."""
    ids = [ballot.pk for ballot in ballots]
    Ballot.objects.filter(pk__in=ids, ended_at=None).update(ended_at=now, outcome=outcome)
    return ids


def end_all(entry: Entry, *, now: datetime) -> None:
    """The entry goes out of sight, or comes back: whatever was voted on it has no object any more."""
    end(Ballot.objects.filter(entry=entry, ended_at=None), Ballot.Outcome.LAPSED, now=now)
    settle_advice(entry, now=now)


def settle_advice(question: Entry, *, now: datetime) -> None:
    """What the author was told is done, or no longer wanted."""
    Advice.objects.filter(question=question, settled_at=None).update(settled_at=now)


def settle_advice_without_votes(question: Entry, *, now: datetime) -> None:
    """Advice is for a question that somebody wants closed: without such a vote it is settled."""
    if question.closed_at is None and not open_ballots(question, Ballot.Purpose.CLOSE).exists():
        settle_advice(question, now=now)


def advise(
    question: Entry,
    *,
    by: Member,
    reason: Reason,
    why: CloseReason | None,
    duplicate_of: Entry | None,
    now: datetime,
) -> datetime:
    """Tell the author what would help, once for each reason; since when they know (rules.md: ours)."""
    told = list(Advice.objects.filter(question=question, settled_at=None).order_by("at"))
    if reason not in {advice.reason for advice in told}:
        advice = Advice.objects.create(
            question=question, reason=reason, why=why, duplicate_of=duplicate_of, at=now
        )
        told.append(advice)
        touch(question.pk)
        happened("question.advised", by=by, about=question, now=now, advice=advice.pk)
    return told[0].at
