"""The queue: work that is done soon, written down in the same transaction as what makes it necessary.

`@job()` turns a function into one, `@every(…)` gives it a schedule, `run_waiting()` does what is due now.
"""

from slashmentor.base.jobs.tasks import Task, every, job, run_waiting

__all__ = ["Task", "every", "job", "run_waiting"]
