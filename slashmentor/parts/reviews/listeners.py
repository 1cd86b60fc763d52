"""What opens a task, what ends it elsewhere, and what counts as a look at it (imported by apps.py)."""

from datetime import timedelta
from typing import Any

from slashmentor.commons.communities.numbers import numbers_in
from slashmentor.commons.happenings import hears
from slashmentor.commons.safety.models import Harm
from slashmentor.commons.standing.models import Standing
from slashmentor.parts.questions.models import Comment, Entry, Suggestion

from .actions import looked, open_task, settle
from .models import Queue, Task
from .poor import poorness

_POOR = (Harm.LOW_QUALITY, Harm.NOT_AN_ANSWER)


@hears("question.asked", "question.answered")
def look_at_new(happening: Any) -> None:
    """The first question, the first answer, a newcomer's late answer; and whatever looks unfinished."""
    entry = _entry(happening)
    if entry is None or entry.closed_at is not None:
        return
    if queue := _queue_of_new(entry):
        open_task(queue, entry, now=happening.at)
    if poorness(entry) >= numbers_in(entry.community_id)["review.poor_from"]:
        open_task(Queue.LOW_QUALITY, entry, now=happening.at)


@hears("edit.suggested")
def look_at_suggestion(happening: Any) -> None:
    suggestion = happening.about
    if suggestion is None or suggestion.state != Suggestion.State.WAITING:
        return
    settle([suggestion.entry_id], now=happening.at)  # the one before may not have been told yet
    open_task(Queue.SUGGESTED_EDITS, suggestion.entry, suggestion=suggestion, now=happening.at)


@hears("ballot.cast")
def look_at_closing(happening: Any) -> None:
    """Others should look, when somebody would close a question or open it again."""
    entry, purpose = _entry(happening), happening.data.get("purpose")
    if entry is None or not entry.is_question:
        return
    if purpose == Queue.CLOSE and entry.closed_at is None:
        open_task(Queue.CLOSE, entry, now=happening.at)
    elif purpose == Queue.REOPEN and entry.closed_at is not None:
        open_task(Queue.REOPEN, entry, now=happening.at)


@hears("question.edited")
def look_again_at_closed(happening: Any) -> None:
    """A closed question that was edited may be opened again (rules.md, "Closing, reviewing, cleaning")."""
    question = _entry(happening)
    if question is not None and question.closed_at is not None:
        open_task(Queue.REOPEN, question, now=happening.at)


@hears("flag.raised")
def look_at_flagged(happening: Any) -> None:
    """Flags of low quality are for reviewers first; whoever flags as a reviewer has looked at the other queues."""
    flag = happening.about
    entry = flag.about if flag is not None else None
    if not isinstance(entry, Entry) or entry.deleted_at is not None:
        return
    if happening.by is not None:
        looked(entry, by=happening.by, flagged=True, now=happening.at)
    if flag.harm in _POOR:
        open_task(Queue.LOW_QUALITY, entry, now=happening.at)


@hears("question.edited", "answer.edited", "entry.commented", "edit.suggested")
def take_for_a_look(happening: Any) -> None:
    about, by = happening.about, happening.by
    if about is None or by is None:
        return
    entry = about.entry if isinstance(about, (Comment, Suggestion)) else about
    looked(entry, by=by, edited=not isinstance(about, Comment), now=happening.at)


@hears(
    "entry.deleted", "question.closed", "question.reopened", "question.edited", "answer.edited",
    "edit.approved", "edit.rejected", "ballot.taken_back",
)  # fmt: skip
def settle_elsewhere(happening: Any) -> None:
    """What was decided elsewhere needs no look any more."""
    about = happening.about
    if about is not None:
        settle([about.entry_id if isinstance(about, Suggestion) else about.pk], now=happening.at)


@hears("question.moved")
def move_tasks(happening: Any) -> None:
    """A moved question's tasks are for the reviewers of where it went, and those of its answers."""
    for entry in Entry.objects.filter(pk=happening.about_id):
        Task.objects.open().filter(entry=entry).update(community=entry.community_id)
        Task.objects.open().filter(entry__question=entry).update(community=entry.community_id)


def _entry(happening: Any) -> Entry | None:
    """The entry that it is about, while it is here."""
    entry = happening.about
    return entry if isinstance(entry, Entry) and entry.deleted_at is None else None


def _queue_of_new(entry: Entry) -> Queue | None:
    """None for what was asked anonymously: a queue of first questions would tell something of who asked."""
    if entry.author_id is None:
        return None
    before = Entry.objects.filter(
        kind=entry.kind, author=entry.author_id, community=entry.community_id, pk__lt=entry.pk
    )
    if not before.exists():
        return Queue.FIRST_QUESTIONS if entry.is_question else Queue.FIRST_ANSWERS
    return Queue.LATE_ANSWERS if entry.question is not None and _is_late(entry, entry.question) else None


def _is_late(answer: Entry, question: Entry) -> bool:
    """Given by a newcomer here, long after the question was asked."""
    numbers = numbers_in(answer.community_id)
    if answer.created_at - question.created_at <= timedelta(days=numbers["late.days"]):
        return False
    earned = Standing.objects.filter(member=answer.author_id, community=answer.community_id)
    reputation = earned.values_list("reputation", flat=True).first() or 1
    return reputation < numbers["ask.newcomer_below"]
