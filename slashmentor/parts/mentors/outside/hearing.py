"""Webmention, the side that hears (w3.org/TR/webmention): a page says that it links to one of ours.

To us that means: look at it now. A page that somebody brought is looked at again; one that nobody brought, and that
links to /mentors/join with rel="mentor" or rel="me", joins without a form. Others are answered, and nothing is kept.
"""

import hashlib
import re
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from slashmentor.base.errors import Busy, Invalid
from slashmentor.base.jobs import job
from slashmentor.base.limits import limit
from slashmentor.commons.people.linking_back import place_of
from slashmentor.commons.people.models import Member

from ..models import Offer, OutsidePage
from .addresses import is_ours, join_address, page_address
from .bringing import heard_of

# Somebody who says the same again and again is looked at once in that time.
_PAUSE = timedelta(hours=1)
_MENTOR = re.compile(r"^/@([a-z0-9_-]{2,30})(?:/mentor|/mentoring)?$")


def hear(source: str, target: str) -> None:
    """Take in what was sent: that the page `source` links to our page `target`. Whether it does is seen later.

    Raises Invalid, as the specification wants it, for what can't be: no address, or none of ours.
    """
    if len(source) > 2000 or len(target) > 2000:
        raise Invalid({"source": _("That address is longer than we can keep.")})
    url = page_address(source, field="source")
    if not _is_target(target):
        raise Invalid({"target": _("That is no mentor page of this place.")})
    # The same key while it waits: the same delivery fifty times at once is one look.
    key = hashlib.sha256(url.encode()).hexdigest()[:40]
    look_there.later(url=url, joins=_joins(target), key=f"webmention:{key}:{_joins(target):d}")


@job()
def look_there(url: str, *, joins: bool, now: datetime) -> None:
    known = OutsidePage.objects.filter(url=url).exclude(state=OutsidePage.State.UNCONFIRMED)
    if known.filter(checked_at__gt=now - _PAUSE).exists() or known.filter(next_at__lte=now).exists():
        return
    if known.exists():
        heard_of(url, now=now)
    elif joins:
        try:
            # So many new pages of one site; of all sites together what one instance can look at.
            limit("webmention-site", place_of(url)[0], times=20, seconds=24 * 3600, now=now)
            limit("webmention-new", "all", times=500, seconds=24 * 3600, now=now)
        except Busy:
            return
        heard_of(url, now=now)


def _is_target(target: str) -> bool:
    if not is_ours(target):
        return False
    if _joins(target):
        return True
    found = _MENTOR.match(place_of(target)[1])
    if found is None or not Member.objects.filter(handle=found[1], is_active=True).exists():
        return False
    return (
        Offer.objects.published().filter(member__handle=found[1]).exists()
        or OutsidePage.objects.filter(member__handle=found[1]).exists()
    )


def _joins(target: str) -> bool:
    return place_of(target) == place_of(join_address())
