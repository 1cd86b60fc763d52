"""What keeps the table small and the counts true, by schedule."""

import logging
from datetime import datetime, timedelta

from slashmentor.base.jobs import every, job

from .actions import mend_counts
from .models import Notification

logger = logging.getLogger(__name__)

# How long what was seen stays on the page.
KEPT = timedelta(days=180)
BATCH = 1000


@every(minutes=24 * 60)
@job(atomic=False)
def sweep(*, now: datetime) -> None:
    """Delete what was seen and is older than half a year. In small steps, since SQLite has one writer."""
    old = Notification.objects.filter(seen_at__lt=now - KEPT, at__lt=now - KEPT).order_by("pk")
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        Notification.objects.filter(pk__in=ids).delete()


@every(minutes=24 * 60)
@job(atomic=False)
def verify_counts() -> None:
    """Compare every `unread` with what it counts. Nothing should ever be found: the log says so if it is."""
    if mended := mend_counts():
        logger.error("The unread count of %d members was wrong and has been set right", mended)
