"""Whose name, and which moment, a deed leaves: an asker's own, or nobody's."""

from datetime import datetime
from typing import NamedTuple

from slashmentor.commons.people.models import Member

from .. import seals
from ..models import Comment, Entry


class Trace(NamedTuple):
    by: Member | None
    now: datetime
    persona_id: int | None = None


def trace_of(by: Member, entry: Entry | Comment, *, now: datetime) -> Trace:
    """What may be written of a deed of `by` on an entry or comment, or on what belongs to it.

    Whoever wrote it anonymously does everything there as nobody, at the full hour.
    """
    if entry.persona_id is not None and seals.is_theirs(entry.persona_id, by.pk):
        return Trace(None, seals.hour_of(now), entry.persona_id)
    return Trace(by, now)
