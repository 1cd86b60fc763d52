"""The pages at scale: granian, several processes, behind a proxy that speaks HTTPS and serves files."""

import argparse

from slashmentor.world.cli import servers
from slashmentor.world.cli.ports import from_environment


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=from_environment(), help="the port (8000)")
    parser.add_argument("--workers", type=int, default=2, help="processes (2)")


def run(given: argparse.Namespace) -> None:
    # Loaded where it is needed: other commands start quicker without it.
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "slashmentor.wsgi:application",
        address=given.host,
        port=given.port,
        workers=max(1, given.workers),
        interface=Interfaces.WSGI,
        blocking_threads=servers.THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=servers.GRACE,
        log_access=False,
    ).serve()
