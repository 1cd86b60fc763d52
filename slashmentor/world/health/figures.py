"""The instance in figures, as Prometheus reads them."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.db.models import Count, Min

import slashmentor
from slashmentor.base.jobs.models import Job, Worker
from slashmentor.commons.happenings.models import Happening
from slashmentor.world.health.findings import SILENT


def text(*, now: datetime) -> str:
    """Prometheus' exposition format 0.0.4; without the database only `slashmentor_database_up 0`."""
    try:
        lines = list(_of_database(now))
    except DatabaseError:
        lines = list(_gauge("slashmentor_database_up", "Whether the database answers.", 0))
    lines += _gauge("slashmentor_info", "This release.", 1, f'version="{slashmentor.__version__}"')
    return "\n".join(lines) + "\n"


def _of_database(now: datetime) -> Iterator[str]:
    states = dict(Job.objects.values_list("state").annotate(Count("id")))
    yield "# HELP slashmentor_jobs Jobs by state."
    yield "# TYPE slashmentor_jobs gauge"
    for state in Job.State.values:
        yield f'slashmentor_jobs{{state="{state}"}} {states.get(state, 0)}'
    oldest = Job.objects.filter(state=Job.State.WAITING, run_at__lte=now).aggregate(at=Min("run_at"))["at"]
    late = (now - oldest).total_seconds() if oldest else 0
    yield from _gauge("slashmentor_job_oldest_seconds", "How long the oldest due job waits.", round(late, 3))
    workers = Worker.objects.filter(seen_at__gte=now - SILENT).count()
    yield from _gauge("slashmentor_workers", "Workers heard of in the last minute.", workers)
    members = get_user_model().objects.filter(is_active=True).count()
    yield from _gauge("slashmentor_members", "Members with an active account.", members)
    newest = Happening.objects.order_by("-id").values_list("id", flat=True).first() or 0
    yield "# HELP slashmentor_happenings_total Things done here so far."
    yield "# TYPE slashmentor_happenings_total counter"
    yield f"slashmentor_happenings_total {newest}"
    yield from _gauge("slashmentor_database_up", "Whether the database answers.", 1)


def _gauge(name: str, text: str, value: float, labels: str = "") -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} gauge"
    yield f"{name}{{{labels}}} {value}" if labels else f"{name} {value}"
