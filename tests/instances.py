"""Real instances, in processes of their own: to be served, killed, backed up."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
from django.db import connection

from tests import postgres

HERE = Path(__file__).resolve().parent.parent
# What a machine that does ten other things may need for what takes a second.
PATIENCE = 60


class Instance:
    """A data folder with a database of its own, and the `slashmentor` command in it."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.data = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        kept = {
            name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "CHROMIUM"}
        }
        self.environment = {
            **kept,
            "SLASHMENTOR_DATA": str(folder),
            "DATABASE_URL": database,
            "PORT": str(self.port),
            "PYTHONPATH": str(HERE),
            "DJANGO_SETTINGS_MODULE": "slashmentor.settings",
        }
        self._processes: list[subprocess.Popen] = []

    def run(self, *arguments: str, status: int = 0, **environment: str) -> str:
        """Run one command to its end; what it said. Its exit status has to be as expected."""
        done = subprocess.run(
            self._command(arguments), env={**self.environment, **environment}, cwd=self.data, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stdout
        return done.stdout

    def do(self, program: str) -> str:
        """Run Python in a process of its own, on the instance's data; all that it said, however it ended."""
        return subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, check=False,
        ).stdout  # fmt: skip

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        """Start a command that stays; what it says goes to `said` in the data folder."""
        with (self.data / "said").open("a") as said:
            process = subprocess.Popen(
                self._command(arguments), env={**self.environment, **environment}, cwd=self.data,
                stdout=said, stderr=said, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        self._processes.append(process)
        return process

    def serve(self, *arguments: str) -> subprocess.Popen:
        """`slashmentor serve`, ready for requests at `url`."""
        process = self.start("serve", *arguments)
        self.wait_for("/healthz")
        return process

    def wait_for(self, path: str) -> None:
        """Until this page answers 200; not longer than what was started lives."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(self.url + path, timeout=5):
                    return
            except OSError:
                dead = all(process.poll() is not None for process in self._processes)
                assert not dead, self.said()
                assert time.monotonic() < deadline, self.said()
                time.sleep(0.05)

    def said(self) -> str:
        return (self.data / "said").read_text()

    def end(self) -> None:
        """Kill whatever still runs, children too."""
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "slashmentor", *arguments]


class Prototype:
    """A migrated instance that others are copied from: migrating takes seconds, a copy none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._on_postgres = connection.vendor == "postgresql"
        self._made: list[str] = []
        self._folder = folder
        # The tests' own database, before any test has written to it.
        if self._on_postgres:
            connection.close()  # what is copied must be in nobody's hands
            self._database("prototype", template=connection.settings_dict["NAME"])
        else:
            connection.ensure_connection()
            with contextlib.closing(sqlite3.connect(folder / "slashmentor.sqlite3")) as file:
                connection.connection.backup(file)

    def copy(self, folder: Path) -> Instance:
        shutil.copytree(self._folder, folder)
        name = f"copy{len(self._made)}"
        return Instance(folder, self._database(name, template="slashmentor_prototype"))

    def fill(self, server: postgres.Server) -> None:
        """Bring the tables into another PostgreSQL server, of which a test is about to make trouble."""
        here = connection.settings_dict
        server.take(here["HOST"], here["USER"], "slashmentor_prototype")

    def drop(self) -> None:
        for name in self._made:
            _as_owner(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _database(self, name: str, template: str = "template1") -> str:
        if not self._on_postgres:
            return ""
        name = f"slashmentor_{name}"
        _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self._made.append(name)
        here = connection.settings_dict
        return f"postgres://{here['USER']}@/{name}?host={here['HOST']}"


def _as_owner(sql: str) -> None:
    here = connection.settings_dict
    with psycopg.connect(dbname="postgres", user=here["USER"], host=here["HOST"], autocommit=True) as owner:
        owner.execute(sql)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
