"""Everything in one command: web and background work, for a quick start and small hosts."""

import argparse
from contextlib import suppress

from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from django.utils import timezone

from slashmentor.commons.communities.actions import open_the_first
from slashmentor.world.cli import ports, schema, servers
from slashmentor.world.cli.commands import demo
from slashmentor.world.cli.supervisor import Supervisor
from slashmentor.world.transfers.alone import AnotherRuns
from slashmentor.world.transfers.vocabulary.bringing import bring_shipped_once


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    parser.add_argument(
        "--port",
        type=int,
        default=ports.from_environment(),
        help="the port to listen at (8000, or what PORT says)",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes that make pages (1)")
    parser.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=False,
        help="load the demo community when the instance is empty",
    )


def run(given: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT; both parts end within three seconds then."""
    listening = ports.listen(given.host, given.port)
    schema.migrate()
    log_ins = demo.load_if_empty() if given.demo else demo.log_ins()
    open_the_first(now=timezone.now())
    with suppress(AnotherRuns):  # an import by hand at this very moment; the next start sees to it
        bring_shipped_once(now=timezone.now())
    _greet(given.host, given.port, log_ins)
    # The children are forked: they inherit the pages' code, but may not share connections.
    _ = get_resolver().url_patterns
    connections.close_all()
    supervisor = Supervisor()
    for number in range(max(1, given.workers)):
        supervisor.add(f"web {number + 1}", lambda: servers.pages(listening))
    supervisor.add("worker", lambda: servers.worker(threads=2))
    supervisor.run()


def _greet(host: str, port: int, log_ins: list[tuple[str, str, str]]) -> None:
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  compared, not listened at
    print(f"\n{settings.SITE_NAME} is at http://{shown}:{port}", flush=True)
    if log_ins:
        print("\nTry it as:", flush=True)
        for handle, password, who in log_ins:
            print(f"  {handle:10} {password:20} {who}", flush=True)
    print("\nCtrl-C ends it.\n", flush=True)
