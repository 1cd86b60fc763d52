"""A program: starts a worker again and again and kills it with SIGKILL, at moments nobody chose; then finishes.

Says how many kills met a job in the midst.
"""

import multiprocessing
import random
import sys
from datetime import timedelta

import django

django.setup()

from django.db import connections  # noqa: E402  Django has to be set up first
from django.utils import timezone  # noqa: E402  same

from slashmentor.base.jobs import run_waiting  # noqa: E402  same
from slashmentor.base.jobs.models import Job  # noqa: E402  same
from slashmentor.base.jobs.tests import deeds  # noqa: E402  same
from slashmentor.base.jobs.worker import Loop  # noqa: E402  same

KILLS = 20
DEEDS = 400


def main() -> None:
    deeds.make_table()
    deeds.deed.later_many({"number": number} for number in range(DEEDS))
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    for _ in range(KILLS):
        worker = fork.Process(target=Loop(threads=2).run)
        worker.start()
        worker.join(random.uniform(0.02, 0.15))
        worker.kill()
        worker.join()
    sys.stdout.write(str(Job.objects.filter(name=deeds.deed.name, state=Job.State.RUNNING).count()))
    # The leases of the dead end after a minute.
    run_waiting(timezone.now() + timedelta(minutes=2))
    sys.exit(
        deeds.written() != [(number, half) for number in range(DEEDS) for half in (1, 2)]
        or Job.objects.filter(name=deeds.deed.name).exists()
    )


main()
