from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from slashmentor.base.days import utc_day
from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing import ledger
from slashmentor.commons.standing.models import Line
from slashmentor.commons.standing.privileges import Position, position_of, require_active

from .. import rules
from ..models import Entry, Judgement, Suggestion
from .edit import allow_editing, refuse_if_overtaken
from .locking import locked
from .tracing import Trace, trace_of
from .versions import Said, draft_of, drafted, rewrite, said_by

REASON_AT_MOST = 300
State = Suggestion.State


def judge(
    suggestion: Suggestion, *, by: Member, approves: bool, reason: str = "", now: datetime
) -> Suggestion:
    """Say whether a suggested edit should be taken over; not this time needs a reason. Returns it anew.

    Two who approve decide, two who don't, or alone the entry's author or a moderator (rules.md, "Closing"). Once
    approved, the entry says so, in the name of who suggested it, who gets the points; unless it was edited in
    the same place meanwhile: then the suggestion is overtaken. The same judgement twice is one.
    Raises Refused, or Invalid (no reason, decided already).
    """
    reason = " ".join(reason.split())
    with transaction.atomic():
        entry, suggestion = _locked(suggestion)
        if suggestion.judgements.filter(by=by, approves=approves).exists():
            return suggestion
        position = _allow_judging(suggestion, by, now)
        if not approves and not reason:
            raise Invalid(
                {"reason": _("Please say what kept you from taking it over; it helps who wrote it.")}
            )
        if len(reason) > REASON_AT_MOST:
            raise Invalid(
                {"reason": _("A reason has at most %(most)s characters.") % {"most": REASON_AT_MOST}}
            )
        trace = _written(suggestion, by, approves=approves, reason=reason, now=now)
        if not _is_decided(suggestion, by, position.numbers, approves=approves):
            return suggestion
        if not approves:
            _decide(suggestion, State.REJECTED, trace)
        elif (said := merged(suggestion, entry)) is None:
            _decide(suggestion, State.OVERTAKEN, trace)
        else:
            _take_over(suggestion, entry, said, trace, numbers=position.numbers)
    return suggestion


def improve(
    suggestion: Suggestion,
    *,
    by: Member,
    body: str,
    title: str | None = None,
    topics: Sequence[str] | None = None,
    summary: str = "",
    seen_revision: int | None = None,
    now: datetime,
) -> Suggestion:
    """Take a suggested edit over and change more: two versions, each in the name of who wrote it.

    For those who judge it and may edit the entry themselves, so their word alone is enough. Raises as `judge` and
    `edit` do.
    """
    with transaction.atomic():
        entry, suggestion = _locked(suggestion)
        position = _allow_judging(suggestion, by, now)
        allow_editing(entry, by)
        refuse_if_overtaken(entry, seen_revision)
        said = merged(suggestion, entry)
        if said is None:
            raise Invalid(
                _("This was edited in the same place meanwhile, so it can’t be taken over any more.")
            )
        trace = _written(suggestion, by, approves=True, reason="", now=now)
        _take_over(suggestion, entry, said, trace, numbers=position.numbers)
        more = drafted(entry, position, body=body, title=title, topics=topics, summary=summary)
        rewrite(entry, more, by=trace.by, now=trace.now)
    return suggestion


def merged(suggestion: Suggestion, entry: Entry) -> Said | None:
    """What the entry says once the suggestion is taken over; None when somebody changed the same part meanwhile.

    Title, text and topics are a part each: what only one of the two changed is as that one wants it.
    """
    now, wanted = said_by(entry), Said(suggestion.title, suggestion.body, list(suggestion.topic_names))
    if suggestion.based_on == entry.revision_count:
        return wanted
    version = entry.revisions.filter(number=suggestion.based_on).first()
    if version is None:
        return None
    was = said_by(version)
    if any(
        ours != theirs and before not in (ours, theirs)
        for before, theirs, ours in zip(was, now, wanted, strict=True)
    ):
        return None
    return Said(
        now.title if wanted.title == was.title else wanted.title,
        now.body if wanted.body == was.body else wanted.body,
        now.topics if wanted.topics == was.topics else wanted.topics,
    )


def _locked(suggestion: Suggestion) -> tuple[Entry, Suggestion]:
    entry = locked(suggestion.entry)
    suggestion = Suggestion.objects.select_for_update(of=("self",)).select_related("by").get(pk=suggestion.pk)
    suggestion.entry = entry
    return entry, suggestion


def _allow_judging(suggestion: Suggestion, by: Member, now: datetime) -> Position:
    """Where `by` stands. Raises Refused when they may not judge it, Invalid when there is nothing to be judged."""
    allow(
        ~rules.suggested_it,
        by,
        suggestion,
        or_say=_("Others judge what you suggested; you can take it back."),
    )
    allow(rules.entry_is_here, by, suggestion, or_say=_("This was deleted, so it takes no edits."))
    allow(rules.entry_takes_edits, by, suggestion, or_say=_("This is locked, so it takes no edits."))
    allow(
        rules.decides_of_entry | ~rules.asked_it_anonymously,
        by,
        suggestion,
        or_say=_("You asked this anonymously, so others judge it. You can edit it yourself."),
    )
    allow(
        rules.can_judge,
        by,
        suggestion,
        or_say=_("Reviewers decide about a suggested edit.")
        if suggestion.entry.persona_id
        else _("Its author and reviewers decide about a suggested edit."),
    )
    position = position_of(by, suggestion.entry.community_id)
    require_active(position, now=now)
    if suggestion.state != State.WAITING:
        raise Invalid(_("This has been decided already."))
    if suggestion.judgements.filter(by=by).exists():
        raise Refused(_("You have judged this already."))
    return position


def _is_decided(suggestion: Suggestion, by: Member, numbers: Numbers, *, approves: bool) -> bool:
    if rules.decides_of_entry.test(by, suggestion):
        return True
    alike = suggestion.judgements.filter(approves=approves).count()
    return alike >= numbers["edits.approvals" if approves else "edits.rejections"]


def _written(suggestion: Suggestion, by: Member, *, approves: bool, reason: str, now: datetime) -> Trace:
    """Write down what somebody said, and give whose name it leaves. An anonymous asker's word decides, unwritten."""
    trace = trace_of(by, suggestion.entry, now=now)
    if trace.by is not None:
        Judgement.objects.create(suggestion=suggestion, by=by, approves=approves, reason=reason, at=now)
    return trace


def _take_over(suggestion: Suggestion, entry: Entry, said: Said, trace: Trace, *, numbers: Numbers) -> None:
    """The entry says what was suggested, as a version by who suggested it, who gets the points."""
    rewrite(entry, draft_of(said, suggestion.summary), by=suggestion.by, now=trace.now)
    points = numbers.whole("points.edit")
    due = ledger.Due(suggestion.by_id, Line.Kind.EDIT, points, utc_day(trace.now), entry.pk)
    ledger.write(entry.community_id, [due], numbers=numbers, now=trace.now)
    _decide(suggestion, State.APPROVED, trace)


def _decide(suggestion: Suggestion, state: Suggestion.State, trace: Trace) -> None:
    suggestion.state, suggestion.decided_at = state, trace.now
    suggestion.save(update_fields=["state", "decided_at"])
    verb = "edit.approved" if state == State.APPROVED else "edit.rejected"
    happened(verb, by=trace.by, about=suggestion, now=trace.now, state=state.value)
