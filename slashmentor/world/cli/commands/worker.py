"""The background work alone."""

import argparse

from slashmentor.world.cli import servers


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--threads", type=int, default=2, help="jobs done at the same time (2)")


def run(given: argparse.Namespace) -> None:
    servers.worker(threads=max(1, given.threads))
