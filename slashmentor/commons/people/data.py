"""What an instance holds of a member: everybody who holds something says how it goes out, and how it goes away.

A higher app registers its own in a module that its `AppConfig.ready()` imports:

    @exports("questions")
    def questions_of(member: Member) -> list[dict[str, Any]]: ...   # anything JSON can say

    @erases("questions", order=10)
    def erase_questions(member: Member, *, keep_words: bool, now: datetime) -> None: ...

    moves("questions.entry.author")                # a foreign key that simply names the other account from now on
    merges_once("questions.following.member", each="question")   # the same where a member has one for each thing
    @merges("questions.vote.voter", order=10)      # foreign keys that take more, and the function that sees to them
    def merge_votes(gone: Member, into: Member, *, now: datetime) -> None: ...
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.apps import apps
from django.db import transaction
from django.db.models import ManyToOneRel, Model

from slashmentor.commons.people.models import Member

Export = Callable[[Member], Any]


class Erase(Protocol):
    def __call__(self, member: Member, *, keep_words: bool, now: datetime) -> None: ...


class Merge(Protocol):
    def __call__(self, gone: Member, into: Member, *, now: datetime) -> None: ...


_exports: dict[str, Export] = {}
_erases: dict[str, tuple[int, Erase]] = {}
_merges: list[tuple[int, Merge]] = []
# Every foreign key to a member, as "app.model.field", and what becomes of it when accounts are merged.
_in_a_merge: dict[str, str] = {}


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


def moves(*names: str) -> None:
    """These foreign keys ("questions.entry.author") name the account that stays, when accounts are merged."""
    _in_a_merge.update(dict.fromkeys(names, "moves"))


def drops(*names: str) -> None:
    """What these foreign keys belong to goes with the account that goes: ways to log in, indexes of it."""
    _in_a_merge.update(dict.fromkeys(names, "drops"))


def merges(*names: str, order: int = 100) -> Callable[[Merge], Merge]:
    """The function brings what these foreign keys belong to over to the account that stays; small orders first.

    For all that takes more than another name in the row: what both have, counters, points. When it is called,
    nothing that `moves` has moved yet.
    """
    _in_a_merge.update(dict.fromkeys(names, "merges"))

    def register(function: Merge) -> Merge:
        _merges.append((order, function))
        return function

    return register


def merges_once(name: str, *, each: str, order: int = 100) -> None:
    """The same for rows of which a member has one for each thing, the field `each`: see `bring_once`."""

    @merges(name, order=order)
    def merge(gone: Member, into: Member, *, now: datetime) -> None:  # noqa: ARG001 - the registry's signature
        bring_once(name, gone, into, each=each)


def bring_once(name: str, gone: Member, into: Member, *, each: str) -> None:
    """Bring these rows over to the account that stays. Of two for the same thing, its own holds."""
    model, field = _key(name)
    theirs = model._default_manager.filter(**{field: gone})
    theirs.filter(**{f"{each}__in": model._default_manager.filter(**{field: into}).values(each)}).delete()
    theirs.update(**{field: into})


def keys_in_a_merge() -> dict[str, str]:
    """Every foreign key that somebody spoke for, and how."""
    return dict(_in_a_merge)


def everything(member: Member) -> dict[str, Any]:
    """All that is held of a member, by part."""
    return {name: export(member) for name, export in sorted(_exports.items())}


@transaction.atomic
def erase_everywhere(member: Member, *, keep_words: bool, now: datetime) -> None:
    """Ask every app to let go of a member."""
    for _order, erase in sorted(_erases.values(), key=lambda item: item[0]):
        erase(member, keep_words=keep_words, now=now)


@transaction.atomic
def merge_everywhere(gone: Member, into: Member, *, now: datetime) -> None:
    """Ask every app to bring over what it holds, then move what simply moves.

    Afterwards nothing names `gone` but what goes with it: raises LookupError otherwise, so that whatever an app
    forgot to speak for can't be lost with the account.
    """
    for _order, merge in sorted(_merges, key=lambda item: item[0]):
        merge(gone, into, now=now)
    for name, how in _in_a_merge.items():
        if how == "moves":
            model, field = _key(name)
            model._base_manager.filter(**{field: gone}).update(**{field: into})
    left = [
        name
        for name in foreign_keys()
        if _in_a_merge.get(name) != "drops" and _rows(name).filter(**{_key(name)[1]: gone}).exists()
    ]
    if left:
        raise LookupError(f"Nobody brings {', '.join(left)} over when accounts are merged.")


def foreign_keys() -> list[str]:
    """Every foreign key to a member in the whole project, as "app.model.field"."""
    return sorted(
        f"{relation.related_model._meta.label_lower}.{relation.field.name}"
        for relation in Member._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel) and not relation.related_model._meta.proxy
    )


def _key(name: str) -> tuple[type[Model], str]:
    label, _dot, field = name.rpartition(".")
    return apps.get_model(label), field


def _rows(name: str) -> Any:
    return _key(name)[0]._base_manager
