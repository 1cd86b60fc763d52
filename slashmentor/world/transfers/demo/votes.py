"""The demo's votes, 2,500 of them, written together: one by one through `vote()` they would take half a minute."""

from collections import defaultdict
from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from slashmentor.base.bulk import insert
from slashmentor.commons.happenings import many_happened
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.actions.following_up import settle_answered, touch
from slashmentor.parts.questions.models import Entry, Tagging, Vote


class Cast(NamedTuple):
    """Who finds what useful (1) or in need of work (-1), and since when."""

    voter: Member
    entry: Entry
    value: int
    at: datetime


def cast_all(votes: list[Cast]) -> None:
    """Leave what `vote()` would leave: the rows, every counter, and what happened."""
    insert(
        Vote,
        ("voter", "entry", "author", "value", "cast_at"),
        [(vote.voter.pk, vote.entry.pk, vote.entry.author_id, vote.value, vote.at) for vote in votes],
    )
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
    many_happened(
        "entry.voted",
        [
            (vote.voter, vote.entry, vote.at, {"value": vote.value, "before": 0})
            for vote in sorted(votes, key=lambda vote: vote.at)
        ],
    )
