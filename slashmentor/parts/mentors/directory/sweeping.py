"""Lines that went are kept for a while, so that every process hears of it; then they are swept away."""

from datetime import datetime, timedelta

from django.db.models import Max

from slashmentor.base.jobs import every, job

from ..models import Listing
from ..models.listing import Source

KEPT = timedelta(days=30)


@every(minutes=24 * 60)
@job()
def sweep_gone_listings(*, now: datetime) -> None:
    """Each night: lines that went a month ago and belong to no page here or outside, which could come back to them.

    A line doesn't say when it went, but versions grow with time: what has a lower one than a line that was written a month
    ago went before that.
    """
    written = Listing.objects.filter(source=Source.HERE, gone=False, changed_at__lt=now - KEPT)
    before = written.aggregate(version=Max("version"))["version"]
    if before is not None:
        Listing.objects.filter(gone=True, offer=None, page=None, version__lt=before).delete()
