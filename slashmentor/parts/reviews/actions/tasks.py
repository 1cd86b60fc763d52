"""A task's life: opened once for each queue and post, ended by enough looks or by what happened elsewhere."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from slashmentor.base.jobs import every, job
from slashmentor.commons.happenings import happened
from slashmentor.parts.questions.actions.locking import locked
from slashmentor.parts.questions.models import Ballot, Entry, Suggestion

from ..models import Queue, Task

Outcome = Task.Outcome

_OF_SUGGESTION = {
    Suggestion.State.APPROVED: Outcome.APPROVED,
    Suggestion.State.REJECTED: Outcome.REJECTED,
    Suggestion.State.OVERTAKEN: Outcome.SETTLED,
    Suggestion.State.WITHDRAWN: Outcome.SETTLED,
}


def open_task(queue: Queue, entry: Entry, *, suggestion: Suggestion | None = None, now: datetime) -> Task:
    """Let reviewers look at an entry; the task that is open already, when there is one in this queue."""
    task, _new = Task.objects.get_or_create(
        queue=queue,
        entry=entry,
        suggestion=suggestion,
        ended_at=None,
        defaults={"community_id": entry.community_id, "opened_at": now},
    )
    return task


def end(task: Task, outcome: str, *, now: datetime) -> None:
    """The task is done; twice is the same as once. Part of the caller's transaction."""
    if Task.objects.filter(pk=task.pk, ended_at=None).update(ended_at=now, outcome=outcome):
        task.ended_at, task.outcome = now, outcome
        happened("task.ended", about=task, now=now, queue=task.queue, outcome=outcome)


def came_to(task: Task) -> str:
    """What a task's post or suggestion has come to, so that nobody needs to look any more; "" while they do."""
    entry = task.entry
    question = entry if entry.question is None else entry.question
    if entry.deleted_at is not None or question.deleted_at is not None:
        return Outcome.DELETED
    if task.queue == Queue.SUGGESTED_EDITS:
        state = task.suggestion.state if task.suggestion is not None else Suggestion.State.WITHDRAWN
        return _OF_SUGGESTION.get(Suggestion.State(state), "")
    if task.queue == Queue.REOPEN:
        return Outcome.REOPENED if entry.closed_at is None else ""
    if entry.closed_at is not None:
        return Outcome.CLOSED
    if task.queue == Queue.CLOSE and not _somebody_would_close(entry):
        return Outcome.SETTLED
    return ""


def settle(entry_ids: Iterable[int], *, now: datetime) -> None:
    """End the tasks of these entries, and of the answers to them, that took care of themselves."""
    wanted = list(entry_ids)
    tasks = Task.objects.open().filter(Q(entry__in=wanted) | Q(entry__question__in=wanted))
    for task in tasks.select_related("entry__question", "suggestion").order_by("pk"):
        with transaction.atomic():
            task.entry = locked(task.entry)
            if task.suggestion is not None:
                task.suggestion.refresh_from_db(fields=["state"])
            if outcome := came_to(task):
                end(task, outcome, now=now)


@every(minutes=60 * 24)
@job(atomic=False)
def settle_all(*, now: datetime) -> None:
    """Once a day: votes to close age away without anybody doing anything, and their tasks with them."""
    settle(set(Task.objects.open().values_list("entry_id", flat=True)), now=now)


def _somebody_would_close(question: Entry) -> bool:
    return Ballot.objects.filter(entry=question, purpose=Ballot.Purpose.CLOSE, ended_at=None).exists()
