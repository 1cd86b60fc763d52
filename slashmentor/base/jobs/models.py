"""A job is a row; a worker that lives is one too."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One call of one function, to be made once.

    `run_at` is when it may be taken: at first the time it was wished for; while it runs, the end of the lease,
    after which somebody else may take it (its worker must have died).
    `set_at` is what the clock said when `run_at` was last set: a clock put back is noticed by it (`queue.calm`).
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        FAILED = "failed"

    name = models.CharField(max_length=200)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001  NULL is no key; "" would collide
    run_at = models.DateTimeField()
    set_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=32, default="")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    error = models.TextField(default="")

    class Meta:
        constraints = [
            # A running one doesn't count: what changes while it runs needs another run.
            models.UniqueConstraint(
                fields=["key"], condition=Q(state="waiting"), name="jobs_one_waiting_per_key"
            ),
        ]
        indexes = [
            # queue.claim(): the next one that is due.
            models.Index(fields=["run_at", "id"], condition=~Q(state="failed"), name="jobs_next"),
            # queue.failed(): for `slashmentor doctor`.
            models.Index(fields=["id"], condition=Q(state="failed"), name="jobs_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.name}({', '.join(f'{name}={value!r}' for name, value in self.args.items())})"


class Worker(models.Model):
    """A worker process and when it was last heard of."""

    name = models.CharField(max_length=100, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
