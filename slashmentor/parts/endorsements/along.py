"""What endorsements show on a question's page: the way to say that an answer helped, and to its asker a kind question."""

from functools import cache, lru_cache
from typing import Any

from django.template import engines
from django.utils.translation import get_language
from markupsafe import escape

from slashmentor.parts.questions.along import Answered, Said, reads, says

from .queries import find_asked, find_given

# Stand in a kept piece for what differs (parts/questions/views/pieces.py).
_ID, _SHUT = chr(0xE000), chr(0xE001)

reads(find_asked)
reads(find_given)


@says(order=10)
def it_helped(answer: Answered) -> Said:
    """The way to say what it helped with; whoever asked anonymously and who is suspended reads why it is shut."""
    if answer.author_id <= 0:
        return Said()
    given = answer.id in answer.facts.get("given", ())
    act = _act(get_language(), given=given, is_shut=bool(answer.stops), is_persona=answer.is_persona)
    act = act.replace(_SHUT, str(escape(answer.stops))).replace(_ID, str(answer.id))
    name = answer.facts.get("asked", {}).get(answer.id, "")
    return Said(act, str(_pieces().asked(answer.id, name)) if name and not answer.stops else "")


@cache
def _pieces() -> Any:
    """The macros of `_pieces.html`, to be called like functions."""
    return engines["jinja2"].env.get_template("endorsements/_pieces.html").module  # type: ignore[attr-defined]


@lru_cache(maxsize=64)
def _act(language: str | None, *, given: bool, is_shut: bool, is_persona: bool) -> str:  # noqa: ARG001 - part of the key
    return str(_pieces().act(_ID, given, _SHUT if is_shut else "", is_persona))
