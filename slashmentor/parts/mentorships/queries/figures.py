"""What a mentor did with the requests that came, in figures for themselves."""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Min

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member

from ..lifecycle import OPEN, State
from ..models import Request

# The mentor's first word on a request, whichever it is.
_ANSWERS = ("request.more_asked", "request.listed", "request.accepted", "request.declined")
LATEST = 200  # requests of which it is asked how long the answer took


@dataclass(frozen=True)
class Figures:
    """Of one mentor: how many requests came, and what became of them."""

    came: int
    accepted: int  # ended by now, or not
    declined: int
    unanswered: int  # ended by themselves
    waiting: int  # open still
    median_days: float | None  # until the first answer, of the latest that were answered


def figures_of(mentor: Member) -> Figures:
    """Three queries, however many there are."""
    mine = Request.objects.filter(mentor=mentor).exclude(state=State.UNCONFIRMED)
    counts = dict(mine.order_by().values_list("state").annotate(Count("pk")))
    return Figures(
        came=sum(counts.values()),
        accepted=counts.get(State.ACCEPTED, 0) + counts.get(State.ENDED, 0),
        declined=counts.get(State.DECLINED, 0),
        unanswered=counts.get(State.EXPIRED, 0),
        waiting=sum(counts.get(state, 0) for state in OPEN),
        median_days=_median_days(dict(mine.order_by("-pk").values_list("pk", "at")[:LATEST])),
    )


def _median_days(asked: dict[int, datetime]) -> float | None:
    answered = (
        Happening.objects.filter(
            about_kind=Request._meta.label_lower, about_id__in=list(asked), verb__in=_ANSWERS
        )
        .values_list("about_id")
        .annotate(Min("at"))
    )
    days = [(at - asked[pk]).total_seconds() / 86_400 for pk, at in answered if pk is not None]
    return median(days) if days else None
