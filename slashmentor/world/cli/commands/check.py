"""Mistakes in the configuration: Django's checks, those for deployment too where the address is public."""

import argparse

from django.conf import settings
from django.core.management import call_command


def arguments(_parser: argparse.ArgumentParser) -> None:
    """None."""


def run(_given: argparse.Namespace) -> None:
    call_command("check", deploy=settings.HTTPS, fail_level="WARNING")
    if not settings.HTTPS:
        print(f"{settings.SITE_URL} isn't https://, so what matters only for a public address was left out.")
