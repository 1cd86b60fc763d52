"""The database's tables, up to date."""

import argparse

from slashmentor.world.cli import schema


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_given: argparse.Namespace) -> None:
    schema.migrate(words=True)
