"""Who fits a question, and which questions fit a member: the ranking over what happened on this instance.

    found = fitting_members(question, most=3, without=told, now=now)   # best first, each with its facts
    refit.later(member_id=member.pk, key=f"refit:{member.pk}")         # writes the member's `Fit` rows anew

Called in jobs and commands only, never while a page is made: a process that calls it keeps the whole index in memory
(docs/developers/routing-index.md). Pages read `Fit`. What needs numpy is imported within the functions, so that a web
process, which imports this for the jobs' sake, does without.
"""

import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry

Fact = dict[str, Any]
Begin = Callable[..., object]

_begins: list[Begin] = []


@dataclass(frozen=True, slots=True)
class Found:
    """A question fits a member.

    `score`: the logarithm of the chance that they are the one who answers it. `place`: among all for that question,
    from 1; 0 when it isn't among the first fifty. `facts`: at most three, the strongest first, each one true:
    {"kind": "answered", "topic": name, "count": n, "lately": m} (m of them in the last 30 days),
    {"kind": "listed", "topic": name, "level": level}, {"kind": "published", "topic": name, "count": n},
    {"kind": "endorsed", "topic": name, "count": n}, {"kind": "similar", "question": id} (they answered that one),
    {"kind": "words"} (it reads like what they answer), {"kind": "profile"} (they answered nobody yet; it reads like what
    they list or published).
    """

    member_id: int
    question_id: int
    score: float
    place: int
    facts: list[Fact]


def fitting_members(
    question: Entry, *, most: int, without: Collection[int] = (), now: datetime
) -> list[Found]:
    """Who can and will answer it, best first, at most `most`; nobody for whom no fact speaks.

    Left out: `without`, its asker (an anonymous one too, whose seal stays shut), who answered it already, and who
    can't be here now (gone, unclaimed, suspended everywhere). Places count those that are left.
    """
    from .members import fitting_members as find  # numpy

    return find(question, most=most, without=without, now=now)


def fitting_questions(member: Member, *, most: int, now: datetime) -> list[Found]:
    """The questions of the last year that wait for a good answer and fit this member, best first, at most `most`.

    Left out: their own and those they answered. Some hundred are looked at: the newest on the topics they know, and
    those that read most like what they answered.
    """
    from .questions import fitting_questions as find  # numpy

    return find(member, most=most, now=now)


def when_routed(begin: Begin) -> Begin:
    """Call this with each question that came in, `(question, now=now)`, once its fits are written; at least once."""
    if begin not in _begins:
        _begins.append(begin)
    return begin


def routed(question: Entry, *, now: datetime) -> None:
    """Tell those who wanted to hear by `when_routed`."""
    for begin in _begins:
        begin(question, now=now)


def forget() -> None:
    """Drop what this process has in memory; the next call reads it anew. For tests, whose databases begin anew."""
    if (held := sys.modules.get(f"{__name__}.held")) is not None:  # who never used it hasn't loaded it
        held.forget()
