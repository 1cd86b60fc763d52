from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import is_active


def finish_tour(*, by: Member, now: datetime) -> None:
    """Somebody has read the tour to its end. Twice is the same as once. Raises Refused for visitors."""
    allow(is_active, by, or_say=_("Please log in first."))
    with transaction.atomic():
        by.take_turns()
        if not Happening.objects.filter(verb="tour.read", by=by).exists():
            happened("tour.read", by=by, about=by, now=now)
