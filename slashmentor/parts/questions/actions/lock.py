from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules
from ..models import Entry
from .following_up import touch
from .locking import locked

REASON_AT_MOST = 200


def lock(entry: Entry, *, by: Member, reason: str, now: datetime) -> Entry:
    """Let nobody vote on, edit, comment or answer an entry until it is unlocked; a question's lock holds its answers.

    For moderators, who give a reason that everybody reads. Locked again, it keeps the first reason. Raises Refused
    or Invalid.
    """
    reason = " ".join(reason.split())
    with transaction.atomic():
        entry = _for_moderators(entry, by, now)
        if entry.locked_at is not None:
            return entry
        if not reason:
            raise Invalid({"reason": _("Please say why; everybody who reads this is told.")})
        if len(reason) > REASON_AT_MOST:
            raise Invalid(
                {"reason": _("A reason has at most %(most)s characters.") % {"most": REASON_AT_MOST}}
            )
        _write(entry, now, reason)
        happened("entry.locked", by=by, about=entry, now=now, reason=reason)
    return entry


def unlock(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Open it again for votes, edits, comments and answers; twice is the same as once. Raises Refused."""
    with transaction.atomic():
        entry = _for_moderators(entry, by, now)
        if entry.locked_at is None:
            return entry
        _write(entry, None, "")
        happened("entry.unlocked", by=by, about=entry, now=now)
    return entry


def _for_moderators(entry: Entry, by: Member, now: datetime) -> Entry:
    entry = locked(entry)
    allow(rules.looks_after, by, entry, or_say=_("Moderators lock and unlock what is written here."))
    require_active(position_of(by, entry.community_id), now=now)
    return entry


def _write(entry: Entry, at: datetime | None, reason: str) -> None:
    entry.locked_at, entry.locked_reason = at, reason
    entry.save(update_fields=["locked_at", "locked_reason"])
    touch(entry.question_pk)
