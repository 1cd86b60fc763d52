"""Fills the places that a question's shared markup leaves for its reader: votes, marks, what they may do.

The markup is made once for everybody (`_question.html`), the pieces for one reader are small and made each time;
so a page that was kept costs a reader one query (queries/mine.py) and no rendering of what others wrote.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.template import engines
from django.urls import reverse
from django.utils.translation import get_language
from markupsafe import Markup, escape

from slashmentor.commons.standing.privileges import Position, Privilege, what_stops

from .. import rules, seals
from ..forms import AnswerForm
from ..models import Lack
from ..queries.mine import Mine

PLACE = re.compile(
    r"<!--(margin|accept|award|cancel|acts|lacks|comment|remark|first|closing|persona|gone|answer|side):([0-9:-]+)-->"
)
_QUESTION = 1
PERSONA = -1  # stands for the author of what an anonymous asker wrote


@cache
def pieces() -> Any:
    """The macros of `_pieces.html`, to be called like functions."""
    return engines["jinja2"].env.get_template("questions/_pieces.html").module  # type: ignore[attr-defined]


# A page has up to two hundred pieces, which differ in little but an id: rendered once in each language and state,
# with words that no page has in the place of what differs (a macro costs 30 µs, putting in an id 1 µs).
_ID, _TOKEN, _UP, _DOWN, _APART, _SHUT, _POOR = (chr(0xE000 + number) for number in range(7))


@lru_cache(maxsize=4096)
def _piece(name: str, language: str | None, *args: Any) -> str:  # noqa: ARG001 - part of the key
    return str(getattr(pieces(), name)(*args))


@cache
def _login() -> str:
    return reverse("account_login")


class Gates(NamedTuple):
    """Why one can't say that something is useful, or needs work; "" where one can. And how many said which, to see."""

    up: str = ""
    down: str = ""
    apart: tuple[int, int] | None = None


OPEN = Gates()


def gates_of(position: Position, *, mine: int, ups: int, downs: int, now: datetime) -> Gates:
    """As `actions.vote` has it: a vote takes its points, taking back one's own (`mine`) doesn't."""
    return Gates(
        what_stops(position, None if mine > 0 else Privilege.VOTE_UP, now=now),
        what_stops(position, None if mine < 0 else Privilege.VOTE_DOWN, now=now),
        (ups, downs) if position.may(Privilege.SEE_COUNTS) else None,
    )


def vote_piece(
    entry_id: int, score: int, mine: int, may: str, *, is_question: bool, gates: Gates = OPEN
) -> str:
    """The two buttons with the number between; `may` as the macro says."""
    entry = _Entry(_ID, is_question, score)
    shut = _UP if gates.up else "", _DOWN if gates.down else "", _APART if gates.apart else ""
    made = _piece("vote", get_language(), entry, mine, may, _login(), *shut)
    if gates.apart:
        made = made.replace(_APART, _piece("apart", get_language(), *gates.apart))
    made = made.replace(_UP, str(escape(gates.up))).replace(_DOWN, str(escape(gates.down)))
    return made.replace(_ID, str(entry_id))


def keep_piece(entry_id: int, *, kept: bool, is_question: bool) -> str:
    """The bookmark."""
    return _piece("keep", get_language(), _Entry(_ID, is_question), kept).replace(_ID, str(entry_id))


def follow_piece(question_id: int, *, follows: bool) -> str:
    """The button to follow a question."""
    return _piece("follow", get_language(), _ID, follows).replace(_ID, str(question_id))


def remark_piece(comment_id: int, score: int, *, mine: bool, may: str, up: str = "", shut: str = "") -> str:
    """What can be done with a comment; `may`, and why one can't find it useful or flag it, as the macro says."""
    signs = (_UP if up else "", _SHUT if shut else "")
    made = _piece("remark_acts", get_language(), _ID, score, mine, may, *signs)
    made = made.replace(_UP, str(escape(up))).replace(_SHUT, str(escape(shut)))
    return made.replace(_ID, str(comment_id))


def useful_piece(comment_id: int, score: int, *, mine: bool) -> str:
    """The button to find a comment useful, for who may."""
    return _piece("useful", get_language(), _ID, score, mine).replace(_ID, str(comment_id))


def first_piece(*, waits: bool) -> str:
    """That somebody asks here for the first time, while votes against it wait; else nothing."""
    return _piece("first", get_language()) if waits else ""


def persona_piece(question_id: int, name: str, *, is_theirs: bool) -> str:
    """To the asker of an anonymous question, that it is theirs; to moderators, the way to find out who asked."""
    return str(pieces().persona(question_id, name, is_theirs))


def answer_piece(question_id: int, *, token: str, draft: str) -> str:
    """The form for an answer: a member's, with their draft, or without a token a visitor's."""
    made = _answer_form(get_language(), is_member=bool(token), draft=draft)
    return made.replace(_ID, str(question_id)).replace(_TOKEN, token)


@lru_cache(maxsize=64)
def _answer_form(language: str | None, *, is_member: bool, draft: str) -> str:  # noqa: ARG001 - part of the key
    forms = engines["jinja2"].env.get_template("questions/_answer_form.html").module  # type: ignore[attr-defined]
    made = (
        forms.members(_ID, AnswerForm(initial={"body": draft}), _TOKEN) if is_member else forms.visitors(_ID)
    )
    return str(made)


class _Entry(NamedTuple):
    """What the pieces say of an entry."""

    id: str
    is_question: bool
    score: int = 0


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
    return _piece("accept", get_language(), _Entry(_ID, is_question=False), bool(accepted)).replace(
        _ID, str(entry_id)
    )


def _award(reader: Reader, numbers: list[int]) -> str:
    """The way to award the bounty that is open, for who offered it."""
    entry_id, author_id, by_id = numbers
    if reader.member_id is None or reader.member_id != by_id or reader.wrote(author_id):
        return ""
    return _piece("award", get_language(), _ID).replace(_ID, str(entry_id))


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
    entry = _Entry(_ID, kind == _QUESTION)
    shut = what_stops(reader.position, Privilege.FLAG, now=reader.now) if "flag" in can else ""
    poor = what_stops(reader.position, Privilege.BOUNTY, now=reader.now) if "bounty" in can else ""
    signs = (_SHUT if shut else "", _POOR if poor else "")
    made = _piece("acts", get_language(), entry, frozenset(can), reader.mine.follows, _login(), *signs)
    made = made.replace(_POOR, str(escape(poor)))
    made = made.replace(_SHUT, str(escape(shut)))
    return made.replace(_ID, str(entry_id)) + _suggested(reader, entry_id, can)


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
    made = _piece("comment_form", get_language(), _Entry(_ID, is_question=False), _TOKEN)
    return made.replace(_ID, str(entry_id)).replace(_TOKEN, reader.token)


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
