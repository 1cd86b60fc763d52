"""What can be flagged: each app says it of its own things, since safety knows none of them.

flaggable("questions.entry", Entries())      # in a module that the app's `ready()` imports
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.functional import Promise

from slashmentor.commons.people.models import Member

from .models import Harm


@dataclass(frozen=True)
class About:
    """A thing as flags, decisions and moderators' pages need it."""

    community_id: int | None  # None: of the instance, and for those who run it
    title: str
    address: str
    excerpt: str
    author: Member | None  # None: nobody is known to have written it
    is_gone: bool  # deleted already
    # Said between members: moderators see it only while one of them flags it, and nothing around it.
    is_private: bool = False


@dataclass(frozen=True)
class Act:
    """Something a moderator can do with a thing. `do` None: it is done on the page at `address`."""

    name: str
    label: str | Promise
    do: Callable[..., object] | None = None  # (thing, *, by, reason, now)
    address: str = ""


class Flaggable(Protocol):
    """What safety asks an app about one kind of its things."""

    def load(self, ids: Iterable[int]) -> dict[int, Any]:
        """These things by id with all that the others below read, deleted ones too; one query."""

    def locked(self, pk: int) -> Any:
        """The thing as it is now, locked until the transaction ends."""

    def may_see(self, member: Member, thing: Any) -> bool: ...

    def about(self, thing: Any) -> About: ...

    def harms(self, thing: Any) -> Sequence[Harm]:
        """What can be wrong with it."""

    def acts(self, thing: Any) -> Sequence[Act]: ...

    def remove(self, thing: Any, *, now: datetime) -> None:
        """Delete a locked thing as spam or abuse, with what that costs its author. Asks nobody; twice is once."""

    def restore(self, thing: Any, *, by: Member, now: datetime) -> None:
        """Bring a locked thing back as if it had never been removed; it asks whether `by` may."""


_kinds: dict[str, Flaggable] = {}


def flaggable(kind: str, how: Flaggable) -> None:
    """Things of this kind ("questions.entry", a model's label) can be flagged."""
    _kinds[kind] = how


def kind_of(name: str) -> Flaggable | None:
    return _kinds.get(name)


def of(thing: Any) -> Flaggable:
    """How to ask about a thing at hand. Raises KeyError for what nobody made flaggable."""
    return _kinds[thing._meta.label_lower]


def find(kind: str, pk: int | None) -> Any:
    """The thing, or None."""
    how = _kinds.get(kind)
    return how.load([pk]).get(pk) if how is not None and pk is not None else None


def load_all(pairs: Iterable[tuple[str, int]]) -> dict[tuple[str, int], About]:
    """What is to be said of many things, by kind and id: one query for each kind."""
    wanted = set(pairs)
    found = {}
    for kind, how in _kinds.items():
        ids = [pk for name, pk in wanted if name == kind]
        if ids:
            found.update({(kind, pk): how.about(thing) for pk, thing in how.load(ids).items()})
    return found
