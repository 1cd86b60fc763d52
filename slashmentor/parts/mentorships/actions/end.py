from datetime import datetime

from django.db import transaction

from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors import actions as mentors

from ..models import Request, Visitor
from .moving import locked, move


def end(request: Request, *, by: Member | Visitor, now: datetime) -> Request:
    """Part ways, either side, at any time, without a reason: the place is free again. Twice is the same as once.

    Open in a suspension, too. Raises Refused.
    """
    with transaction.atomic():
        request = locked(request)
        if move(request, "end", by=by, now=now) and request.offer is not None:
            request.offer = mentors.free_place(request.offer, now=now)
    return request
