"""What is done again and again: each schedule is one job whose key says so, and which plans the next."""

from datetime import datetime
from typing import Any

from slashmentor.base.jobs.models import Job
from slashmentor.base.jobs.tasks import Task, scheduled

_PREFIX = "every:"


def ensure(*, now: datetime) -> None:
    """Plan every schedule that isn't planned or running."""
    wanted = {_PREFIX + task.name: task for task in scheduled()}
    planned = Job.objects.filter(key__startswith=_PREFIX).exclude(state=Job.State.FAILED)
    keys = set(planned.values_list("key", flat=True))
    for key, task in wanted.items():
        if key not in keys:
            plan(task, at=now)


def plan(task: Task[..., Any], *, at: datetime) -> None:
    task.later(key=_PREFIX + task.name, at=at)
