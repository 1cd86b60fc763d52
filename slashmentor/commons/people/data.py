"""What an instance holds of a member: everybody who holds something says how it goes out, and how it goes away.

A higher app registers its own in a module that its `AppConfig.ready()` imports:

    @exports("questions")
    def questions_of(member: Member) -> list[dict[str, Any]]: ...   # anything JSON can say

    @erases("questions", order=10)
    def erase_questions(member: Member, *, keep_words: bool, now: datetime) -> None: ...
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction

from slashmentor.commons.people.models import Member

Export = Callable[[Member], Any]


class Erase(Protocol):
    def __call__(self, member: Member, *, keep_words: bool, now: datetime) -> None: ...


_exports: dict[str, Export] = {}
_erases: dict[str, tuple[int, Erase]] = {}


def exports(name: str) -> Callable[[Export], Export]:
    """The function gives all that its app holds of a member; it stands under `name` in the export."""

    def register(function: Export) -> Export:
        _exports[name] = function
        return function

    return register


def erases(name: str, *, order: int = 100) -> Callable[[Erase], Erase]:
    """The function takes a member out of what its app holds, before the member's row goes; small orders first.

    `keep_words`: what they wrote for all to read stays, without their name; otherwise it goes too. Rows that
    a foreign key deletes or clears need no mention; counters, copies, files, caches and names in text do.
    """

    def register(function: Erase) -> Erase:
        _erases[name] = (order, function)
        return function

    return register


def everything(member: Member) -> dict[str, Any]:
    """All that is held of a member, by part."""
    return {name: export(member) for name, export in sorted(_exports.items())}


@transaction.atomic
def erase_everywhere(member: Member, *, keep_words: bool, now: datetime) -> None:
    """Ask every app to let go of a member."""
    for _order, erase in sorted(_erases.values(), key=lambda item: item[0]):
        erase(member, keep_words=keep_words, now=now)
