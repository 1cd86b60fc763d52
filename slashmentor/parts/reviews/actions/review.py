"""What a reviewer says of a task, with what it does: a vote, a judgement, a comment, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.permissions import allow
from slashmentor.commons.happenings import happened
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Position, position_of
from slashmentor.parts.questions import actions as questions
from slashmentor.parts.questions import rules as of_questions
from slashmentor.parts.questions.actions.delete import record_deletion
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import CloseReason, Entry

from .. import rules
from ..models import Queue, Review, Task
from ..queries import count_today
from ..queues import ABOUT, EDITED, FLAGGED, SKIP, Verdict
from .tasks import came_to, end

# The queues where a deed on the post's own page is a look at it.
_LOOKING = (Queue.FIRST_QUESTIONS, Queue.FIRST_ANSWERS, Queue.LATE_ANSWERS, Queue.LOW_QUALITY)


class Late(Refused):
    """Somebody was faster; there is another task, and nothing was lost."""


@dataclass(frozen=True)
class More:
    """What goes with a verdict that asks for more."""

    words: str = ""  # a comment, or why a suggested edit isn't taken over
    reason: str = ""  # why it should be closed (questions' Reason)
    why: CloseReason | None = None
    duplicate_of: Entry | None = None


NOTHING = More()


def review(task: Task, *, by: Member, verdict: str, more: More = NOTHING, now: datetime) -> Review:
    """Say what one thinks of a task, and let it be done. Returns the review; the one from before, when there is one.

    The task ends with it when enough people said the same ("review.looks.…"), a moderator did, or the post's state
    says that nothing is left to do. "skip" says nothing, and keeps it from coming again.

    Raises Late when it ended meanwhile; Refused: one's own post, too few points, the day's reviews used up, or what
    the action behind it refuses; Invalid for `verdict` and what goes with it.
    """
    with transaction.atomic():
        task = _locked(task, by)
        position = position_of(by, task.entry.community_id)
        rules.require_queue(position, Queue(task.queue), now=now)
        allow(~of_questions.is_author, by, task.entry, or_say=_("Others review what you wrote."))
        if before := Review.objects.filter(task=task, by=by).first():
            return before
        if task.ended_at is not None or came_to(task):
            raise Late(_("Somebody was faster: this was decided while you read. Here is what waits next."))
        chosen = ABOUT[Queue(task.queue)].verdict(verdict)
        if chosen is None:
            raise Invalid(_("Please choose one of the buttons."))
        if chosen is SKIP:
            return Review.objects.create(task=task, by=by, verdict=SKIP.name, at=now)
        _refuse_if_used_up(task, by, position, now=now)
        if chosen.name in _DOES:
            _DOES[chosen.name](task, by, more, now)
        return _write(task, by, chosen, position, now=now)


def looked(entry: Entry, *, by: Member, edited: bool = False, flagged: bool = False, now: datetime) -> None:
    """Whoever may review and edits, comments on or flags a post where it stands has looked at it: its tasks know."""
    for task in Task.objects.open().filter(entry=entry, queue__in=_LOOKING).order_by("pk"):
        with transaction.atomic():
            task = _locked(task, by)  # noqa: PLW2901 - the same one, as it is now
            position = position_of(by, task.entry.community_id)
            queue = Queue(task.queue)
            comments = ABOUT[queue].verdict("comment")
            done = EDITED if edited else FLAGGED if flagged else comments
            if (
                done is None
                or (flagged and queue == Queue.LOW_QUALITY)
                or task.ended_at is not None
                or not ABOUT[queue].is_open_to(position)
                or of_questions.is_author.test(by, task.entry)
                or Review.objects.filter(task=task, by=by).exists()
            ):
                continue
            _write(task, by, done, position, now=now)


def _locked(task: Task, by: Member) -> Task:
    """The entry, then who reviews (so that of two forms at once the second counts the first), then the task."""
    entry = locked(task.entry)
    by.take_turns()
    task = Task.objects.select_for_update(of=("self",)).select_related("suggestion").get(pk=task.pk)
    task.entry = entry
    return task


def _write(task: Task, by: Member, verdict: Verdict, position: Position, *, now: datetime) -> Review:
    written = Review.objects.create(task=task, by=by, verdict=verdict.name, at=now)
    happened("review.made", by=by, about=written, now=now, queue=task.queue, verdict=verdict.name)
    task.entry.refresh_from_db(fields=["closed_at", "deleted_at"])
    if outcome := came_to(task):
        end(task, outcome, now=now)
    elif verdict.ends and _is_enough(task, verdict, position):
        _settle(task, by, verdict, now)
        end(task, verdict.ends, now=now)
    return written


def _is_enough(task: Task, verdict: Verdict, position: Position) -> bool:
    """As many as the community wants say the same; a moderator's word is enough."""
    if position.looks_after or not verdict.looks:
        return True
    return task.reviews.filter(verdict=verdict.name).count() >= position.numbers[verdict.looks]


