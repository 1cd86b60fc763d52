from datetime import datetime

from django.db import transaction

from slashmentor.commons.people.models import Member

from ..lifecycle import State
from ..models import Request
from .moving import checked, locked, may_write, move, said_last, say


def ask_more(request: Request, *, by: Member, words: str, now: datetime) -> Request:
    """Ask something back before deciding; fourteen days begin for the answer. Raises Refused, Invalid for `words`."""
    words = checked(words, needed=True)
    with transaction.atomic():
        request = locked(request)
        may_write(by, now=now)
        if request.state == State.MORE and said_last(request, words, by_mentor=True):
            return request
        move(request, "ask_more", by=by, now=now, twice=False)
        say(request, words, by=by, now=now)
    return request
