"""How often somebody may do a thing: a count in the cache, so that asking costs no write to the database."""

import ipaddress
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from slashmentor.base.errors import Busy


def limit(what: str, who: str, *, times: int, seconds: int, now: datetime | None = None) -> None:
    """Count that `who` does `what`; raises Busy when it was more than `times` within `seconds`.

    The window slides: of the one before, the part that still reaches into the last `seconds` is counted.
    With the default cache each process counts for itself; CACHE_URL makes the count common to all.
    """
    if not settings.LIMITS:
        return
    moment = (now or timezone.now()).timestamp()
    window, passed = divmod(moment, seconds)
    key = f"limit:{what}:{who}:{seconds}:"
    before = cache.get(f"{key}{window - 1:.0f}", 0) * (1 - passed / seconds)
    if before + _count(f"{key}{window:.0f}", 2 * seconds) > times:
        wait = max(1, round(seconds - passed))
        raise Busy(
            ngettext(
                "That was a lot in a short time. Please try again in %(wait)s second.",
                "That was a lot in a short time. Please try again in %(wait)s seconds.",
                wait,
            )
            % {"wait": wait},
            seconds=wait,
        )


def who(request: HttpRequest) -> str:
    """Who a request is counted for: the member, else the address it came from.

    X-Forwarded-For is not read, since anybody can write one; the server in front of us sets REMOTE_ADDR.
    An IPv6 network of one customer (/64) counts as one address.
    """
    user = getattr(request, "user", None)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and user is not None and user.is_authenticated:
        return f"member-{user.pk}"
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "address-unknown"
    if parsed.version == 6:
        return f"address-{ipaddress.ip_network((address, 64), strict=False).network_address}"
    return f"address-{address}"


def _count(key: str, seconds: int) -> int:
    if cache.add(key, 1, seconds):
        return 1
    try:
        count: int = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        cache.set(key, 1, seconds)
        count = 1
    return count
