"""What shows that somebody knows a topic: whoever holds such facts says them here, in words and with a weight.

A higher app registers its own in a module that its `AppConfig.ready()` imports:

    @evidence("answers", order=10, strongest=who_answers_most)
    def answers(members: Sequence[int], topics: Sequence[int]) -> Shown: ...

The function gives, for those pairs of a member and a topic of which it knows something, one Evidence. `strongest`
names who shows most on one topic without being asked about anybody: `(topic, most) -> {member: weight}`.

What they give is for everybody's eyes. So each leaves out what its member keeps to themselves, and what is deleted;
and each asks the database the same few times, whether for one pair or for a page of them.

A weight says how much a fact tells, 1 about as much as one answer that somebody found useful.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

CLEAR = 3.0  # who shows so much on a topic stands among those who know it, listed or not


class Evidence(NamedTuple):
    """One kind of fact about one member and one topic."""

    words: str  # "12 answers, 4 accepted"
    weight: float
    url: str = ""  # where it can be seen


Shown = Mapping[tuple[int, int], Evidence]  # by member and topic
Show = Callable[[Sequence[int], Sequence[int]], Shown]
Strongest = Callable[[int, int], Mapping[int, float]]


class _Source(NamedTuple):
    order: int
    name: str
    show: Show
    strongest: Strongest | None


_sources: list[_Source] = []


def evidence(name: str, *, order: int = 100, strongest: Strongest | None = None) -> Callable[[Show], Show]:
    """Register a kind of evidence; the smallest `order` is told first. The same name again replaces it."""

    def register(function: Show) -> Show:
        _sources[:] = sorted(
            [*(one for one in _sources if one.name != name), _Source(order, name, function, strongest)],
            key=lambda one: (one.order, one.name),
        )
        return function

    return register


def evidence_of(members: Sequence[int], topics: Sequence[int]) -> dict[tuple[int, int], list[Evidence]]:
    """All that shows what these members know of these topics, by member and topic; nothing known, no key.

    Asks each source once.
    """
    found: dict[tuple[int, int], list[Evidence]] = {}
    if members and topics:
        for source in _sources:
            for pair, one in source.show(members, topics).items():
                found.setdefault(pair, []).append(one)
    return found


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
