from datetime import datetime

from django.db import transaction

from slashmentor.commons.people.models import Member

from ..models import Request
from ..words import DECLINES
from .moving import checked, locked, may_write, move, say


def decline(request: Request, *, by: Member, sentence: str = "", words: str = "", now: datetime) -> Request:
    """Say no, kindly: with one of the sentences of words.py (its key), with own words, with both or none.

    Twice is the same as once. Raises Refused, Invalid for `words`.
    """
    kind = str(DECLINES[sentence]) if sentence in DECLINES else ""
    words = checked("\n\n".join(part for part in (kind, words.strip()) if part), needed=False)
    with transaction.atomic():
        request = locked(request)
        may_write(by, now=now)
        if move(request, "decline", by=by, now=now):
            say(request, words, by=by, now=now)
    return request
