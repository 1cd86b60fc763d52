"""Asking the directory: from what an address asks for to who is found, with the database's and the shelf's help."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from ..searched import words_of
from .asked import Asked
from .having_words import listings_with
from .me import Me

if TYPE_CHECKING:
    from .looking import Looking
    from .shelf import Shelf

T = TypeVar("T")


def search(asked: Asked, me: Me, ask: Callable[["Looking"], T], *, now: datetime) -> T:
    """What `ask` (of `finding`) finds on the shelf of this process. One query, one more for words, one for changes."""
    from .held import the_shelf  # numpy: a process that never opens the directory does without

    with_words = ids_with(asked)
    with the_shelf(now) as shelf:
        return ask(looking_on(shelf, asked, me, with_words, now))


def looking_on(
    shelf: "Shelf", asked: Asked, me: Me, with_words: list[int] | None, now: datetime
) -> "Looking":
    from .looking import Looking  # numpy

    return Looking(shelf, asked, me, now.date(), with_words)


def ids_with(asked: Asked) -> list[int] | None:
    """The listings with the words that are asked for; None when none are. Signs alone are found nowhere."""
    if not asked.words:
        return None
    words = words_of(asked.words)
    return listings_with(words) if words else []
