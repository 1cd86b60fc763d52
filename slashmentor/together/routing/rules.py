"""Who may say what fits them."""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.rules import (
    can_see,
    is_author,
    is_here,
    is_locked,
    is_member,
    is_open,
    is_question,
)

__all__ = [
    "can_see",
    "can_wave_off",
    "has_not_answered",
    "is_anothers",
    "is_oneself",
    "is_there_to_answer",
]


@predicate
def is_oneself(by: Member | None, member: Member) -> bool:
    return by is not None and by.pk == member.pk


@predicate
def has_not_answered(by: Member | None, question: Entry) -> bool:
    return (
        by is not None
        and not Entry.objects.filter(
            question=question, author=by, kind=Entry.Kind.ANSWER, deleted_at=None
        ).exists()
    )


can_wave_off: Predicate = is_member & can_see & is_question
is_anothers: Predicate = ~is_author
is_there_to_answer: Predicate = is_question & is_here & is_open & ~is_locked
