"""A member's notifications, a page of them; and whose count isn't right."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from slashmentor.commons.people.models import Member

from .models import Notification

A_PAGE = 40


@dataclass(frozen=True)
class Part:
    """Some notifications, newest first, and where the older ones begin (None: there are none)."""

    items: Sequence[Notification]
    before: int | None


def newest_of(member: Member, *, before: int | None = None) -> Part:
    """A page of what a member was told, those older than `before`. One query; each page costs the same."""
    mine = Notification.objects.with_all_it_shows().filter(member=member).order_by("-pk")
    if before is not None:
        mine = mine.filter(pk__lt=before)
    found = list(mine[: A_PAGE + 1])
    return Part(found[:A_PAGE], found[A_PAGE - 1].pk if len(found) > A_PAGE else None)


def miscounted() -> list[int]:
    """The members whose `unread` isn't the number of their unseen notifications: none, if all goes well."""
    counted = (
        Notification.objects.unseen()
        .filter(member=OuterRef("pk"))
        .order_by()
        .values("member")
        .annotate(number=Count("pk"))
        .values("number")
    )
    members = Member.objects.annotate(number=Coalesce(Subquery(counted), 0)).exclude(unread=F("number"))
    return list(members.order_by("pk").values_list("pk", flat=True))
