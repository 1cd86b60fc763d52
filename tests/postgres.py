"""A PostgreSQL server of our own, in a folder that goes when it ends. It listens on a Unix socket only."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


def binaries() -> Path | None:
    """Where `initdb` and `pg_ctl` of the newest PostgreSQL (15 or later) are; None without one."""
    places = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.parent.name.isdecimal()]
    places = sorted(
        (path for path in places if int(path.parent.name) >= 15), key=lambda p: -int(p.parent.name)
    )
    if elsewhere := shutil.which("pg_ctl"):
        places.append(Path(elsewhere).resolve().parent)
    return next((path for path in places if (path / "initdb").exists()), None)


class Server:
    """One server; `url` is what DATABASE_URL has to be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"postgres://slashmentor@/slashmentor?host={folder}"
        # PostgreSQL refuses to run as root.
        self._user = "postgres" if os.geteuid() == 0 else None

    def make(self) -> None:
        if self._user:
            os.chown(self.folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._do("initdb", "-D", self.folder / "data", "-U", "slashmentor", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        settings = (
            f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nmax_connections = 200\n"
            # Nobody minds if these tests' data are lost in a power cut.
            "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        )
        with (self.folder / "data" / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
            file.write(settings)
        self.start()
        self._do("createdb", "-h", self.folder, "-U", "slashmentor", "slashmentor")

    def start(self) -> None:
        self._do("pg_ctl", "start", "-w", "-D", self.folder / "data", "-l", self.folder / "log")

    def stop(self, mode: str = "fast") -> None:
        self._do("pg_ctl", "stop", "-w", "-m", mode, "-D", self.folder / "data")

    def take(self, host: str, user: str, database: str) -> None:
        """All of another server's database into this one's: what migrating would do, in a tenth of the time."""
        file = self.folder / "all"
        self._do("pg_dump", "-h", host, "-U", user, "-Fc", "-Z0", "-f", file, database)
        self._do("pg_restore", "-h", self.folder, "-U", "slashmentor", "-d", "slashmentor", file)

    def restart(self) -> None:
        self.stop()
        self.start()

    def _do(self, program: str, *arguments: object) -> None:
        folder = binaries()
        assert folder, "PostgreSQL isn't installed."
        command = [str(folder / program), *map(str, arguments)]
        # pg_ctl's server would keep our pipes open, hence the files.
        with (Path(os.devnull)).open("w") as nothing:
            subprocess.run(
                command, user=self._user, cwd="/", stdout=nothing, stderr=subprocess.STDOUT, check=True
            )


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A running server with an empty database."""
    folder = Path(tempfile.mkdtemp(prefix="slashmentor-pg-"))
    running = Server(folder)
    try:
        running.make()
        yield running
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            running.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)
