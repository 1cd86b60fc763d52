"""Which addresses are on the open internet, by a table of our own.

The standard library's `is_global` depends on the Python version and lets multicast, IPv4 in IPv6 and 6to4 through.
Sources: the IANA special-purpose address registries (RFC 6890 and what followed it).
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Thread

from slashmentor.base.fetch.errors import TooSlow, Unreachable

Address = IPv4Address | IPv6Address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a provider's address translation
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, where clouds keep their secrets
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # automatic multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# Of IPv6 only what is given out as global unicast at all; all that carries an IPv4 address inside is elsewhere, or:
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """Whether it belongs to the open internet. IPv6 with a scope, or with an IPv4 address inside, never does."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _PUBLIC_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def resolve(host: str, seconds: float) -> list[Address]:
    """The addresses of a host, as the system knows them. Raises Unreachable or TooSlow.

    In a thread of its own, since the system's resolver can't be told how long to take.
    """
    found: list[Address] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error)
        else:
            found.extend(ip_address(answer[4][0]) for answer in answers)

    asking = Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, seconds))
    if failed:
        raise Unreachable from failed[0]
    if asking.is_alive():
        raise TooSlow
    return list(dict.fromkeys(found))
