from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.errors import Invalid
from slashmentor.base.permissions import allow
from slashmentor.commons.media import actions as media
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import position_of, require_active

from .. import rules
from ..models import Entry
from .locking import locked
from .tracing import trace_of
from .versions import draft_of, drafted, rewrite, said_by


def edit(
    entry: Entry,
    *,
    by: Member,
    body: str,
    title: str | None = None,
    topics: Sequence[str] | None = None,
    summary: str = "",
    seen_revision: int | None = None,
    now: datetime,
) -> Entry:
    """Change what an entry says, keeping what it said. Returns it anew; unchanged words write nothing.

    `title` and `topics` belong to questions; None leaves them. `seen_revision` is the version that the
    editor began from: raises Invalid when there is a newer one by now, so that nobody's words are lost.
    Raises Refused when `by` may not edit it (rules.md, "Privileges": "edit anything").
    """
    with transaction.atomic():
        entry = locked(entry)
        allow_editing(entry, by)
        position = position_of(by, entry.community_id)
        require_active(position, now=now)
        draft = drafted(entry, position, body=body, title=title, topics=topics, summary=summary)
        refuse_if_overtaken(entry, seen_revision)
        trace = trace_of(by, entry, now=now)
        if trace.by is None:
            media.let_go([draft.rendered.html], by=by)
        rewrite(entry, draft, by=trace.by, now=trace.now)
    entry.refresh_from_db()
    return entry


def roll_back(entry: Entry, *, by: Member, to: int, now: datetime) -> Entry:
    """Let an entry say again what its version number `to` said; the versions between stay in its history.

    Raises Refused when `by` may not edit it, Invalid when there is no such version.
    """
    with transaction.atomic():
        entry = locked(entry)
        allow_editing(entry, by)
        require_active(position_of(by, entry.community_id), now=now)
        version = entry.revisions.filter(number=to).first()
        if version is None:
            raise Invalid(_("There is no such version."))
        draft = draft_of(said_by(version), _("rolled back to version %(number)s") % {"number": to})
        trace = trace_of(by, entry, now=now)
        rewrite(entry, draft, by=trace.by, now=trace.now)
    entry.refresh_from_db()
    return entry


def allow_editing(entry: Entry, by: Member) -> None:
    """Raises Refused when `by` may not edit it without review, and says why."""
    allow(rules.looks_after | ~rules.is_locked, by, entry, or_say=_("This is locked, so it takes no edits."))
    allow(
        rules.can_edit,
        by,
        entry,
        or_say=_(
            "You can edit what you wrote yourself; what others wrote takes a suggestion, until you have the points."
        ),
    )


def refuse_if_overtaken(entry: Entry, seen_revision: int | None) -> None:
    """Raises Invalid when there is a newer version than the one that an editor began from."""
    if seen_revision is not None and seen_revision != entry.revision_count:
        raise Invalid(
            _(
                "Somebody edited this while you were writing. Your words are below; please look at theirs first."
            )
        )
