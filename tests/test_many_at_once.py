"""Many processes at one database, as a busy instance has them."""

# Forked from one, since sixteen starts of Python would be what takes the time.
WRITERS = """
import multiprocessing
import django
django.setup()
from django.db import connection, transaction
from django.utils import timezone
from slashmentor.base.jobs.models import Job
from slashmentor.commons.happenings import happened, hears, latest
from slashmentor.commons.happenings.models import Happening

hears("tree.planted")(print)

def write():
    for number in range(25):
        with transaction.atomic():
            happened("tree.planted", now=timezone.now(), number=number)

writers = [multiprocessing.get_context("fork").Process(target=write) for _ in range(16)]
for writer in writers:
    writer.start()
for writer in writers:
    writer.join()
print([writer.exitcode for writer in writers] == [0] * 16)
print(Happening.objects.count(), Job.objects.count(), latest() >= 400)
"""


def test_sixteen_writers_wait_for_each_other_and_lose_nothing(instance):
    assert instance.do(WRITERS) == "True\n400 400 True\n"
