"""A production server on a free port, and what it and its database cost, read from /proc."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from slashmentor.base.errors import Failed

PATIENCE = 30.0  # seconds until the server has to answer
_PROC = Path("/proc")


@dataclass(frozen=True)
class Server:
    """Where it answers, and its first process (None: somebody else's, whose cost can't be seen)."""

    host: str
    port: int
    pid: int | None

    def cpu_seconds(self) -> float:
        """CPU seconds that its processes, and those of a PostgreSQL on this machine, have used so far."""
        if self.pid is None:
            return 0.0
        return sum(map(_cpu_of, [*_family(self.pid), *_postgres()]))

    def peak_mb(self) -> float:
        """The most memory that one of its worker processes ever held, in MB (VmHWM)."""
        return max(map(_peak_of, _family(self.pid)), default=0.0) if self.pid is not None else 0.0

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.host, self.port, timeout=60)


@contextmanager
def our_own(*, workers: int = 2) -> Iterator[Server]:
    """`slashmentor web` with this environment's data, ended afterwards. Raises Failed when it doesn't start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "slashmentor", "web", "--workers", str(workers), "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 our own command
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "SLASHMENTOR_LIMITS": "off"},  # 400 searches in a row are meant
    )
    try:
        server = Server("127.0.0.1", port, process.pid)
        _wait_until_it_answers(server, process)
        yield server
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def at(url: str) -> Server:
    """A server that runs already; only what can be seen from outside is measured."""
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.hostname:
        raise Failed(
            "--url takes an address like http://127.0.0.1:8000 (without TLS, so that only pages are measured)."
        )
    return Server(parts.hostname, parts.port or 80, None)


def _wait_until_it_answers(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Failed("The server to be measured ended at once; “slashmentor doctor” may tell why.")
        try:
            connection = server.connect()
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise Failed(f"The server to be measured did not answer within {PATIENCE:.0f} seconds.")


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    family = [pid]
    for each in family:
        for task in (_PROC / str(each) / "task").glob("*/children"):
            try:
                family += [int(child) for child in task.read_text().split()]
            except OSError:
                continue  # it ended while we looked
    return family


def _postgres() -> list[int]:
    """Every process of a PostgreSQL server on this machine; none when SQLite is used."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return []
    found = []
    for entry in _PROC.iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "comm").read_text().strip() == "postgres":
                    found.append(int(entry.name))
            except OSError:
                continue  # it ended while we looked
    return found


def _cpu_of(pid: int) -> float:
    """Nanosecond counts of each thread: /proc/…/stat would count in hundredths of a second."""
    total = 0
    for task in (_PROC / str(pid) / "task").glob("*/schedstat"):
        try:
            total += int(task.read_text().split()[0])
        except OSError:
            continue  # it ended while we looked
    return total / 1e9


def _peak_of(pid: int) -> float:
    try:
        lines = (_PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
