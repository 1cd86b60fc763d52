"""Fills the places that a question's shared markup leaves for its reader: votes, marks, what they may do.

The markup is made once for everybody (`_question.html`), the pieces for one reader are small and made each time;
so a page that was kept costs a reader one query (queries/mine.py) and no rendering of what others wrote.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from slashmentor.commons.standing.privileges import Position, Privilege, what_stops

from .. import rules, seals
from ..along import Answered, Said, said_of
from ..models import Lack
from ..queries.mine import Mine
from .pieces import (
    OPEN,
    accept_piece,
    acts_piece,
    award_piece,
    comment_piece,
    gates_of,
    keep_piece,
    pieces,
    remark_piece,
    vote_piece,
)

PLACE = re.compile(
    r"<!--(margin|accept|award|cancel|acts|lacks|comment|remark|first|closing|persona|gone|answer|side|along):([0-9:-]+)-->"
)
_QUESTION = 1
PERSONA = -1  # stands for the author of what an anonymous asker wrote


@dataclass(frozen=True)
class Reader:
    """Who reads the page, as far as its pieces need it; None and nothing for a visitor."""

    member_id: int | None
    mine: Mine
    asker_id: int | None
    now: datetime
    token: str = ""
    is_persona: bool = False  # asked this question anonymously
    is_closed: bool = False
    takes_bounty: bool = False

    @property
    def position(self) -> Position:
        return self.mine.position

    @property
    def looks_after(self) -> bool:
        return self.mine.position.looks_after

    def wrote(self, author_id: int) -> bool:
        """Under their name, or as the persona of the question; author_id as the markup has it."""
        return author_id == self.member_id or (author_id == PERSONA and self.is_persona)

    def vote(
        self, entry_id: int, author_id: int, score: int, kind: int, *, is_locked: bool, ups: int, downs: int
    ) -> str:
        may = "login" if self.member_id is None else "" if self.wrote(author_id) else "vote"
        may = "" if is_locked else may
        mine = self.mine.votes.get(entry_id, 0)
        gates = OPEN
        if self.member_id is not None:
            gates = gates_of(self.position, mine=mine, ups=ups, downs=downs, now=self.now)
        return vote_piece(entry_id, score, mine, may, is_question=kind == _QUESTION, gates=gates)

    def may_comment(self, author_id: int) -> str:
        """Why they can't comment on it, else "". Own posts, and the answers to one's own question: always."""
        own = self.wrote(author_id) or self.is_persona or self.asker_id == self.member_id
        return what_stops(self.position, None if own else Privilege.COMMENT, now=self.now)

    def remark_gates(self, *, mine: bool) -> tuple[str, str]:
        """Why they can't find a comment useful (taking back one's own is always open), and why they can't flag it."""
        return (
            what_stops(self.position, None if mine else Privilege.VOTE_UP, now=self.now),
            what_stops(self.position, Privilege.FLAG, now=self.now),
        )

    def can(
        self, author_id: int, kind: int, *, is_wiki: bool, is_deleted: bool, is_needed: bool, is_locked: bool
    ) -> set[str]:
        """Words for what rules.py lets this reader do; the rules have the last word when it is done.

        `is_needed`: others' help would go with it (an answered question, an accepted answer).
        """
        if self.member_id is None:
            return {"login"}
        is_author = self.wrote(author_id)
        moderates = {"moderate"} if self.looks_after and not is_author else set()
        votes_away = self.position.may(Privilege.TOOLS if kind == _QUESTION else Privilege.TRUSTED)
        if is_deleted:
            return {"undelete"} | moderates if is_author or votes_away else set()
        words = {"follow"} | moderates
        if not is_author:
            words.add("flag")
        protects = kind == _QUESTION and self.position.may(Privilege.PROTECT)
        if is_author or protects or self.looks_after:
            words.add("settings")
        if is_locked and not self.looks_after:
            return words
        may_edit = is_author or rules.edits_others(self.position, is_wiki=is_wiki)
        words.add("edit" if may_edit else "suggest")
        if self.looks_after or (is_author and not is_needed):
            words.add("delete")
        elif votes_away and (kind != _QUESTION or self.is_closed):
            words.add("vote-delete")
        if kind == _QUESTION and self.takes_bounty and not is_locked:
            words.add("bounty")
        if kind == _QUESTION and self.position.may(Privilege.CLOSE) and not self.is_persona:
            words.add("reopen" if self.is_closed else "close")
        return words


