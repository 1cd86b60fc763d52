"""The whole instance into one file, while it runs."""

import argparse
from pathlib import Path

from django.utils import timezone

from slashmentor.world.cli import archive


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help="the file to write, like backup.tar.gz")


def run(given: argparse.Namespace) -> None:
    size = archive.write(given.path.expanduser().resolve(), now=timezone.now())
    print(f"{given.path}: {size / 1e6:.1f} MB, readable for you only. It holds the secret key: keep it safe.")
