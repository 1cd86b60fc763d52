from datetime import datetime

from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry

from . import rules
from .models import NotForMe


def wave_off(question: Entry, *, by: Member, now: datetime) -> None:
    """“Not for me”: the question leaves the member's list. Twice is the same as once. Only they know."""
    allow(rules.can_wave_off, by, question, or_say=_("Please log in to choose what reaches you."))
    NotForMe.objects.get_or_create(member=by, question=question, defaults={"at": now})


def bring_back(question: Entry, *, by: Member) -> None:
    """Take “not for me” back."""
    NotForMe.objects.filter(member=by, question=question).delete()
