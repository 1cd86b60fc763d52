from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.commons.people.models import Member

from ..lifecycle import State
from ..models import Request
from .moving import locked, may_write, move


def put_on_list(request: Request, *, by: Member, now: datetime) -> Request:
    """Let it wait for a place, for as long as that takes. Twice is the same as once.

    Raises Refused for anybody else, and for a mentor who has a place open or keeps no list.
    """
    with transaction.atomic():
        request = locked(request)
        may_write(by, now=now)
        if request.state != State.LISTED and not can_wait(request):
            raise Refused(_("A waiting list is for when every place is taken. You have one open."))
        move(request, "put_on_list", by=by, now=now)
    return request


def can_wait(request: Request) -> bool:
    """Whether the mentor has a list, and no place."""
    return request.offer is not None and request.offer.keeps_list and not request.offer.free
