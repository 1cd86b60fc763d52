from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from .. import rules
from ..models import Entry
from .following_up import touch
from .locking import locked
from .tracing import trace_of


def make_wiki(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Make a post everybody's: edited without review, and votes from now on bring no points; earlier points stay.

    For its author with the points for it (rules.md, "Privileges": "wiki") and moderators. Twice is the same as once.
    """
    with transaction.atomic():
        entry = locked(entry)
        allow(rules.is_here, by, entry, or_say=_("This was deleted, so nobody can improve it."))
        allow(
            rules.is_author | rules.looks_after,
            by,
            entry,
            or_say=_("Its author and moderators can make this a community wiki."),
        )
        allow(
            rules.looks_after | ~rules.is_locked, by, entry, or_say=_("This is locked, so it takes no edits.")
        )
        require(position_of(by, entry.community_id), Privilege.WIKI, now=now)
        if entry.is_wiki:
            return entry
        _write(entry, is_wiki=True)
        trace = trace_of(by, entry, now=now)
        happened("entry.made_wiki", by=trace.by, about=entry, now=trace.now)
    return entry


def end_wiki(entry: Entry, *, by: Member, now: datetime) -> Entry:
    """Give a post back to its author; votes from now on bring points again. For moderators only (as Stack Exchange
    has it, since others built upon everybody's editing it). Twice is the same as once.
    """
    with transaction.atomic():
        entry = locked(entry)
        allow(rules.looks_after, by, entry, or_say=_("Only moderators can end a community wiki."))
        require(position_of(by, entry.community_id), Privilege.WIKI, now=now)
        if not entry.is_wiki:
            return entry
        _write(entry, is_wiki=False)
        happened("entry.ended_wiki", by=by, about=entry, now=now)
    return entry


def _write(entry: Entry, *, is_wiki: bool) -> None:
    entry.is_wiki = is_wiki
    entry.save(update_fields=["is_wiki"])
    touch(entry.question_pk)
