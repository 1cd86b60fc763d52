"""The queue's reads and writes: every line of SQL it needs, for SQLite and PostgreSQL alike."""

import json
import random
import secrets
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from slashmentor.base.jobs.models import Job

# How long a worker may be silent before its job is somebody else's. Atomic jobs are safe even when they take
# longer (their row is locked while they run), the others' leases are renewed by the worker's pulse.
LEASE = timedelta(seconds=60)
# The pause before the second, third, … attempt; the last one stands for all further ones.
BACK_OFF = tuple(timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600))
# Two machines' clocks may differ by this much without anyone having put one back.
CLOCKS_AGREE = timedelta(minutes=1)

# Set when this process has added a job: a worker in it needn't wait for its next look.
wake = threading.Event()


def add(name: str, calls: list[dict[str, Any]], *, key: str | None, at: datetime | None) -> None:
    """Write jobs down in the caller's transaction; one with a key only when none with it waits."""
    now = timezone.now()
    if key is None:
        Job.objects.bulk_create([Job(name=name, args=args, run_at=at or now, set_at=now) for args in calls])
    else:
        for args in calls:
            _add_keyed(name, args, key, at or now, now)
    transaction.on_commit(wake.set)


def _add_keyed(name: str, args: dict[str, Any], key: str, at: datetime, now: datetime) -> None:
    # DO UPDATE rather than DO NOTHING: it locks the waiting row until the caller's transaction ends, so that
    # no worker takes it before it can see what the caller changed.
    earlier = "LEAST" if connection.vendor == "postgresql" else "MIN"
    run_at, set_at = (connection.ops.adapt_datetimefield_value(moment) for moment in (at, now))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO jobs_job (name, args, key, run_at, set_at, attempts, token, state, error)
            VALUES (%s, %s, %s, %s, %s, 0, '', 'waiting', '')
            ON CONFLICT (key) WHERE state = 'waiting'
            DO UPDATE SET run_at = {earlier}(jobs_job.run_at, excluded.run_at)
            """,  # noqa: S608  one of the two words above
            [name, json.dumps(args), key, run_at, set_at],
        )


def claim(now: datetime, due_by: datetime | None = None) -> Job | None:
    """Take the next job that is due, or none. Each is taken by one worker only, until its lease has run out."""
    # SQLite lets one connection write at a time; PostgreSQL passes over what others are taking or running.
    lock = "FOR UPDATE SKIP LOCKED" if connection.vendor == "postgresql" else ""
    end, moment, due = (
        connection.ops.adapt_datetimefield_value(value) for value in (now + LEASE, now, due_by or now)
    )
    sql = f"""
        UPDATE jobs_job SET state = 'running', token = %s, attempts = attempts + 1, run_at = %s, set_at = %s
        WHERE id = (
            SELECT id FROM jobs_job WHERE NOT (state = 'failed') AND run_at <= %s
            ORDER BY run_at, id LIMIT 1 {lock}
        )
        RETURNING *
        """  # noqa: S608  one of the two words above
    # In a transaction, since only there SQLite's writers take turns (base/sqlite).
    with transaction.atomic():
        return next(iter(list(Job.objects.raw(sql, [secrets.token_hex(16), end, moment, due]))), None)


def done(job: Job) -> bool:
    """End this job; False when it isn't ours any more, and nothing may be done for it."""
    return bool(Job.objects.filter(pk=job.pk, token=job.token).delete()[0])


def put_back(job: Job, *, now: datetime, at: datetime, error: str) -> None:
    """Have it done again at `at`, unless one with its key was added meanwhile: that does the same."""
    try:
        with transaction.atomic():
            _mine(job).update(state=Job.State.WAITING, run_at=at, set_at=now, error=error)
    except IntegrityError:
        done(job)


def give_up(job: Job, *, error: str) -> None:
    """Leave it where `doctor` shows it."""
    _mine(job).update(state=Job.State.FAILED, error=error)


def renew(jobs: Iterable[Job], *, now: datetime) -> None:
    """These are still being worked at."""
    tokens = [job.token for job in jobs]
    if tokens:
        Job.objects.filter(token__in=tokens, state=Job.State.RUNNING).update(run_at=now + LEASE, set_at=now)


def failed() -> list[Job]:
    """The newest hundred that were given up."""
    return list(Job.objects.filter(state=Job.State.FAILED).order_by("-id")[:100])


def try_again(*, now: datetime) -> int:
    """Everything given up gets all its attempts once more; how many these were."""
    jobs = Job.objects.filter(state=Job.State.FAILED)
    count = 0
    for job in jobs.order_by("id"):
        job.attempts = 0
        job.save(update_fields=["attempts"])
        put_back(job, now=now, at=now, error=job.error)
        count += 1
    return count


def calm(*, now: datetime) -> None:
    """Bring nearer what was written while the clock ran ahead, else it would wait for days that are no more."""
    for job in Job.objects.exclude(state=Job.State.FAILED).filter(set_at__gt=now + CLOCKS_AGREE):
        _mine(job).filter(set_at=job.set_at).update(run_at=job.run_at - (job.set_at - now), set_at=now)


def back_off(attempts: int, chance: float | None = None) -> timedelta:
    """The pause after so many attempts, a tenth more or less so that jobs which failed together part.

    `chance` stands in for the dice, 0 to 1.
    """
    pause = BACK_OFF[min(attempts, len(BACK_OFF)) - 1]
    dice = random.random() if chance is None else chance  # noqa: S311  no secret
    return pause * (0.9 + 0.2 * dice)


def _mine(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, token=job.token)
