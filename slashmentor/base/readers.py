"""Telling readers of a page apart for a day, without knowing who they are: for counting how many read something."""

import base64
import hashlib
import re
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from slashmentor.base.limits import who

_BOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java/|go-http|headless|archive|scan",
    re.IGNORECASE,
)


def reader_key(request: HttpRequest, now: datetime) -> str | None:
    """Who reads, as a hash that is another one tomorrow; None for programs, which aren't readers.

    A member is one reader on all their devices. The salt comes from the day and the instance's secret key, so
    that whoever holds the hashes can't tell who read what, nor whether two days had the same reader.
    """
    agent = request.headers.get("User-Agent", "")
    if not agent or _BOTS.search(agent):
        return None
    reader = who(request)
    if not reader.startswith("member-"):
        reader = f"{reader} {agent}"
    salt = f"{settings.SECRET_KEY}{now:%Y-%m-%d}".encode()
    digest = hashlib.blake2b(
        reader.encode(errors="replace"), key=hashlib.sha256(salt).digest(), digest_size=16
    ).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
