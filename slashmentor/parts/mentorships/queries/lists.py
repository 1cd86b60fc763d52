"""A member's requests, a page of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q

from slashmentor.commons.people.models import Member

from ..lifecycle import State
from ..models import Request, Visitor, Word

A_PAGE = 20


class Counts(NamedTuple):
    """What waits for the member: to be answered as a mentor, and as who asked; and whether there is anything at all."""

    to_me: int
    from_me: int
    all_to_me: int


@dataclass(frozen=True)
class Part:
    """Some requests, newest first, and where the older ones begin (None: there are none)."""

    items: Sequence[Request]
    before: int | None


def requests_to(member: Member, *, before: int | None = None) -> Part:
    """What they are asked, keyset by id (index `request_to`); one query."""
    return _part(Q(mentor=member) & ~Q(state=State.UNCONFIRMED), before)


def requests_by(member: Member, *, before: int | None = None) -> Part:
    """What they asked (index `request_by`); one query."""
    return _part(Q(by=member), before)


def counts_of(member: Member) -> Counts:
    """One query."""
    found = (
        Request.objects.visible_to(member)
        .order_by()
        .aggregate(
            to_me=Count("pk", filter=Q(mentor=member, state=State.SENT)),
            from_me=Count("pk", filter=Q(by=member, state=State.MORE)),
            all_to_me=Count("pk", filter=Q(mentor=member)),
        )
    )
    return Counts(**found)


def find_for_visitor(pk: int, secret: str) -> Request | None:
    """The request that opens with this secret; what isn't there and what doesn't open are the same."""
    request = Request.objects.with_both().filter(pk=pk, by=None).first()
    return request if request is not None and request.side_of(Visitor(secret)) is not None else None


def words_on(request: Request) -> list[Word]:
    """What was said on it, in its order; one query."""
    return list(request.words.order_by("pk"))


def _part(which: Q, before: int | None) -> Part:
    rows = Request.objects.with_both().filter(which).order_by("-pk")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: A_PAGE + 1])
    return Part(found[:A_PAGE], found[A_PAGE - 1].pk if len(found) > A_PAGE else None)
