from datetime import datetime

from django.db import transaction

from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions as mentors

from ..models import Request
from .moving import checked, locked, may_write, move, say


def accept(request: Request, *, by: Member, words: str = "", now: datetime) -> Request:
    """Say yes, with a word on how to begin. A place is taken in the same transaction; twice is the same as once.

    Raises mentors.Full when every place is taken, Refused, Invalid for `words`.
    """
    words = checked(words, needed=False)
    with transaction.atomic():
        request = locked(request)
        may_write(by, now=now)
        if move(request, "accept", by=by, now=now):
            if request.offer is not None:
                request.offer = mentors.take_place(request.offer, now=now)
            say(request, words, by=by, now=now)
    return request
