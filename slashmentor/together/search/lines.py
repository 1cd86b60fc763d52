"""Lines of results, their markup made once a line: fifty of them are most of what a search page costs."""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import quote

from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

from slashmentor.base.pages.jinja import icon

from .queries.results import Result
from .snippets import Marker


@dataclass(frozen=True)
class Line:
    """One result as the page shows it; every Markup is safe HTML."""

    row: Result
    what: Markup  # how many answers, or that it is one
    title: Markup
    piece: Markup
    topics: Markup


def lines(rows: list[Result], marker: Marker) -> list[Line]:
    language = get_language()
    return [
        Line(
            row=row,
            what=_answers(row.answer_count, bool(row.is_answered), row.accepted_id is not None, language)
            if row.is_question
            else _answer(row.is_accepted, language),
            title=marker.whole(row.title),
            piece=marker.piece(row.body or "", row.folded or ""),
            topics=Markup("").join(_topic(name) for name in row.topics),
        )
        for row in rows
    ]


@lru_cache(maxsize=500)
def _answers(number: int, is_answered: bool, has_accepted: bool, _language: str | None) -> Markup:  # noqa: FBT001
    words = ngettext("%(num)s answer", "%(num)s answers", number) % {"num": f"<b>{number}</b>"}
    if has_accepted:
        words += f'{icon("check")}<span class="sr"> {gettext("one accepted")}</span>'
    return _fact(words, is_good=is_answered)


@lru_cache(maxsize=20)
def _answer(is_accepted: bool, _language: str | None) -> Markup:  # noqa: FBT001
    if is_accepted:
        return _fact(f"{icon('check')} {gettext('Accepted')}", is_good=True)
    return _fact(gettext("Answer"), is_good=False)


def _fact(words: str, *, is_good: bool) -> Markup:
    return Markup(f'<span class="yes">{words}</span>' if is_good else f"<span>{words}</span>")  # noqa: S704  our words


@lru_cache(maxsize=5_000)
def _topic(name: str) -> Markup:
    return Markup(f'<a href="/topics/{quote(name, safe="")}" rel="tag">{escape(name)}</a>')  # noqa: S704  escaped
