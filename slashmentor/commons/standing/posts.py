"""What the lines of the ledger are about, as far as everybody may know: those who hold the posts say it.

@names_posts
def titles(ids): return {7: Post("How do I …?", "/questions/7/how-do-i")}
"""

from collections.abc import Callable, Collection
from typing import NamedTuple


class Post(NamedTuple):
    """A question, or an answer under its question's title, and its address."""

    title: str
    url: str


Finder = Callable[[Collection[int]], dict[int, Post]]

_finders: list[Finder] = []


def names_posts(finder: Finder) -> Finder:
    """Register who knows posts by their ids; what not everybody may see has to be missing in what it gives."""
    _finders.append(finder)
    return finder


def posts_of(ids: Collection[int]) -> dict[int, Post]:
    """The posts of these ids that everybody may see; one query for each who knows some."""
    found: dict[int, Post] = {}
    for finder in _finders if ids else ():
        found |= finder(ids)
    return found
