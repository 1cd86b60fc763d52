"""What is wrong with this instance, and how to mend it, in plain words."""

import argparse

from django.utils import timezone

from slashmentor.base.jobs import queue
from slashmentor.world.health import findings


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--try-again", action="store_true", help="give the jobs that failed another chance")


def run(given: argparse.Namespace) -> int:
    """1 when something is wrong, 0 when at most something could be better."""
    if given.try_again:
        print(f"{queue.try_again(now=timezone.now())} failed jobs wait for another try.")
    found = findings.everything(now=timezone.now())
    for finding in found:
        print(f"{finding.mark.value:6}{finding.title}: {finding.sentence}")
        if finding.advice:
            print(f"      → {finding.advice}")
    return int(any(finding.mark is findings.Mark.WRONG for finding in found))
