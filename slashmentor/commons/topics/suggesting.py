"""Topics that a member might say they know: whoever has a reason to think so suggests them here, with the reason.

A higher app registers its own in a module that its `AppConfig.ready()` imports:

    @suggests_topics("answers", order=10)
    def answered_on(member: Member) -> list[Suggested]: ...   # the surest first, one query
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from slashmentor.commons.people.models import Member

from .models import Topic


class Suggested(NamedTuple):
    """One topic, and why: "You answered 4 questions on it"."""

    topic: Topic
    why: str


Suggest = Callable[[Member], Sequence[Suggested]]
_sources: dict[str, tuple[int, Suggest]] = {}


def suggests_topics(name: str, *, order: int = 100) -> Callable[[Suggest], Suggest]:
    """Register a source of suggestions; the smallest `order` goes first. The same name again replaces it."""

    def register(function: Suggest) -> Suggest:
        _sources[name] = (order, function)
        return function

    return register


def suggestions_for(member: Member, *, most: int) -> list[Suggested]:
    """Topics that the member doesn't list yet, each once with its first reason; the sources take turns."""
    listed = set(member.expertise.values_list("topic_id", flat=True))
    lines = [list(function(member)) for _order, function in sorted(_sources.values(), key=lambda one: one[0])]
    found: dict[int, Suggested] = {}
    for place in range(max(map(len, lines), default=0)):
        for line in lines:
            if place < len(line) and line[place].topic.pk not in listed:
                found.setdefault(line[place].topic.pk, line[place])
    return list(found.values())[:most]
