"""May they? The one place where an action asks."""

from typing import Any

from rules.predicates import Predicate

from slashmentor.base.errors import Refused


def allow(may: Predicate, by: Any, about: Any = None, *, or_say: str) -> None:
    """Go on when the predicate holds for this person and thing, else raise Refused with the sentence.

    >>> allow(can_close, mo, question, or_say=_("Only moderators and the asker can close a question."))
    """
    if not may.test(by, about):
        raise Refused(or_say)
