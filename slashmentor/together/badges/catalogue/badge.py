"""What a badge is, and the list of them. Each file beside this one calls `badge(…)` for its subject."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from slashmentor.base.pages.words import number
from slashmentor.parts.questions.models import Entry

from ..finding.scope import Scope
from ..models import Tier

Words = str | Promise


class Subject(models.TextChoices):
    """Under which heading a badge stands."""

    QUESTIONS = "questions", _("Questions")
    ANSWERS = "answers", _("Answers")
    TAKING_PART = "taking_part", _("Taking part")
    MODERATION = "moderation", _("Looking after the place")
    TOPICS = "topics", _("Topics")
    MENTORING = "mentoring", _("Mentoring")


class Each(models.TextChoices):
    """How often one person can have a badge, and so what `find` gives."""

    ONCE = "once", _("can be had once")  # a query for the members' ids
    POST = "post", _("can be had for each post")  # a query for the posts, whose authors get it
    QUEUE = "queue", _("can be had in each review queue")  # (member's id, name of the queue)
    TOPIC = (
        "topic",
        _("can be had in each topic"),
    )  # (member's id, topic's id); withdrawn when no longer found


# What a number means, as the communities' settings say it behind the badge's name.
_MEANS: dict[str, Words] = {
    "score": _("score"),
    "days": _("days"),
    "views": _("views"),
    "bookmarks": _("bookmarks"),
    "answers": _("answers"),
    "percent": _("percent"),
    "hours": _("hours"),
    "topics": _("topics"),
    "of": _("of so many topics"),
    "comments": _("comments"),
    "reputation": _("reputation"),
    "votes": _("votes"),
    "flags": _("helpful flags"),
    "edits": _("edits"),
    "reviews": _("reviews"),
    "wikis": _("topic wikis"),
    "questions": _("questions"),
    "times": _("times"),
    "above": _("score that has to be exceeded"),
    "from_score": _("score before, at most"),
    "to_score": _("score afterwards, at least"),
}


@dataclass(frozen=True)
class Badge:
    """A badge: for what, how often, and how those who have earned it are found.

    `name` is its English name, by which badges that were brought from another site are known; `numbers` are its
    defaults, which a community can change (as `badge.<key>.<name>`). `have` counts how far somebody is, towards
    `numbers[goal]`; without it, no progress is shown. `voted_on`: a vote completes it only on such a post, and, of a
    badge for posts with a `score`, on one that has reached it (so that hearing of a vote costs little). `hears`: the happenings that can complete it; without any the
    nightly review finds it. `everywhere`: of the whole instance instead of a community.
    """

    key: str
    name: str
    tier: Tier
    subject: Subject
    sentence: Words
    find: Callable[[Scope], Iterable[Any]]
    each: Each = Each.ONCE
    hears: tuple[str, ...] = ()
    voted_on: Entry.Kind | None = None
    have: Callable[[Scope], int] | None = None
    goal: str = ""
    everywhere: bool = False
    numbers: Mapping[str, float] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return gettext(self.name)

    def says(self, numbers: Mapping[str, float]) -> str:
        """What it is for, with the numbers of a community."""
        values = {name: _figure(numbers[self.number(name)]) for name in self.numbers}
        return str(self.sentence) % values

    def number(self, name: str) -> str:
        """The name of one of its numbers among a community's."""
        return f"badge.{self.key}.{name}"

    @staticmethod
    def means(name: str) -> Words:
        return _MEANS[name]


def _figure(value: float) -> str:
    return number(int(value)).replace("-", "−")


_badges: dict[str, Badge] = {}


def badge(
    subject: Subject,
    key: str,
    name: str,
    tier: Tier,
    sentence: Words,
    *,
    find: Callable[[Scope], Iterable[Any]],
    each: Each = Each.ONCE,
    hears: tuple[str, ...] = (),
    voted_on: Entry.Kind | None = None,
    have: Callable[[Scope], int] | None = None,
    goal: str = "",
    everywhere: bool = False,
    **numbers: float,
) -> Badge:
    """Make a badge known; its key once."""
    if key in _badges:
        raise TypeError(f"There is a badge called {key} already.")
    made = Badge(
        key, name, tier, subject, sentence, find, each, hears, voted_on, have, goal, everywhere, numbers
    )
    _badges[key] = made
    return made


def badges() -> list[Badge]:
    """All of them, in the order of the catalogue."""
    return list(_badges.values())


def badge_called(key: str) -> Badge | None:
    return _badges.get(key)
