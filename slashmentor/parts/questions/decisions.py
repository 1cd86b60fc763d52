"""What moderators decide about questions, answers and votes, written into the public log (commons/safety)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from slashmentor.commons.happenings import hears
from slashmentor.commons.safety.actions import record
from slashmentor.commons.safety.models import Decision
from slashmentor.commons.safety.verbs import verb
from slashmentor.commons.standing.privileges import position_of

from .actions.lock import unlock
from .actions.reopen import vote_to_reopen
from .models import Entry, Reason, Suspicion

# What happened, as the log calls it, and the reason where nobody gave one.
_LOGGED = {
    "entry.deleted": ("post.deleted", gettext_lazy("It doesn’t belong here")),
    "entry.undeleted": ("post.restored", gettext_lazy("It belongs here after all")),
    "entry.locked": ("post.locked", ""),
    "entry.unlocked": ("post.unlocked", gettext_lazy("Nothing speaks against it any more")),
    "question.closed": ("question.closed", ""),
    "question.reopened": ("question.reopened", gettext_lazy("It can be answered now")),
    "question.moved": ("question.moved", gettext_lazy("It is at home in another community")),
}


def _unlock(decision: Decision, *, by: Any, now: Any) -> None:
    if isinstance(decision.about, Entry):
        unlock(decision.about, by=by, now=now)


def _reopen(decision: Decision, *, by: Any, now: Any) -> None:
    if isinstance(decision.about, Entry):
        vote_to_reopen(decision.about, by=by, now=now)


verb("post.locked", gettext_lazy("Locked a post"), undo=_unlock)
verb("post.restored", gettext_lazy("Brought a post back"))
verb("post.unlocked", gettext_lazy("Unlocked a post"))
verb("question.closed", gettext_lazy("Closed a question"), undo=_reopen)
verb("question.reopened", gettext_lazy("Opened a question again"))
verb("question.moved", gettext_lazy("Moved a question"))
verb("bounty.cancelled", gettext_lazy("Cancelled a bounty"))
verb("votes.reversed", gettext_lazy("Reversed votes"))
verb("persona.opened", gettext_lazy("Opened the seal of an anonymous question"))


@hears(*_LOGGED)
def log_what_moderators_do(happening: Any) -> None:
    """A moderator's deed on what somebody else wrote; the author's own, and what members' votes decide, is none."""
    entry, by = happening.about, happening.by
    if entry is None or by is None or by.pk == entry.author_id:
        return
    # A question was moved by those who look after the community that it left.
    community_id = happening.data.get("from_community", entry.community_id)
    if not position_of(by, community_id).looks_after:
        return
    said = Decision.objects.filter(about_kind="questions.entry", about_id=entry.pk, by=by, at=happening.at)
    if said.exists():  # by whoever decided it in the inbox, with a reason
        return
    name, usual = _LOGGED[happening.verb]
    reason = str(happening.data.get("reason") or usual)
    record(
        name,
        about=entry,
        member=entry.author,
        community_id=community_id,
        reason=str(Reason(reason).label) if reason in Reason.values else reason,
        by=by,
        now=happening.at,
    )


@hears("votes.reversed")
def log_reversal(happening: Any) -> None:
    """Those that a moderator reversed, and those that were so clear that they were reversed at once."""
    suspicion = happening.about
    if isinstance(suspicion, Suspicion):
        record(
            "votes.reversed",
            about=suspicion,
            member=suspicion.voter,
            community_id=suspicion.community_id,
            reason=_("They were for a person rather than for posts"),
            by=happening.by,
            now=happening.at,
        )
