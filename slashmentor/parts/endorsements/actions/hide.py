from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member

from .. import rules
from ..models import Endorsement


def hide(endorsement: Endorsement, *, by: Member, now: datetime) -> None:
    """Keep what somebody says of oneself off one's page, on all its topics. It counts for nothing then.

    Always open, for suspended members too: what stands on one's page is one's own.
    """
    _set(endorsement, by, now, is_hidden=True)


def show(endorsement: Endorsement, *, by: Member, now: datetime) -> None:
    """Let it stand there again."""
    _set(endorsement, by, now, is_hidden=False)


def _set(endorsement: Endorsement, by: Member, now: datetime, *, is_hidden: bool) -> None:
    allow(rules.is_about, by, endorsement, or_say=_("Whoever it is about decides what stands on their page."))
    with transaction.atomic():
        same = Endorsement.objects.filter(by=endorsement.by_id, entry=endorsement.entry_id)
        others = same.filter(hidden_at=None) if is_hidden else same.exclude(hidden_at=None)
        if others.update(hidden_at=now if is_hidden else None):
            verb = "endorsement.hidden" if is_hidden else "endorsement.shown"
            happened(verb, by=by, about=endorsement, now=now)
