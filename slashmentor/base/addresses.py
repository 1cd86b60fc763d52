"""From which address a request really came."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class RealAddress:
    """Makes REMOTE_ADDR the visitor's address when SLASHMENTOR_PROXIES servers of the host stand in front.

    Each of them adds the address it was called from at the end of X-Forwarded-For, so the real one is that
    many places from the right. What stands further left was sent by the visitor and may be forged; without
    the setting the whole header is. Stands first, so that limits, logs and sessions all see the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.PROXIES:
            hops = request.headers.get("X-Forwarded-For", "").split(",")
            if len(hops) >= settings.PROXIES:
                try:
                    address = ipaddress.ip_address(hops[-settings.PROXIES].strip())
                except ValueError:
                    pass  # not an address: what the server itself saw stays
                else:
                    request.META["REMOTE_ADDR"] = str(address)
        return self.get_response(request)
