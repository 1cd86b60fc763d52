"""The streams to open tabs alone, for hosts whose pages come from `web`: the proxy sends `/live/` here."""

import argparse

from slashmentor.world.cli import ports, servers


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8001, help="the port (8001)")


def run(given: argparse.Namespace) -> None:
    servers.pages(ports.listen(given.host, given.port))
