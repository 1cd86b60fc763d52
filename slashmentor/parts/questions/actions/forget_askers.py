from datetime import datetime, timedelta

from slashmentor.base.jobs import every, job

from .. import seals
from ..models import Entry, Persona, SealedAsker


@every(minutes=24 * 60)
@job()
def forget_askers(*, now: datetime) -> None:
    """Delete the seals whose time is over, and what recognised a form sent twice: both could be tried on members."""
    over = SealedAsker.objects.filter(until__lt=now.date())
    seals.forget(list(over.values_list("persona_id", flat=True)))
    of_old = Entry.objects.filter(
        persona__isnull=False, question=None, created_at__lt=now - timedelta(hours=3)
    ).values("persona")
    fresh = Persona.objects.filter(pk__in=of_old).exclude(receipt__startswith=seals.BLURRED)
    seals.blur_receipts(list(fresh.values_list("pk", flat=True)))
