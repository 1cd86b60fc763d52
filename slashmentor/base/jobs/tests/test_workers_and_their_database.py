import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from slashmentor.base.jobs import queue, schedules
from slashmentor.base.jobs.models import Job, Worker
from slashmentor.base.jobs.tests.deeds import deed, loose_deed, make_table, written
from slashmentor.base.jobs.worker import Loop
from tests import postgres
from tests.instances import Instance

# SQLite's tests run in memory, where threads can't meet; there test_workers_that_die has real processes.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def table(transactional_db):
    make_table()
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE deeds")


@pytest.fixture
def loop(monkeypatch):
    """A worker in this process, without schedules, which ends with the test."""
    monkeypatch.setattr(schedules, "scheduled", list)
    running = Loop(threads=2)
    thread = threading.Thread(target=running.run)
    thread.start()
    yield running
    running.stop()
    thread.join(30)
    assert not thread.is_alive()


def until(holds):
    pause = threading.Event()
    for _ in range(600):
        if holds():
            return
        pause.wait(0.05)
    raise AssertionError("waited for half a minute")


def test_a_worker_does_what_is_committed_and_says_that_it_lives(table, loop):
    with transaction.atomic():
        deed.later_many({"number": number} for number in range(20))
        loose_deed.later(number=99)
    until(lambda: not Job.objects.filter(name__endswith="deed").exists())
    assert len(written()) == 41
    assert Worker.objects.count() == 1


def test_a_job_being_added_to_waits_for_who_adds(table):
    """What the adder changed has to be seen by the job that was waiting already."""
    deed.later(number=1, key="one")
    found = []
    with transaction.atomic():
        deed.later(number=1, key="one")
        other = threading.Thread(target=lambda: found.append(claim_elsewhere()))
        other.start()
        other.join()
    assert found == [None]
    assert queue.claim(timezone.now()) is not None


def test_sixteen_workers_never_take_the_same(table):
    deed.later_many({"number": number} for number in range(64))
    taken = []

    def take():
        while job := queue.claim(timezone.now()):
            taken.append(job.pk)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 64


def test_a_worker_outlives_its_databases_restart(prototype, tmp_path):
    with postgres.server() as server:
        prototype.fill(server)
        instance = Instance(tmp_path, server.url)
        worker = instance.start("worker")
        code = "from slashmentor.base.jobs.models import Worker; print(Worker.objects.count())"
        until(lambda: instance.run("manage", "shell", "--no-imports", "-c", code).strip() == "1")
        server.stop()
        until(lambda: "the database can't be used just now" in instance.said())
        server.start()
        # A job that fails at once: its attempt is what we wait for.
        add = "from slashmentor.commons.happenings.telling import tell; tell.later(listener='x', happening=1)"
        instance.run("manage", "shell", "--no-imports", "-c", add)
        tried = "from slashmentor.base.jobs.models import Job; print(Job.objects.get(name__endswith='.tell').attempts)"
        until(lambda: instance.run("manage", "shell", "--no-imports", "-c", tried).strip() == "1")
        assert worker.poll() is None
        instance.end()


def claim_elsewhere():
    try:
        return queue.claim(timezone.now())
    finally:
        connection.close()
