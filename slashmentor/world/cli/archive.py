"""A whole instance in one file: its database, its media, its settings and its key.

`manifest.json` comes first and says what the rest is. The file holds the secret key and everybody's data:
it is made readable for its owner only.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

import slashmentor
from slashmentor.base.errors import Failed

FORMAT = 1
_FILES = ("slashmentor.env", "secret.key")


def write(path: Path, *, now: datetime) -> int:
    """Write the archive while the instance runs; its size in bytes. It appears at `path` whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as scratch:
            half = Path(scratch) / "archive"
            _write(half, Path(scratch), now)
            # Its bytes are on the disk before its name is.
            with half.open("rb") as file:
                os.fsync(file.fileno())
            half.replace(path)
    except OSError as error:
        raise Failed(f"The backup can't be written to {path}: {error.strerror or error}.") from error
    return path.stat().st_size


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """The manifest, and a folder with what the archive held. It is in the data folder, and goes afterwards."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA) as scratch:
        folder = Path(scratch)
        try:
            with tarfile.open(path) as archive:
                archive.extractall(folder, filter="data")
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        except (OSError, tarfile.TarError, ValueError, EOFError) as error:
            raise Failed(f"{path} isn't a backup of Slashmentor, or is damaged: {error}.") from error
        if manifest.get("format") != FORMAT:
            raise Failed(
                f"{path} was made by a newer Slashmentor ({manifest.get('version')}); restore it with that one."
            )
        yield manifest, folder


def restore(manifest: dict[str, Any], folder: Path) -> None:
    """Put everything in its place. The database first, in one transaction; then the files."""
    if manifest["database"] != connection.vendor:
        raise Failed(
            f"The backup is of a {manifest['database']} database, this instance has {connection.vendor}: set DATABASE_URL."
        )
    if connection.vendor == "sqlite":
        _restore_sqlite(folder / "database.sqlite3")
    else:
        _postgres("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error",
                  str(folder / "database.pgdump"))  # fmt: skip
    _replace_folder(folder / "media", settings.MEDIA_ROOT)
    for name in _FILES:
        if (folder / name).exists():
            (folder / name).replace(settings.DATA / name)


def _write(half: Path, scratch: Path, now: datetime) -> None:
    half.touch(mode=0o600)
    # The database first: whatever file it names was there before, and still is.
    if connection.vendor == "sqlite":
        database = scratch / "database.sqlite3"
        _copy_sqlite(database)
    else:
        database = scratch / "database.pgdump"
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={database}")
    manifest = scratch / "manifest.json"
    words = {
        "format": FORMAT,
        "version": slashmentor.__version__,
        "database": connection.vendor,
        "at": now.isoformat(),
    }
    manifest.write_text(json.dumps(words, indent=1), encoding="utf-8")
    with tarfile.open(half, "w:gz", compresslevel=3) as archive:
        archive.add(manifest, manifest.name)
        archive.add(database, database.name)
        database.unlink()
        for name in _FILES:
            if (settings.DATA / name).exists():
                archive.add(settings.DATA / name, name)
        for file in sorted(settings.MEDIA_ROOT.rglob("*")):
            # One that was deleted since we looked needn't be kept.
            with contextlib.suppress(FileNotFoundError):
                if file.is_file():
                    archive.add(file, f"media/{file.relative_to(settings.MEDIA_ROOT)}", recursive=False)


def _copy_sqlite(to: Path) -> None:
    """SQLite's own backup, in one step: the state of one moment, while others read and write."""
    with (
        contextlib.closing(sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=60)) as source,
        contextlib.closing(sqlite3.connect(to)) as copy,
    ):
        source.backup(copy)
        _look_through(copy, to)


def _restore_sqlite(file: Path) -> None:
    connection.close()
    with (
        contextlib.closing(sqlite3.connect(file)) as source,
        contextlib.closing(sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=60)) as target,
    ):
        _look_through(source, file)
        target.execute("PRAGMA synchronous=FULL")
        source.backup(target)
        target.execute("PRAGMA journal_mode=WAL")


def _look_through(database: sqlite3.Connection, file: Path) -> None:
    try:
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise Failed(f"The database in {file.name} is damaged ({found}); nothing was changed.")


def _postgres(program: str, *arguments: str) -> None:
    """Run PostgreSQL's own program on our database."""
    where = connection.get_connection_params()
    found = shutil.which(program)
    if not found:
        raise Failed(
            f"{program} is missing. Install PostgreSQL's client programs (Debian: apt install postgresql-client)."
        )
    # The password travels in the environment: a command line can be read by everybody on the machine.
    names = {
        "PGHOST": "host",
        "PGPORT": "port",
        "PGUSER": "user",
        "PGPASSWORD": "password",
        "PGDATABASE": "dbname",
    }
    environment = {**os.environ, **{name: str(where[key]) for name, key in names.items() if where.get(key)}}
    database = ["--dbname", str(where["dbname"])] if program == "pg_restore" else []
    done = subprocess.run(  # noqa: S603  a program of PostgreSQL, with arguments of ours
        [found, *database, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(
            f"{program} failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}."
        )


def _replace_folder(new: Path, place: Path) -> None:
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.replace(old)
    if new.exists():
        new.replace(place)
    shutil.rmtree(old, ignore_errors=True)
