"""The small pieces of a question's page that differ from reader to reader: buttons, forms, what one may do."""

from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.template import engines
from django.urls import reverse
from django.utils.translation import get_language
from markupsafe import escape

from slashmentor.commons.standing.privileges import Position, Privilege, what_stops

from ..forms import AnswerForm


@cache
def pieces() -> Any:
    """The macros of `_pieces.html`, to be called like functions."""
    return engines["jinja2"].env.get_template("questions/_pieces.html").module  # type: ignore[attr-defined]


# A page has up to two hundred pieces, which differ in little but an id: rendered once in each language and state,
# with words that no page has in the place of what differs (a macro costs 30 µs, putting in an id 1 µs).
_ID, _TOKEN, _UP, _DOWN, _APART, _SHUT, _POOR, _MORE = (chr(0xE000 + number) for number in range(8))


@lru_cache(maxsize=4096)
def _piece(name: str, language: str | None, *args: Any) -> str:  # noqa: ARG001 - part of the key
    return str(getattr(pieces(), name)(*args))


@cache
def _login() -> str:
    return reverse("account_login")


class _Entry(NamedTuple):
    """What the pieces say of an entry."""

    id: str
    is_question: bool
    score: int = 0


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


def accept_piece(answer_id: int, *, accepted: bool) -> str:
    """The button with which the asker accepts an answer, or takes that back."""
    made = _piece("accept", get_language(), _Entry(_ID, is_question=False), accepted)
    return made.replace(_ID, str(answer_id))


def award_piece(answer_id: int) -> str:
    """The way to award a bounty to an answer."""
    return _piece("award", get_language(), _ID).replace(_ID, str(answer_id))


def acts_piece(
    entry_id: int,
    can: frozenset[str],
    *,
    is_question: bool,
    follows: bool,
    shut: str = "",
    poor: str = "",
    more: str = "",
) -> str:
    """What can be done with an entry, by `can`; why one can't flag it (`shut`) or offer a bounty (`poor`) yet.

    `more`: markup of other apps (along.py), beside it.
    """
    signs = (_SHUT if shut else "", _POOR if poor else "", _MORE if more else "")
    made = _piece("acts", get_language(), _Entry(_ID, is_question), can, follows, _login(), *signs)
    made = made.replace(_POOR, str(escape(poor))).replace(_SHUT, str(escape(shut)))
    return made.replace(_ID, str(entry_id)).replace(_MORE, more)


def comment_piece(entry_id: int, *, token: str) -> str:
    """The form for a comment."""
    made = _piece("comment_form", get_language(), _Entry(_ID, is_question=False), _TOKEN)
    return made.replace(_ID, str(entry_id)).replace(_TOKEN, token)
