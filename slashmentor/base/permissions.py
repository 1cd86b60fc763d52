"""May they? The one place where an action asks."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import rules.predicates
from django.utils.translation import gettext as _
from rules.predicates import Predicate

from slashmentor.base.days import written
from slashmentor.base.errors import Refused

__all__ = ["Predicate", "allow", "predicate"]


def predicate(question: Callable[..., bool]) -> Predicate:
    """A yes-or-no question about a person and a thing, to be joined with others by `&`, `|` and `~`.

    It may take (by, about), or (by) alone. This is the library's own decorator, with a type.
    """
    asked: Predicate = rules.predicates.predicate(question)  # type: ignore[no-untyped-call]
    return asked


def allow(may: Predicate, by: Any, about: Any = None, *, or_say: str) -> None:
    """Go on when the predicate holds for this person and thing, else raise Refused with the sentence.

    >>> allow(can_close, mo, question, or_say=_("Only moderators and the asker can close a question."))
    """
    if not may.test(by, about):
        raise Refused(or_say)


def refuse_until(suspended_until: datetime | None, *, now: datetime) -> None:
    """Raises Refused until then: what everybody reads who is suspended and wants to write."""
    if suspended_until is not None and now < suspended_until:
        raise Refused(
            _(
                "Your account is suspended until %(until)s. You can read everything, and appeal under “Decisions about you” in your settings."
            )
            % {"until": written(suspended_until)}
        )
