"""A page elsewhere follows its member: whoever is suspended stands in no directory, and comes back when that is over."""

from typing import Any

from django.utils import timezone

from slashmentor.commons.happenings import hears

from ..models import OutsidePage
from .shelving import shelve_page


@hears("member.suspended", "member.unsuspended")
def follow_suspension(happening: Any) -> None:
    """One that ends by itself is over for the directory with the next look, within a week."""
    suspension = happening.about
    if suspension is None or suspension.community_id is not None:
        return
    for page in OutsidePage.objects.shown().select_related("member").filter(member=suspension.member_id):
        shelve_page(page, now=max(happening.at, timezone.now()))
