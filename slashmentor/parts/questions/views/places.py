"""Fills the places that a question's shared markup leaves for its reader: votes, marks, what they may do.

The markup is made once for everybody (`_question.html`), the pieces for one reader are small and made each time;
so a page that was kept costs a reader one query (queries/mine.py) and no rendering of what others wrote.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.template import engines
from django.urls import reverse
from markupsafe import Markup

from ..queries.mine import Mine

PLACE = re.compile(r"<!--(margin|accept|acts|comment|remark|gone|answer|side):([0-9:-]+)-->")
_QUESTION = 1
NOBODY = Mine(votes={}, kept=frozenset(), follows=False, useful=frozenset(), moderates=False, deleted={})


@cache
def pieces() -> Any:
    """The macros of `_pieces.html`, to be called like functions."""
    return engines["jinja2"].env.get_template("questions/_pieces.html").module  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Reader:
    """Who reads the page, as far as its pieces need it; None and nothing for a visitor."""

    member_id: int | None
    looks_after: bool
    mine: Mine
    asker_id: int | None
    token: str = ""

    def vote(self, entry_id: int, author_id: int, score: int, kind: int) -> str:
        may = "login" if self.member_id is None else "" if author_id == self.member_id else "vote"
        entry = SimpleNamespace(id=entry_id, score=score, is_question=kind == _QUESTION)
        return str(pieces().vote(entry, self.mine.votes.get(entry_id, 0), may, reverse("account_login")))

    def can(self, author_id: int, *, is_wiki: bool, is_deleted: bool, is_needed: bool) -> set[str]:
        """Words for what rules.py lets this reader do; the rules have the last word when it is done.

        `is_needed`: others' help would go with it (an answered question, an accepted answer).
        """
        if self.member_id is None:
            return {"login"}
        is_author = author_id == self.member_id
        if is_deleted:
            return {"undelete"} if is_author or self.looks_after else set()
        words = {"follow"}
        if is_author or is_wiki or self.looks_after:
            words.add("edit")
        if self.looks_after or (is_author and not is_needed):
            words.add("delete")
        return words


def fill(markup: str, reader: Reader, more: dict[str, Callable[[list[int]], str]]) -> Markup:
    """The markup with every place filled; `more` makes the pieces of the page itself (gone, answer, side)."""
    makers: dict[str, Callable[[list[int]], str]] = {
        "margin": lambda numbers: _margin(reader, numbers),
        "accept": lambda numbers: _accept(reader, numbers),
        "acts": lambda numbers: _acts(reader, numbers),
        "comment": lambda numbers: _comment(reader, numbers),
        "remark": lambda numbers: _remark(reader, numbers),
        **more,
    }
    return Markup(  # noqa: S704 - the shared markup and the pieces are templates' output
        PLACE.sub(lambda place: makers[place[1]]([int(number) for number in place[2].split(":")]), markup)
    )


def places_of(markup: str, kind: str) -> list[int]:
    """The ids of the things that have a place of this kind."""
    return [int(found[1]) for found in re.finditer(rf"<!--{kind}:(\d+)", markup)]


def _margin(reader: Reader, numbers: list[int]) -> str:
    entry_id, author_id, score, kind, deleted = numbers
    if deleted:
        return ""
    made = reader.vote(entry_id, author_id, score, kind)
    if reader.member_id is not None:
        entry = SimpleNamespace(id=entry_id, is_question=kind == _QUESTION)
        made += str(pieces().keep(entry, entry_id in reader.mine.kept))
    return made


def _accept(reader: Reader, numbers: list[int]) -> str:
    entry_id, accepted = numbers
    if reader.member_id is None or reader.asker_id != reader.member_id:
        return ""
    return str(pieces().accept(SimpleNamespace(id=entry_id), bool(accepted)))


def _acts(reader: Reader, numbers: list[int]) -> str:
    entry_id, author_id, kind, wiki, deleted, needed = numbers
    can = reader.can(author_id, is_wiki=bool(wiki), is_deleted=bool(deleted), is_needed=bool(needed))
    entry = SimpleNamespace(id=entry_id, is_question=kind == _QUESTION)
    return str(pieces().acts(entry, can, reader.mine.follows, reverse("account_login")))


def _comment(reader: Reader, numbers: list[int]) -> str:
    entry_id, deleted = numbers
    if reader.member_id is None or deleted:
        return ""
    return str(pieces().comment_form(SimpleNamespace(id=entry_id), reader.token))


def _remark(reader: Reader, numbers: list[int]) -> str:
    comment_id, author_id, score = numbers
    if reader.member_id is None:
        may = ""
    elif author_id == reader.member_id:
        may = "own"
    else:
        may = "after" if reader.looks_after else "vote"
    return str(pieces().remark_acts(comment_id, score, comment_id in reader.mine.useful, may))