def _settle(task: Task, by: Member, verdict: Verdict, now: datetime) -> None:
    """What follows when enough reviewers said the same."""
    if verdict.name == "leave_open":
        questions.leave_open(task.entry, by=by, now=now)
    elif verdict.name == "leave_closed":
        questions.leave_closed(task.entry, by=by, now=now)
    elif verdict.name == "delete":
        record_deletion(task.entry, by=None, now=now)


def _refuse_if_used_up(task: Task, by: Member, position: Position, *, now: datetime) -> None:
    """20 reviews a UTC day in each queue of a community ("review.a_day"); skipping is free, moderators have more."""
    if position.looks_after:
        return
    today = count_today(by, Queue(task.queue), task.community_id, now=now)
    if today >= position.numbers["review.a_day"]:
        raise Refused(
            ngettext(
                "You reviewed %(count)s post in this queue today, which is a lot of help. There is more after midnight, UTC.",
                "You reviewed %(count)s posts in this queue today, which is a lot of help. There is more after midnight, UTC.",
                today,
            )
            % {"count": today}
        )


def _comment(task: Task, by: Member, more: More, now: datetime) -> None:
    try:
        questions.comment(task.entry, by=by, body=more.words, now=now)
    except Invalid as invalid:
        raise Invalid({"words": invalid.sentence}) from invalid


def _close(task: Task, by: Member, more: More, now: datetime) -> None:
    try:
        questions.vote_to_close(
            task.entry, by=by, reason=more.reason, why=more.why, duplicate_of=more.duplicate_of, now=now
        )
    except Invalid as invalid:
        sentences = {{"reason": "why"}.get(name, name): said for name, said in invalid.errors.items()}
        raise Invalid(sentences) from invalid


def _reopen(task: Task, by: Member, more: More, now: datetime) -> None:  # noqa: ARG001 - all take the same
    questions.vote_to_reopen(task.entry, by=by, now=now)


def _approve(task: Task, by: Member, more: More, now: datetime) -> None:  # noqa: ARG001 - same
    assert task.suggestion is not None
    task.suggestion = questions.judge(task.suggestion, by=by, approves=True, now=now)


def _reject(task: Task, by: Member, more: More, now: datetime) -> None:
    assert task.suggestion is not None
    try:
        task.suggestion = questions.judge(task.suggestion, by=by, approves=False, reason=more.words, now=now)
    except Invalid as invalid:
        raise Invalid({"reason": invalid.sentence}) from invalid


def _may_go(task: Task, by: Member, more: More, now: datetime) -> None:  # noqa: ARG001 - same
    """Reviewers let an answer go that nobody found useful; a question is closed instead, and swept in time."""
    entry = task.entry
    allow(~of_questions.is_question, by, entry, or_say=_("A question is closed rather than deleted."))
    allow(~of_questions.is_locked, by, entry, or_say=_("This is locked, so it stays as it is."))
    if entry.score > 0 or not of_questions.nobody_is_left_alone.test(by, entry):
        raise Refused(_("Somebody found this useful, so it isn’t deleted here. A flag tells the moderators."))


_DOES: dict[str, Callable[[Task, Member, More, datetime], None]] = {
    "comment": _comment,
    "close": _close,
    "reopen": _reopen,
    "approve": _approve,
    "reject": _reject,
    "delete": _may_go,
}
