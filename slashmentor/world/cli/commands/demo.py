"""The demo community: people, questions, answers, to see how it all looks when it is lived in."""

import argparse

from django.contrib.auth import get_user_model
from django.utils import timezone

from slashmentor.base.jobs import run_waiting
from slashmentor.world.transfers import demo
from slashmentor.world.transfers.vocabulary.bringing import bring_shipped_once


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_given: argparse.Namespace) -> None:
    load()
    for handle, password, who in log_ins():
        print(f"{handle:10} {password:20} {who}")


def load() -> None:
    """Bring it in, with the topics its people use, and everything that background work makes of it."""
    bring_shipped_once(now=timezone.now())
    demo.load(now=timezone.now())
    run_waiting(raising=False)


def load_if_empty() -> list[tuple[str, str, str]]:
    """Bring it in when nobody is here yet; its log-ins, if it is here."""
    if not get_user_model().objects.exists():
        print("Loading the demo community …", flush=True)
        load()
    return log_ins()


def log_ins() -> list[tuple[str, str, str]]:
    """Handle, password and a word on who that is; none when the demo community isn't here."""
    here = set(
        get_user_model()
        .objects.filter(handle__in=[row[0] for row in demo.LOG_INS])
        .values_list("handle", flat=True)
    )
    return [row for row in demo.LOG_INS if row[0] in here]
