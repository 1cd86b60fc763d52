"""Bringing the tables up to date, by one process at a time."""

import contextlib
import fcntl
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

# Any number that nobody else uses for an advisory lock in this database.
_LOCK = 7_263_548_190


def migrate(*, words: bool = False) -> None:
    """Apply what is missing. Two starts at once don't collide: the second waits and finds nothing to do."""
    with one_at_a_time():
        call_command("migrate", interactive=False, verbosity=1 if words else 0)


def missing() -> list[str]:
    """Names of the migrations that wait to be applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock on the schema: in the database where several machines may share it, else on a file."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with (settings.DATA / "migrate.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
