"""The queue: work that is done soon, written down in the same transaction as what makes it necessary.

`@job()` turns a function into one, `@every(…)` gives it a schedule, `run_waiting()` does what is due now.
"""

from datetime import datetime

from slashmentor.base.jobs.tasks import Task, every, job

__all__ = ["Task", "every", "job", "run_waiting"]


def run_waiting(now: datetime | None = None, *, raising: bool = True) -> int:
    """Do every job that is due, and those they lead to, in this thread; how many were done.

    `now` is handed to the jobs and may lie ahead of the clock (then what is due by then is done too).
    With `raising` the first error comes out, after its job was put back: tests and `demo` want to see it.
    """
    # Models can't be imported when this package is, since Django imports it to find them.
    from slashmentor.base.jobs import runner

    return runner.run_waiting(now, raising=raising)
