"""Everything `slashmentor doctor` looks at: each function looks at one thing and says what it found."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from slashmentor.base.jobs import queue
from slashmentor.base.jobs.models import Job, Worker
from slashmentor.world.movement.models import Instance
from slashmentor.world.transfers.models import ImportRun

# A worker says every 15 seconds that it lives.
SILENT = timedelta(seconds=60)
LATE = timedelta(minutes=5)
LITTLE_ROOM = 1_000_000_000
MOST_NAMED = 5


class Mark(Enum):
    WELL = "ok"
    BETTER = "hint"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    mark: Mark
    title: str
    sentence: str
    advice: str = ""


def everything(*, now: datetime) -> list[Finding]:
    """All of it, in the order in which one would mend it; what needs the database only when that can be reached."""
    found = [
        python(),
        data_folder(),
        room(),
        key_file(),
        settings_file(),
        address(),
        letters(),
        shared_cache(),
        database(),
    ]
    if found[-1].mark is not Mark.WRONG:
        found += [look(now=now) for look in _IN_THE_DATABASE]
    return found


def python() -> Finding:
    return Finding(Mark.WELL, "Python", ".".join(map(str, sys.version_info[:3])))


def data_folder() -> Finding:
    try:
        probe = settings.DATA / ".doctor"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        return Finding(
            Mark.WRONG,
            "Data folder",
            f"{settings.DATA} can't be written to ({error.strerror}).",
            "Give it to the user that runs Slashmentor: chown -R USER FOLDER. Or choose another with SLASHMENTOR_DATA.",
        )
    return Finding(Mark.WELL, "Data folder", str(settings.DATA))


def room() -> Finding:
    try:
        free = shutil.disk_usage(settings.DATA).free
    except OSError as error:
        return Finding(Mark.WRONG, "Disk", f"{settings.DATA} can't be looked at ({error.strerror}).")
    if free < LITTLE_ROOM:
        return Finding(
            Mark.WRONG,
            "Disk",
            f"only {free // 1_000_000} MB are free.",
            "Make room, else nobody can write soon.",
        )
    return Finding(Mark.WELL, "Disk", f"{free / 1e9:.0f} GB free")


def key_file() -> Finding:
    return _private(settings.DATA / "secret.key", "Secret key")


def settings_file() -> Finding:
    return _private(settings.DATA / "slashmentor.env", "Settings file")


def address() -> Finding:
    if settings.HTTPS:
        return Finding(Mark.WELL, "Address", settings.SITE_URL)
    return Finding(
        Mark.BETTER,
        "Address",
        f"{settings.SITE_URL} isn't https://.",
        "Fine for a try on this machine. For others: put a proxy with HTTPS in front (docs/hosts) and set SLASHMENTOR_URL.",
    )


def letters() -> Finding:
    if "smtp" in settings.EMAIL_BACKEND:
        return Finding(Mark.WELL, "E-mail", f"by {settings.EMAIL_HOST}")
    return Finding(
        Mark.BETTER,
        "E-mail",
        f"letters are only written to {getattr(settings, 'EMAIL_FILE_PATH', 'a folder')}.",
        "To send them set EMAIL_URL, e.g. smtp+tls://user:password@mail.example.org:587.",
    )


def shared_cache() -> Finding:
    try:
        cache.set("doctor", "well", 10)
        answer = cache.get("doctor")
    except Exception as error:  # noqa: BLE001  each cache library has errors of its own
        answer = f"{type(error).__name__}: {error}"
    if answer != "well":
        return Finding(
            Mark.WRONG,
            "Cache",
            f"it doesn't answer ({answer}).",
            "Look after the server at CACHE_URL, or leave that out.",
        )
    return Finding(Mark.WELL, "Cache", settings.CACHES["default"]["BACKEND"].rpartition(".")[2])


def database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except Error as error:
        return Finding(
            Mark.WRONG,
            "Database",
            f"it can't be reached ({str(error).strip().splitlines()[0]}).",
            "Is it running, and is DATABASE_URL right?",
        )
    return Finding(Mark.WELL, "Database", connection.vendor)


def tables(*, now: datetime) -> Finding:  # noqa: ARG001  they are all called alike
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Finding(
            Mark.WRONG, "Tables", f"{len(missing)} migrations wait to be applied.", "Run: slashmentor migrate"
        )
    return Finding(Mark.WELL, "Tables", "up to date")


def sqlite(*, now: datetime) -> Finding:  # noqa: ARG001  they are all called alike
    if connection.vendor != "sqlite":
        return Finding(Mark.WELL, "Durability", "PostgreSQL's own settings hold")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        synchronous = cursor.fetchone()[0]
    if (mode, synchronous) != ("wal", 2):
        return Finding(
            Mark.WRONG,
            "Durability",
            f"SQLite runs with journal_mode {mode} and synchronous {synchronous}, so a power cut may lose what was said to be kept.",
            "Put the data folder on a local disk: network folders can't do what SQLite needs.",
        )
    return Finding(Mark.WELL, "Durability", "write-ahead log, one sync for each commit")


def worker(*, now: datetime) -> Finding:
    seen = Worker.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    if seen is None or now - seen > SILENT:
        since = (
            "no worker runs" if seen is None else f"the last worker was heard of at {seen:%Y-%m-%d %H:%M} UTC"
        )
        return Finding(
            Mark.WRONG,
            "Worker",
            f"{since}, so no notifications, search or badges are made.",
            "Run `slashmentor serve`, or `slashmentor worker` beside `slashmentor web`.",
        )
    return Finding(Mark.WELL, "Worker", f"heard of {max(0, round((now - seen).total_seconds()))} s ago")


def waiting(*, now: datetime) -> Finding:
    late = Job.objects.filter(state=Job.State.WAITING, run_at__lt=now - LATE)
    count = late.count()
    if count:
        return Finding(
            Mark.WRONG,
            "Jobs",
            f"{count} wait for longer than 5 minutes.",
            "Is a worker running? Is it one too few?",
        )
    trying = Job.objects.filter(state=Job.State.WAITING, attempts__gte=3).order_by("-attempts").first()
    if trying:
        return Finding(
            Mark.BETTER,
            "Jobs",
            f"{trying.name} failed {trying.attempts} times and will be tried again ({trying.error}).",
        )
    return Finding(Mark.WELL, "Jobs", "none waits for long")


def failed(*, now: datetime) -> Finding:  # noqa: ARG001  they are all called alike
    jobs = queue.failed()
    if jobs:
        return Finding(
            Mark.WRONG,
            "Failed jobs",
            f"{len(jobs)} were given up, the last: {jobs[0].name}: {jobs[0].error}",
            "The log has the details. When the cause is gone: slashmentor doctor --try-again",
        )
    return Finding(Mark.WELL, "Failed jobs", "none")


def imports(*, now: datetime) -> Finding:  # noqa: ARG001  they are all called alike
    run = ImportRun.objects.exclude(state=ImportRun.State.ENDED).select_related("community").first()
    if run:
        return Finding(
            Mark.BETTER,
            "Imports",
            f"{run.source} isn't in as a whole: it was read as far as {run.phase or 'its beginning'}.",
            "If no import runs, go on with it:"
            f" slashmentor import stackexchange {run.source} --community {run.community.slug}",
        )
    return Finding(Mark.WELL, "Imports", "none was broken off")


def instances(*, now: datetime) -> Finding:  # noqa: ARG001  they are all called alike
    silent = list(Instance.objects.filter(state=Instance.State.SILENT).order_by("address")[:MOST_NAMED])
    if silent:
        return Finding(
            Mark.BETTER,
            "Other instances",
            f"{', '.join(one.host for one in silent)}: silent for two weeks, so their mentors aren't listed.",
            "Nothing needs to be done if they come back. Else remove them at /moderation/instances.",
        )
    return Finding(Mark.WELL, "Other instances", f"{Instance.objects.count()} are read")


def _private(path: Path, title: str) -> Finding:
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        return Finding(Mark.WELL, title, "from the environment")
    except OSError as error:
        return Finding(Mark.WRONG, title, f"{path} can't be looked at ({error.strerror}).")
    if mode & 0o077:
        return Finding(
            Mark.WRONG, title, f"{path} can be read by others on this machine.", f"Run: chmod 600 {path}"
        )
    return Finding(Mark.WELL, title, f"{path}, for its owner only")


_IN_THE_DATABASE: list[Callable[..., Finding]] = [tables, sqlite, worker, waiting, failed, imports, instances]
