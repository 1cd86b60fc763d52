"""Administrators."""

import argparse
import getpass
import os
import sys

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model, password_validation
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from slashmentor.base.errors import Failed
from slashmentor.commons.happenings import happened


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="create")
    create = verbs.add_parser(
        "create", help="an administrator; the password is asked for, or SLASHMENTOR_PASSWORD"
    )
    create.add_argument("handle", metavar="HANDLE")
    create.add_argument("email", metavar="EMAIL")


def run(given: argparse.Namespace) -> None:
    members = get_user_model()
    now = timezone.now()
    member = members(handle=given.handle.lower(), email=given.email, joined_at=now)
    password = os.environ.get("SLASHMENTOR_PASSWORD") or _ask()
    try:
        password_validation.validate_password(password, member)
        member.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Failed(" ".join(error.messages)) from error
    try:
        with transaction.atomic():
            member = members.objects.create_superuser(given.handle, given.email, password, joined_at=now)
            # Whoever has this terminal needn't prove that the address is theirs.
            EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=True)
            happened("member.joined", by=member, about=member, now=now)
    except IntegrityError as error:
        raise Failed(f"{given.email} is the confirmed address of another account already.") from error
    print(f"{member.handle} is an administrator now.")


def _ask() -> str:
    if not sys.stdin.isatty():
        raise Failed("There is no terminal to ask for the password: set SLASHMENTOR_PASSWORD.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise Failed("The two passwords differ.")
    return password
