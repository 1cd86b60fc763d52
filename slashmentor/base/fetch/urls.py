"""Addresses of pages as they are kept: one way to write each, and none that no page of the web can have."""

import re
from ipaddress import ip_address

from slashmentor.base.fetch.addresses import is_public
from slashmentor.base.fetch.door import OUTSIDE, checked
from slashmentor.base.fetch.errors import Forbidden

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\Z")
# How some resolvers still read a number: 2130706433, 127.1, 0x7f.1. The last part of a name is never one.
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z")


def tidied(url: str) -> str:
    """An address as it is kept: host in lower case and ASCII, no port that goes without saying, no part of a page.

    Raises Forbidden for what can be no public page of the web: credentials, a host inside a network, another port.
    What a name leads to is only asked when it is fetched.
    """
    there = checked(url.strip()).copy_with(fragment=None)
    host = there.raw_host.decode("ascii").rstrip(".")
    if there.port is not None and OUTSIDE.ports is not None and there.port not in OUTSIDE.ports:
        raise Forbidden
    try:
        is_open = is_public(ip_address(host))
    except ValueError:
        is_open = bool(_NAME.match(host)) and not _NUMBER.match(host.rpartition(".")[2])
    if not is_open:
        raise Forbidden
    return str(there.copy_with(host=host, raw_path=there.raw_path or b"/"))
