"""What shows that somebody knows a topic: whoever holds such facts says them here, in words and with a weight.

A higher app registers its own in a module that its `AppConfig.ready()` imports:

    @evidence("answers", order=10, facts=answered, strongest=who_answers_most)
    def answers(handle: str, count: int) -> Evidence: ...

`facts` gives a SELECT: for those pairs of a member and a topic of which it knows something, one row of the member's
id, the topic's and a JSON list (`base/rows.py`, `json_list`). The members and topics asked about come to it as SQL
for an IN (…): numbers, or a SELECT. So the facts of all sources are one query, or stand within another one. The
decorated function is called with what the list holds, and says it in words.
`strongest` names who shows most on one topic without being asked about anybody: `(topic, most) -> {member: weight}`.

What they give is for everybody's eyes. So each leaves out what its member keeps to themselves, and what is deleted.

A weight says how much a fact tells, 1 about as much as one answer that somebody found useful.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from slashmentor.base.rows import fetch, numbers

CLEAR = 3.0  # who shows so much on a topic stands among those who know it, listed or not


class Evidence(NamedTuple):
    """One kind of fact about one member and one topic."""

    words: str  # "12 answers, 4 accepted"
    weight: float
    url: str = ""  # where it can be seen


Show = Callable[..., Evidence]
Facts = Callable[[str, str], str]
Strongest = Callable[[int, int], Mapping[int, float]]


class Fact(NamedTuple):
    """A row of `facts_of`: what a source knows of a member and a topic, not yet in words."""

    source: str
    member_id: int
    topic_id: int
    list: str  # as JSON


class _Source(NamedTuple):
    order: int
    name: str
    show: Show
    facts: Facts
    strongest: Strongest | None


_sources: list[_Source] = []


def evidence(
    name: str, *, order: int = 100, facts: Facts, strongest: Strongest | None = None
) -> Callable[[Show], Show]:
    """Register a kind of evidence; the smallest `order` is told first. The same name again replaces it."""

    def register(function: Show) -> Show:
        _sources[:] = sorted(
            [
                *(one for one in _sources if one.name != name),
                _Source(order, name, function, facts, strongest),
            ],
            key=lambda one: (one.order, one.name),
        )
        return function

    return register


def facts_of(members: str, topics: str) -> str:
    """A SELECT of every Fact about these members and topics, each given as SQL for an IN (…)."""
    parts = [
        f"SELECT '{source.name}', known.* FROM ({source.facts(members, topics)}) AS known"  # noqa: S608 - our own words
        for source in _sources
    ]
    union = " UNION ALL ".join(parts) or "SELECT '', 0, 0, '' WHERE 1 = 0"
    return f"WITH facts(source, member_id, topic_id, list) AS ({union}) SELECT * FROM facts"  # noqa: S608 - the same


def in_words(facts: Sequence[Fact]) -> dict[tuple[int, int], list[Evidence]]:
    """What the facts say, by member and topic."""
    found: dict[tuple[int, int], list[Evidence]] = {}
    for source in _sources:
        for fact in facts:
            if fact.source == source.name:
                pair = fact.member_id, fact.topic_id
                found.setdefault(pair, []).append(source.show(*json.loads(fact.list)))
    return found


def evidence_of(members: Sequence[int], topics: Sequence[int]) -> dict[tuple[int, int], list[Evidence]]:
    """All that shows what these members know of these topics, by member and topic; nothing known, no key. One query."""
    if not (members and topics and _sources):
        return {}
    return in_words(fetch(Fact, facts_of(numbers(members), numbers(topics)), []))


def weight_of(shown: Sequence[Evidence]) -> float:
    """How much these facts tell together."""
    return sum(one.weight for one in shown)


def strongest_on(topic: int, *, most: int) -> dict[int, float]:
    """Who shows most on a topic, with how much, the strongest first; asks each source that can tell once."""
    weights: dict[int, float] = {}
    for source in _sources:
        if source.strongest is not None:
            for member, weight in source.strongest(topic, most).items():
                weights[member] = weights.get(member, 0.0) + weight
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:most])
