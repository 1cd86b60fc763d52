"""Everything that has to hold before a change goes in; `bin/test` starts it, CI too.

`pip-audit` isn't among it: without a network it finds nothing and says that all is well.
"""

import contextlib
import ctypes.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests import postgres

HERE = Path(__file__).resolve().parent.parent
BIN = HERE / ".venv" / "bin"
IN_CI = os.environ.get("CI") == "true"

MANAGE = [BIN / "python", "manage.py"]
STATIC = [
    ("formatting", [BIN / "ruff", "format", "--check", "--output-format", "concise", "."]),
    ("lint", [BIN / "ruff", "check", "--output-format", "concise", "."]),
    ("layers", [BIN / "lint-imports"]),
    ("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    ("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"]),
    ("types", [BIN / "mypy", "slashmentor"]),
]
PYTEST = [BIN / "python", "-m", "pytest", "--quiet"]


def main(arguments: list[str]) -> int:
    """Run what was asked for; 0 when all of it holds."""
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    on_postgres = "--postgres" in arguments
    paths = [argument for argument in arguments if argument != "--postgres"]
    missing = _provide(postgres.binaries, "PostgreSQL 15 or newer", "postgresql")
    missing += _provide(_chromium, "Chromium", "chromium")
    missing += _provide(_pango, "Pango", "libpango-1.0-0", "libpangoft2-1.0-0")
    if missing and IN_CI:
        return 1
    if chromium := _chromium():
        os.environ["CHROMIUM"] = chromium
    if paths or on_postgres:
        with _server() if on_postgres else contextlib.nullcontext():
            return subprocess.run([*PYTEST, *paths], cwd=HERE, check=False).returncode
    return _everything()


def _everything() -> int:
    """The tests on SQLite; beside them those on PostgreSQL, since two cores are everywhere.

    The static checks, and then the tests of processes and in a browser, which wait as long as they work, run beside both.
    """
    results: list[tuple[str, int, float]] = []
    with tempfile.TemporaryDirectory(prefix="slashmentor-checks-") as data, contextlib.ExitStack() as kept:
        words = [kept.enter_context(tempfile.TemporaryFile("w+")) for _beside in range(2)]
        quiet = {**os.environ, "SLASHMENTOR_DATA": data, "SLASHMENTOR_URL": "https://example.org"}
        beside = [
            threading.Thread(target=_as_it_is_used, args=(quiet, dict(os.environ), words[0], results)),
            threading.Thread(target=_on_postgres, args=(dict(os.environ), words[1], results)),
        ]
        for one in beside:
            one.start()
        command = [*PYTEST, "-m", "not browser and not processes"]
        results.append(_step("tests on SQLite", command, dict(os.environ), None))
        for one in beside:
            one.join()
        for said in words:
            said.seek(0)
            sys.stdout.write(said.read())
    print(flush=True)
    for name, status, seconds in results:
        print(f"{'ok    ' if status == 0 else 'FAILED'}  {name} ({seconds:.0f} s)", flush=True)
    # A step that could not even begin is a failed one.
    begun = len(STATIC) + 2 + bool(postgres.binaries())
    return int(any(status for _, status, _ in results) or len(results) < begun)


def _as_it_is_used(
    quiet: dict[str, str], environment: dict[str, str], words, results: list[tuple[str, int, float]]
) -> None:
    results.extend(_step(name, command, quiet, words) for name, command in STATIC)
    wanted, name = "browser or processes", "tests of processes and in a browser"
    if not _chromium():
        wanted, name = "processes and not browser", "tests of processes"
    results.append(_step(name, [*PYTEST, "-m", wanted], environment, words))


def _on_postgres(environment: dict[str, str], words, results: list[tuple[str, int, float]]) -> None:
    if postgres.binaries():
        with postgres.server() as running:
            # What a browser sees doesn't depend on the database, and is seen on SQLite.
            command = [*PYTEST, "-m", "not browser"]
            results.append(
                _step("tests on PostgreSQL", command, {**environment, "DATABASE_URL": running.url}, words)
            )


def _step(name: str, command: list, environment: dict[str, str], words) -> tuple[str, int, float]:
    begun = time.monotonic()
    print(f"\n== {name}", file=words or sys.stdout, flush=True)
    done = subprocess.run(command, cwd=HERE, env=environment, stdout=words, stderr=words, check=False)
    return name, done.returncode, time.monotonic() - begun


def _provide(find, title: str, *packages: str) -> list[str]:
    """Install what isn't there, on Debian as root; else say what to do. The titles that stay missing."""
    if find():
        return []
    if os.geteuid() == 0 and shutil.which("apt-get") and platform.system() == "Linux":
        print(f"Installing {title} with apt …", flush=True)
        apt = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], apt):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if find():
            return []
    print(
        f"{title} is missing, so its tests aren’t run or can’t pass. On Debian: sudo apt install {' '.join(packages)}",
        flush=True,
    )
    return [title]


def _chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next((path for path in map(shutil.which, names) if path), None)


def _pango() -> bool:
    """What draws letters in PDF files; by the names that weasyprint looks for."""
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))


@contextlib.contextmanager
def _server() -> Iterator[None]:
    with postgres.server() as running:
        os.environ["DATABASE_URL"] = running.url
        yield
        del os.environ["DATABASE_URL"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
