"""Doing jobs: one, or all that are due."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from slashmentor.base.jobs import queue, schedules
from slashmentor.base.jobs.models import Job
from slashmentor.base.jobs.tasks import Task, find

logger = logging.getLogger(__name__)


def run(job: Job, *, now: datetime) -> Exception | None:
    """Do a claimed job. An error is logged, its job put back or given up, and the error returned."""
    try:
        task = find(job.name)
        if job.attempts > task.retries + 1 and not task.interval:
            # Each attempt ended with its worker, and no error could be written down.
            queue.give_up(job, error=job.error or "The worker ended in the midst of it, every time.")
            logger.error("job %s given up: its workers ended in the midst of it", job)
            return None
        _call(task, job, now)
    except Exception as error:  # noqa: BLE001  whatever a job does, the next one has its turn
        _failed(job, error, now=now)
        return error
    return None


def run_waiting(now: datetime | None = None, *, raising: bool = True) -> int:
    """See the package's own `run_waiting`, which is this."""
    count = 0
    while job := queue.claim(timezone.now(), due_by=max(now or timezone.now(), timezone.now())):
        error = run(job, now=now or timezone.now())
        if error and raising:
            raise error
        count += 1
    return count


def _call(task: Task[..., Any], job: Job, now: datetime) -> None:
    args = {**job.args, "now": now} if task.takes_now else job.args
    if task.atomic:
        with transaction.atomic():
            # First of all, so that the row is locked while its effects are made: nobody else can begin it,
            # and whatever ends us undoes both.
            if queue.done(job):
                task.function(**args)
                _plan_next(task, now)
    else:
        task.function(**args)
        with transaction.atomic():
            if queue.done(job):
                _plan_next(task, now)


def _plan_next(task: Task[..., Any], now: datetime) -> None:
    if task.interval:
        schedules.plan(task, at=now + task.interval)


def _failed(job: Job, error: Exception, *, now: datetime) -> None:
    logger.error("job %s failed (attempt %d)", job, job.attempts, exc_info=error)
    words = f"{type(error).__name__}: {error}".replace("\0", "")[:500]
    retries, interval = _patience(job)
    if job.attempts <= retries:
        queue.put_back(job, now=now, at=now + queue.back_off(job.attempts), error=words)
    elif interval:
        # A schedule is never given up: it tries again at its next time, and `doctor` sees its attempts.
        queue.put_back(job, now=now, at=now + interval, error=words)
    else:
        queue.give_up(job, error=words)


def _patience(job: Job) -> tuple[int, timedelta | None]:
    try:
        task = find(job.name)
    except LookupError:
        return 8, None  # a newer release may know it: during an update both run side by side
    return task.retries, task.interval
