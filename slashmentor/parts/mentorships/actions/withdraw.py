from datetime import datetime

from django.db import transaction

from slashmentor.commons.people.models import Member

from ..models import Request, Visitor
from .moving import locked, move


def withdraw(request: Request, *, by: Member | Visitor, now: datetime) -> Request:
    """Take one's request back; twice is the same as once. Open in a suspension. Raises Refused."""
    with transaction.atomic():
        request = locked(request)
        move(request, "withdraw", by=by, now=now)
    return request
