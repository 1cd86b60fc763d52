"""The `slashmentor` command: finds the command's file, runs it, and turns errors into one line and a status.

Status 0: done. 1: it failed. 2: called wrongly.
"""

import argparse
import gc
import importlib
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import slashmentor
from slashmentor.base.environment import WrongSetting
from slashmentor.base.errors import ForPeople

# Command: its module in `commands`, and what it does.
COMMANDS = {
    "serve": ("serve", "migrates, then runs web and background work together"),
    "web": ("web", "the pages alone, for hosts that run several of each (production server)"),
    "worker": ("worker", "the background work alone"),
    "live": ("live", "the streams to open tabs alone, for hosts that run `web`"),
    "migrate": ("migrate", "brings the database's tables up to date"),
    "check": ("check", "looks for mistakes in the configuration"),
    "doctor": ("doctor", "says what is wrong with this instance and how to mend it"),
    "admin": ("admin", "create HANDLE EMAIL: an administrator"),
    "demo": ("demo", "loads the demo community; safe to repeat"),
    "import": (
        "imports",
        "stackexchange PATH | topics [FILE] | bibtex FILE | orcid FILE: brings in what is elsewhere; can be repeated and goes on",
    ),
    "export": ("exports", "member HANDLE PATH: everything of a member, as an archive"),
    "reputation": ("reputation", "verify [--repair]: recomputes every figure from its ledger and compares"),
    "backup": ("backup", "the whole instance into one file, while it runs"),
    "restore": ("restore", "brings a backup back"),
    "bench": ("bench", "pages | routing FILE… | seed: measures"),
    "manage": ("manage", "any Django command"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Wrong calls raise SystemExit(2), as argparse does."""
    given = _parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "slashmentor.settings")
    try:
        return _run(given.command, given.rest)
    except (WrongSetting, ForPeople) as error:
        return _say(str(error))
    except KeyboardInterrupt:
        return _say("Interrupted.")
    except Exception as error:  # noqa: BLE001  the last resort: nobody should have to read a traceback
        return _unexpected(error)


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    parser = argparse.ArgumentParser(
        prog="slashmentor",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:{width}}  {text}" for name, (_, text) in COMMANDS.items()),
    )
    parser.add_argument("--version", action="version", version=f"slashmentor {slashmentor.__version__}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    parser.add_argument(
        "rest", nargs=argparse.REMAINDER, metavar="…", help="COMMAND --help tells what it takes"
    )
    return parser


def _run(command: str, rest: list[str]) -> int:
    # Django reads the settings when it is set up, and commands import models.
    import django

    # What is set up here stays to the end; looking through all of it again and again takes a fifth of a start, and a
    # third of the first one.
    gc.set_threshold(50_000, 20, 50)
    django.setup()
    gc.freeze()
    module_name, text = COMMANDS[command]
    module = importlib.import_module(f"slashmentor.world.cli.commands.{module_name}")
    if command == "manage":
        return int(module.run(rest) or 0)
    parser = argparse.ArgumentParser(prog=f"slashmentor {command}", description=text)
    module.arguments(parser)
    return int(module.run(parser.parse_args(rest)) or 0)


def _say(sentence: str) -> int:
    print(f"slashmentor: {' '.join(sentence.split())}", file=sys.stderr)
    return 1


def _unexpected(error: Exception) -> int:
    # Django's errors can be imported only now that something of it was.
    from django.core.management.base import CommandError
    from django.db import OperationalError

    if isinstance(error, CommandError):
        return _say(str(error))
    log = _log_file()
    where = ""
    if log is not None:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {' '.join(sys.argv)}\n")
            traceback.print_exception(error, file=file)
        where = f" The details are in {log}."
    else:
        logging.getLogger(__name__).error("command failed", exc_info=error)
    if isinstance(error, OperationalError):
        return _say(f"The database can't be used: {error}.{where}")
    return _say(f"Something went wrong: {type(error).__name__}: {error}.{where}")


def _log_file() -> Path | None:
    """The log in the data folder; None when it can't be written there."""
    from django.conf import settings

    try:
        log: Path = settings.DATA / "slashmentor.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.open("a").close()
    except Exception:  # noqa: BLE001  the settings themselves may be what went wrong
        return None
    return log
