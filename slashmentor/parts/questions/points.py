"""Which points a vote or an acceptance brings to whom, and what is due for an entry as it stands.

The ledger itself is `commons/standing`; what is due follows from votes and acceptance alone, so that it can be
worked out anew at any time (`due_of`, `slashmentor reputation verify`).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from slashmentor.base.days import utc_day
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.ledger import Due
from slashmentor.commons.standing.models import Line

from .models import Bounty, Entry, Vote

# The kinds that follow from an entry's votes and acceptance.
OF_VOTES = (
    Line.Kind.VOTED_UP,
    Line.Kind.VOTED_DOWN,
    Line.Kind.CAST_DOWN,
    Line.Kind.ACCEPTED,
    Line.Kind.ACCEPTING,
)
OF_BOUNTIES = (Line.Kind.BOUNTY_OFFERED, Line.Kind.BOUNTY_WON, Line.Kind.BOUNTY_BACK)
# The numbers by which that is worked out.
NUMBERS_OF_DUES = frozenset(
    {"points.voted_up", "points.voted_down", "points.cast_down", "points.accepted", "points.accepting",
     "points.kept_score", "points.kept_days"}
)  # fmt: skip


def for_vote(entry: Entry, vote: Vote, numbers: Numbers) -> list[Due]:
    """What a vote brings: to the author, and from who votes an answer down. Nothing while it waits or doesn't pay."""
    if not vote.pays or vote.waits_until is not None:
        return []
    day = utc_day(vote.cast_at)
    if vote.value > 0:
        return [Due(entry.author_id, Line.Kind.VOTED_UP, numbers.whole("points.voted_up"), day, entry.pk)]
    dues = [Due(entry.author_id, Line.Kind.VOTED_DOWN, numbers.whole("points.voted_down"), day, entry.pk)]
    if not entry.is_question:
        cost = numbers.whole("points.cast_down")
        dues.append(Due(vote.voter_id, Line.Kind.CAST_DOWN, cost, day, entry.pk))
    return dues


def for_acceptance(question: Entry, answer: Entry, numbers: Numbers) -> list[Due]:
    """What an acceptance brings to who answered and who asked; nothing for one's own answer, or what a dump says."""
    if not question.accept_pays or question.accepted_at is None:
        return []
    if answer.author_id is not None and answer.author_id == question.author_id:
        return []
    day = utc_day(question.accepted_at)
    return [
        Due(answer.author_id, Line.Kind.ACCEPTED, numbers.whole("points.accepted"), day, answer.pk),
        Due(question.author_id, Line.Kind.ACCEPTING, numbers.whole("points.accepting"), day, answer.pk),
    ]


def for_bounty(bounty: Bounty) -> list[Due]:
    """What a bounty has cost and brought so far: first the offer, then what came of it."""
    offered = utc_day(bounty.offered_at)
    kinds = Line.Kind
    dues = [Due(bounty.by_id, kinds.BOUNTY_OFFERED, -bounty.amount, offered, bounty.question_id)]
    if bounty.awarded_at is None:
        return dues
    day = utc_day(bounty.awarded_at)
    if bounty.state == Bounty.State.GIVEN_BACK:
        dues.append(Due(bounty.by_id, kinds.BOUNTY_BACK, bounty.amount, day, bounty.question_id))
    if bounty.answer is not None:
        why = Line.Why.AUTOMATIC if bounty.state == Bounty.State.AUTOMATIC else ""
        dues.append(
            Due(bounty.answer.author_id, kinds.BOUNTY_WON, bounty.awarded, day, bounty.answer.pk, why)
        )
    return dues


def due_of(entry: Entry, numbers: Numbers, votes: Iterable[Vote] | None = None) -> Iterator[Due]:
    """Everything that an entry's votes and acceptance are worth as it stands: nothing when it (or its question) is
    deleted, unless it stood for long and was found good (`keeps_points`). `votes`: its votes, if they are at hand.
    """
    question = entry if entry.question is None else entry.question
    gone = gone_at(entry)
    if gone is not None and not keeps_points(entry, gone, numbers):
        return
    for vote in entry.votes.filter(pays=True, waits_until=None) if votes is None else votes:
        yield from for_vote(entry, vote, numbers)
    if question.accepted_id == entry.pk:
        yield from for_acceptance(question, entry, numbers)


def gone_at(entry: Entry) -> datetime | None:
    """Since when an entry is out of sight, by itself or with its question; None: it is here."""
    both = (entry.deleted_at, entry.question.deleted_at if entry.question is not None else None)
    return min((at for at in both if at is not None), default=None)


def keeps_points(entry: Entry, deleted_at: datetime, numbers: Numbers) -> bool:
    """Whether a deleted entry's points stay: it had a score of 3, and stood for 60 days (as Stack Exchange has it)."""
    stood = deleted_at - entry.created_at
    return entry.score >= numbers["points.kept_score"] and stood >= timedelta(
        days=numbers["points.kept_days"]
    )


def settle_abuse(entry: Entry, *, numbers: Numbers, now: datetime) -> None:
    """What being deleted as spam or abuse costs its author: 100 points once while it is so, and nothing any more after."""
    due = []
    if entry.deleted_at is not None and entry.is_removed:
        day = utc_day(entry.deleted_at)
        due = [Due(entry.author_id, Line.Kind.ABUSE, numbers.whole("points.abuse"), day, entry.pk)]
    kinds = (Line.Kind.ABUSE,)
    written = Line.objects.filter(about_id=entry.pk, kind__in=kinds).values_list("community", flat=True)
    # Its question may have been moved since: then it cost them something where it was before.
    for community_id in sorted({entry.community_id, *written}):
        here = community_id == entry.community_id
        ledger.settle(
            community_id,
            entry.pk,
            due if here else (),
            kinds=kinds,
            numbers=numbers if here else numbers_in(community_id),
            why="" if due and here else Line.Why.UNDELETED,
            now=now,
        )


def settle_points(entry: Entry, *, numbers: Numbers, why: str, now: datetime) -> int:
    """Make the ledger of an entry equal to what is due for it now; how many lines that took.

    A question's deletion takes its answers' points along: `settle_all` then. Part of the caller's transaction.
    """
    return settle_all([entry], numbers=numbers, why=why, now=now)


def settle_all(
    entries: Iterable[Entry], *, numbers: Numbers, why: str, now: datetime, more: Iterable[Due] = ()
) -> int:
    """The same for several entries of one community, and `more` that is due beside; standings are locked in order."""
    lines = list(more)
    community_id = None
    for entry in entries:
        community_id = entry.community_id
        lines += ledger.missing(community_id, entry.pk, due_of(entry, numbers), kinds=OF_VOTES)
    if community_id is not None:
        ledger.write(community_id, lines, numbers=numbers, why=why, now=now)
    return len(lines)
