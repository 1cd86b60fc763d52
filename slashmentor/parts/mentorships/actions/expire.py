from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ..models import Request
from .moving import locked, move


def expire(request: Request, *, now: datetime, why: str = "time") -> None:
    """End what nobody answered, or nobody will: `why` is "time", "closed" (the page went) or "left" (the mentor did)."""
    with transaction.atomic():
        request = locked(request)
        if request.is_open:
            move(request, "expire", by=None, now=now, why=why)


def expire_all(requests: QuerySet[Request], *, now: datetime, why: str) -> None:
    """Each of them; in the order of their ids, which is the order of locks."""
    for request in requests.order_by("pk"):
        expire(request, now=now, why=why)
