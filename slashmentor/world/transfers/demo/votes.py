"""The demo's votes, 2,500 of them, written together: one by one through `vote()` they would take a minute."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from slashmentor.base.bulk import insert
from slashmentor.commons.communities.numbers import Numbers, numbers_in
from slashmentor.commons.happenings import many_happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.ledger import Due, write
from slashmentor.parts.questions.actions.following_up import settle_answered, touch
from slashmentor.parts.questions.models import Entry, Greeting, Tagging, Vote
from slashmentor.parts.questions.points import for_vote


class Cast(NamedTuple):
    """Who finds what useful (1) or in need of work (-1), and since when."""

    voter: Member
    entry: Entry
    value: int
    at: datetime


def cast_all(votes: list[Cast], *, now: datetime) -> None:
    """Leave what `vote()` would leave: the rows, every counter, the points on their days, and what happened.

    Badges alone hear of votes; one review of them (load.py) finds what 2,500 questions after each vote would.
    """
    votes = sorted(votes, key=lambda vote: vote.at)
    waits = _waits(votes, now)
    insert(
        Vote,
        ("voter", "entry", "author", "value", "cast_at", "pays", "waits_until"),
        [
            (
                vote.voter.pk, vote.entry.pk, vote.entry.author_id, vote.value, vote.at,
                vote.entry.author_id is not None and not vote.entry.is_wiki, waits.get(vote),
            )
            for vote in votes
        ],
    )  # fmt: skip
    _count([vote for vote in votes if vote not in waits])
    _pay(votes, now)
    many_happened(
        "entry.voted",
        [(vote.voter, vote.entry, vote.at, {"value": vote.value, "before": 0}) for vote in votes],
        told=False,
    )


def _waits(votes: list[Cast], now: datetime) -> dict[Cast, datetime]:
    """Those against a first question whose day of welcome isn't over now; of all others that day is long gone."""
    young = dict(Greeting.objects.filter(until__gt=now).values_list("question", "until"))
    return {vote: young[vote.entry.pk] for vote in votes if vote.value < 0 and vote.entry.pk in young}


def _count(votes: list[Cast]) -> None:
    on: dict[int, list[Cast]] = defaultdict(list)
    for vote in votes:
        on[vote.entry.pk].append(vote)
    for pk, here in sorted(on.items()):
        ups = sum(vote.value > 0 for vote in here)
        score = sum(vote.value for vote in here)
        Entry.objects.filter(pk=pk).update(
            ups=F("ups") + ups, downs=F("downs") + len(here) - ups, score=F("score") + score
        )
        Tagging.objects.filter(question=pk).update(score=F("score") + score)
    for question in sorted({vote.entry.question_pk for vote in votes}):
        settle_answered(question)
        touch(question)


def _pay(votes: list[Cast], now: datetime) -> None:
    """The lines of all votes, those of each community at once."""
    entries = {vote.entry.pk: vote.entry for vote in votes}
    dues: dict[int, list[Due]] = defaultdict(list)
    numbers: dict[int, Numbers] = {}
    for vote in Vote.objects.filter(entry__in=entries).order_by("cast_at", "pk"):
        entry = entries[vote.entry_id]
        here = entry.community_id
        if here not in numbers:
            numbers[here] = numbers_in(here)
        dues[here] += [
            Due(due.member_id, due.kind, due.points, due.day, due.about_id, at=vote.cast_at)
            for due in for_vote(entry, vote, numbers[here])
        ]
    for community_id, due in sorted(dues.items()):
        write(community_id, due, numbers=numbers[community_id], now=now)
