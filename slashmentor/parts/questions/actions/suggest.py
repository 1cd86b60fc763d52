from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, position_of, require_active

from .. import rules
from ..models import Entry, Suggestion
from .edit import refuse_if_overtaken
from .locking import locked
from .versions import drafted, said_by

WAITING = Suggestion.State.WAITING


def suggest(
    entry: Entry,
    *,
    by: Member,
    body: str,
    title: str | None = None,
    topics: Sequence[str] | None = None,
    summary: str = "",
    seen_revision: int | None = None,
    now: datetime,
) -> Suggestion:
    """Suggest what an entry should say; it waits for two reviewers, its author or a moderator (rules.md, "Closing").

    It takes no points. Raises Refused (one's own, locked, deleted, as many waiting as one may have), Invalid: words
    that can't be taken, the same words, or another suggestion that waits for the same entry.
    """
    with transaction.atomic():
        entry = locked(entry)
        allow(rules.is_here, by, entry, or_say=_("This was deleted, so it takes no edits."))
        allow(~rules.is_locked, by, entry, or_say=_("This is locked, so it takes no edits."))
        allow(rules.can_suggest, by, entry, or_say=_("You can edit this yourself; it needs no review."))
        position = position_of(by, entry.community_id)
        require_active(position, now=now)
        draft = drafted(entry, position, body=body, title=title, topics=topics, summary=summary)
        refuse_if_overtaken(entry, seen_revision)
        if draft.said == said_by(entry):
            raise Invalid(_("Nothing is changed yet."))
        _refuse_second(entry)
        _refuse_too_many(by, position)
        suggestion = Suggestion.objects.create(
            entry=entry, by=by, title=draft.said.title, body=draft.said.body, topic_names=draft.said.topics,
            summary=draft.summary, based_on=entry.revision_count, at=now,
        )  # fmt: skip
        happened("edit.suggested", by=by, about=suggestion, now=now)
    return suggestion


def withdraw(suggestion: Suggestion, *, by: Member, now: datetime) -> Suggestion:
    """Take one's own suggestion back while it waits; twice is the same as once. Raises Refused or Invalid."""
    with transaction.atomic():
        suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
        allow(rules.suggested_it, by, suggestion, or_say=_("Only who suggested it can take it back."))
        if suggestion.state == Suggestion.State.WITHDRAWN:
            return suggestion
        require_active(position_of(by, suggestion.entry.community_id), now=now)
        if suggestion.state != WAITING:
            raise Invalid(_("This has been decided already."))
        suggestion.state, suggestion.decided_at = Suggestion.State.WITHDRAWN, now
        suggestion.save(update_fields=["state", "decided_at"])
        happened("edit.rejected", by=by, about=suggestion, now=now, state=suggestion.state.value)
    return suggestion


def _refuse_second(entry: Entry) -> None:
    """One at a time for each entry, which is locked (and the database holds it, too)."""
    if Suggestion.objects.filter(entry=entry, state=WAITING).exists():
        raise Invalid(
            _(
                "Somebody else’s edit of this waits for review. Yours can follow once it is decided; your words are kept below."
            )
        )


def _refuse_too_many(by: Member, position: Position) -> None:
    # The member's row is the lock: of two forms at once the second counts what the first wrote.
    by.take_turns()
    most = position.numbers.whole("edits.waiting_each")
    waiting = Suggestion.objects.filter(by=by, state=WAITING, entry__community=position.community_id)
    if waiting.count() >= most:
        raise Refused(
            ngettext(
                "%(most)s edit of yours waits for review. The next can come once it is decided; your words are kept below.",
                "%(most)s edits of yours wait for review. The next can come once one is decided; your words are kept below.",
                most,
            )
            % {"most": most}
        )
