"""What time does to requests, by schedule: reminds, ends, sweeps, forgets. Each once, however often a worker dies."""

from datetime import datetime

from django.db.models import Q

from slashmentor.base.jobs import every, job
from slashmentor.commons.happenings import happened

from .actions import expire
from .lifecycle import OVER, State
from .models import Request
from .numbers import CONFIRM_WITHIN, ENDS_AFTER, FORGET_AFTER, REMIND_AFTER

BATCH = 500  # in one transaction; the rest comes with the next turn
HOURLY = 60


@every(minutes=HOURLY)
@job()
def remind(*, now: datetime) -> None:
    """Say once to mentors that a request waits, five days after it came (or its answer did)."""
    waited = now + ENDS_AFTER - REMIND_AFTER
    waiting = Request.objects.filter(
        state=State.SENT, reminded_at=None, ends_at__lte=waited, ends_at__gt=now
    ).order_by("ends_at", "pk")
    for request in waiting[:BATCH]:
        if Request.objects.filter(pk=request.pk, state=State.SENT, reminded_at=None).update(reminded_at=now):
            happened("request.reminded", about=request, now=now)


@every(minutes=HOURLY)
@job()
def end_the_old(*, now: datetime) -> None:
    """End what nobody answered in fourteen days, and who waits for a place with a mentor who stopped."""
    stopped = Q(state=State.LISTED, offer__until__lt=now.date())
    old = Request.objects.filter(Q(ends_at__lte=now, state__in=[State.SENT, State.MORE]) | stopped)
    for request in old.order_by("pk")[:BATCH]:
        expire(request, now=now, why="time" if request.ends_at is not None else "closed")


@every(minutes=HOURLY)
@job()
def sweep(*, now: datetime) -> None:
    """Delete what nobody confirmed."""
    old = Request.objects.filter(state=State.UNCONFIRMED, at__lt=now - CONFIRM_WITHIN).order_by("pk")
    Request.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:BATCH])).delete()


@every(minutes=24 * 60)
@job()
def forget(*, now: datetime) -> None:
    """Erase address and secret of whoever asked without an account, once it has been over for thirty days."""
    over = Request.objects.filter(state__in=OVER, decided_at__lt=now - FORGET_AFTER).exclude(mark="")
    ids = list(over.order_by("pk").values_list("pk", flat=True)[:BATCH])
    Request.objects.filter(pk__in=ids).update(email="", mark="", secret="")
