"""A member's time and languages, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import formats
from django.utils.translation import gettext as _

from slashmentor.commons.people.models import Member


def local_time(member: Member, now: datetime) -> str:
    """What time it is where they are: "Tuesday afternoon, 14:05 (Europe/Warsaw)"; "" when they never said."""
    if member.time_zone == "UTC":
        return ""
    try:
        there = now.astimezone(ZoneInfo(member.time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    words = {
        "day": formats.date_format(there, "l"),
        "time": f"{there:%H:%M}",
        "zone": member.time_zone.replace("_", " "),
    }
    if there.hour < 6:
        return _("%(day)s night, %(time)s (%(zone)s)") % words
    if there.hour < 12:
        return _("%(day)s morning, %(time)s (%(zone)s)") % words
    if there.hour < 18:
        return _("%(day)s afternoon, %(time)s (%(zone)s)") % words
    return _("%(day)s evening, %(time)s (%(zone)s)") % words
