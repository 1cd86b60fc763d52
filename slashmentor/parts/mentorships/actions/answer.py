from datetime import datetime

from django.db import transaction

from slashmentor.base.errors import Refused
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.queries.blocks import blocked_with

from ..lifecycle import State
from ..models import Request, Visitor
from ..queries.door import takes_none
from .moving import checked, locked, may_write, move, said_last, say


def answer(request: Request, *, by: Member | Visitor, words: str, now: datetime) -> Request:
    """Answer what the mentor asked back; the mentor's fourteen days begin anew. Raises Refused, Invalid for `words`."""
    words = checked(words, needed=True)
    with transaction.atomic():
        request = locked(request)
        may_write(by, now=now)
        if request.state == State.SENT and said_last(request, words, by_mentor=False):
            return request
        if isinstance(by, Member) and request.mentor_id in blocked_with(by.pk):
            raise Refused(takes_none(request.mentor_name))
        move(request, "answer", by=by, now=now, twice=False)
        say(request, words, by=by, now=now)
    return request