def fill(markup: str, reader: Reader, more: dict[str, Callable[[list[int]], str]]) -> Markup:
    """The markup with every place filled; `more` makes the pieces of the page itself (gone, answer, side)."""
    makers: dict[str, Callable[[list[int]], str]] = {
        "margin": lambda numbers: _margin(reader, numbers),
        "accept": lambda numbers: _accept(reader, numbers),
        "acts": lambda numbers: _acts(reader, numbers),
        "award": lambda numbers: _award(reader, numbers),
        "cancel": lambda numbers: _cancel(reader, numbers),
        "lacks": lambda numbers: _missed(reader, numbers),
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
    entry_id, author_id, score, kind, deleted, locked, ups, downs = numbers
    if deleted:
        return ""
    made = reader.vote(entry_id, author_id, score, kind, is_locked=bool(locked), ups=ups, downs=downs)
    if reader.member_id is not None:
        made += keep_piece(entry_id, kept=entry_id in reader.mine.kept, is_question=kind == _QUESTION)
    return made


def _accept(reader: Reader, numbers: list[int]) -> str:
    entry_id, accepted = numbers
    if reader.member_id is None or not (reader.is_persona or reader.asker_id == reader.member_id):
        return ""
    return accept_piece(entry_id, accepted=bool(accepted))


def _award(reader: Reader, numbers: list[int]) -> str:
    """The way to award the bounty that is open, for who offered it."""
    entry_id, author_id, by_id = numbers
    if reader.member_id is None or reader.member_id != by_id or reader.wrote(author_id):
        return ""
    return award_piece(entry_id)


def _cancel(reader: Reader, numbers: list[int]) -> str:
    """The way to cancel the bounty that is open, for those who look after the community and didn't offer it."""
    question_id, by_id = numbers
    if not reader.looks_after or reader.member_id == by_id:
        return ""
    return str(pieces().cancel(question_id))


def _acts(reader: Reader, numbers: list[int]) -> str:
    entry_id, author_id, kind, wiki, deleted, needed, locked = numbers
    can = reader.can(
        author_id,
        kind,
        is_wiki=bool(wiki),
        is_deleted=bool(deleted),
        is_needed=bool(needed),
        is_locked=bool(locked),
    )
    said = Said()
    if kind != _QUESTION and reader.member_id is not None and not deleted and not reader.wrote(author_id):
        stops = what_stops(reader.position, None, now=reader.now)
        said = said_of(Answered(entry_id, author_id, reader.is_persona, stops, reader.mine.facts))
    made = acts_piece(
        entry_id,
        frozenset(can),
        is_question=kind == _QUESTION,
        follows=reader.mine.follows,
        shut=what_stops(reader.position, Privilege.FLAG, now=reader.now) if "flag" in can else "",
        poor=what_stops(reader.position, Privilege.BOUNTY, now=reader.now) if "bounty" in can else "",
        more=said.act,
    )
    return made + said.below + _suggested(reader, entry_id, can)


def _suggested(reader: Reader, entry_id: int, can: set[str]) -> str:
    """That an edit waits: for who suggested it, and for those who may judge it."""
    suggestion, name = reader.mine.suggested.get(entry_id, (0, ""))
    may_judge = "edit" in can or reader.position.may(Privilege.REVIEW)
    return str(pieces().suggested(suggestion, name)) if suggestion and (may_judge or not name) else ""


def _missed(reader: Reader, numbers: list[int]) -> str:
    """What readers missed: for its author alone, whose own query found it (queries/mine.py)."""
    (entry_id,) = numbers
    missed = reader.mine.lacks.get(entry_id)
    if not missed:
        return ""
    names = dict(Lack.choices)
    rows = [(lack, names[lack], count, done) for lack, count, done in missed]
    return str(pieces().missed(entry_id, rows))


def _comment(reader: Reader, numbers: list[int]) -> str:
    entry_id, author_id, deleted, locked = numbers
    if reader.member_id is None or deleted or (locked and not reader.looks_after):
        return ""
    if missing := reader.may_comment(author_id):
        return str(pieces().no_comment(entry_id, missing))
    return comment_piece(entry_id, token=reader.token)


def _remark(reader: Reader, numbers: list[int]) -> str:
    comment_id, author_id, score, written = numbers
    if reader.member_id is None:
        may = ""
    elif reader.wrote(author_id):
        now = seals.hour_of(reader.now) if author_id == PERSONA else reader.now
        is_new = now.timestamp() - written < 60 * reader.position.numbers["comments.editable_minutes"]
        may = "own-new" if is_new or reader.looks_after else "own"
    else:
        may = "after" if reader.looks_after else "vote"
    mine = comment_id in reader.mine.useful
    up, shut = reader.remark_gates(mine=mine) if may in {"vote", "after"} else ("", "")
    return remark_piece(comment_id, score, mine=mine, may=may, up=up, shut=shut)
