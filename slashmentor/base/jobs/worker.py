"""The loop of a worker process: takes jobs one by one, sleeps when there are none, outlives its database's restarts."""

import logging
import os
import secrets
import socket
import threading
from datetime import timedelta

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from slashmentor.base.jobs import queue, runner, schedules
from slashmentor.base.jobs.models import Job, Worker
from slashmentor.base.jobs.tasks import find

logger = logging.getLogger(__name__)

# How long a job written by another process may lie before somebody looks.
LOOK = 0.5
# How often a worker says that it lives and renews its leases; well under queue.LEASE.
PULSE = 15
FORGOTTEN = timedelta(days=1)


class Loop:
    """`threads` threads that do jobs, and one that says that they live. `stop()` from any thread or signal."""

    def __init__(self, *, threads: int) -> None:
        self._threads = threads
        self._stopping = threading.Event()
        self._name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(3)}"
        self._running: dict[int, Job] = {}

    def run(self) -> None:
        """Until `stop()`; then each thread ends the job it is at."""
        threads = [
            threading.Thread(target=self._work, name=f"jobs-{n}", daemon=True) for n in range(self._threads)
        ]
        for thread in threads:
            thread.start()
        try:
            self._pulse()
        finally:
            self.stop()
            for thread in threads:
                thread.join()

    def stop(self) -> None:
        self._stopping.set()
        queue.wake.set()

    def _work(self) -> None:
        while not self._stopping.is_set():
            queue.wake.clear()
            try:
                close_old_connections()
                found = self._one()
            except Error as error:
                # The database is away or busy. A job in the midst is undone, and taken again after its lease.
                _complain(error)
                connection.close()
                self._stopping.wait(1)
                continue
            if not found:
                queue.wake.wait(LOOK)
        connection.close()

    def _one(self) -> bool:
        now = timezone.now()
        job = queue.claim(now)
        if job is None:
            return False
        self._running[job.pk] = job
        try:
            runner.run(job, now=now)
        finally:
            del self._running[job.pk]
        return True

    def _pulse(self) -> None:
        while True:
            try:
                close_old_connections()
                self._beat()
            except Error as error:
                _complain(error)
                connection.close()
            if self._stopping.wait(PULSE):
                break
        try:
            Worker.objects.filter(name=self._name).delete()
        except Error as error:
            _complain(error)
        connection.close()

    def _beat(self) -> None:
        now = timezone.now()
        Worker.objects.update_or_create(name=self._name, defaults={"seen_at": now})
        Worker.objects.filter(seen_at__lt=now - FORGOTTEN).delete()
        # An atomic job needs no lease (runner), and on PostgreSQL its row is locked: we would wait for it.
        queue.renew([job for job in list(self._running.values()) if not _is_atomic(job)], now=now)
        queue.calm(now=now)
        schedules.ensure(now=now)


def _is_atomic(job: Job) -> bool:
    try:
        return find(job.name).atomic
    except LookupError:
        return False


def _complain(error: Error) -> None:
    logger.warning("the database can't be used just now: %s", str(error).strip())
