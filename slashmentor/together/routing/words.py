"""A suggestion's reason, and a greeting, in words."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Level

from .queries import Reason


def why(reasons: Sequence[Reason]) -> Markup:
    """“You answered 4 on funding, and you list grant-writing as expert.” Topics are emphasised, names escaped."""
    parts = [_part(reason, first=number == 0) for number, reason in enumerate(reasons)]
    if len(parts) == 2:
        return Markup(_("%(one)s, and %(other)s.")) % {"one": parts[0], "other": parts[1]}  # noqa: S704 our words
    return Markup(_("%(one)s.")) % {"one": parts[0]} if parts else Markup("")  # noqa: S704 our words


def greeting(member: Member, *, now: datetime) -> str:
    """Words for the hour where the member is, with the name they go by."""
    hour = now.astimezone(ZoneInfo(member.time_zone)).hour
    if 5 <= hour < 12:
        words = _("Good morning, %(name)s")
    elif 12 <= hour < 18:
        words = _("Good afternoon, %(name)s")
    else:
        words = _("Good evening, %(name)s")
    return words % {"name": member.shown_name if member.is_pseudonym else member.shown_name.split()[0]}


def _part(reason: Reason, *, first: bool) -> Markup:
    if reason.answers:
        words = (
            ngettext(
                "You answered %(count)s on <em>%(topic)s</em>",
                "You answered %(count)s on <em>%(topic)s</em>",
                reason.answers,
            )
            if first
            else ngettext(
                "answered %(count)s on <em>%(topic)s</em>",
                "answered %(count)s on <em>%(topic)s</em>",
                reason.answers,
            )
        )
    elif reason.level == Level.EXPERT:
        words = (
            _("You list <em>%(topic)s</em> as expert") if first else _("list <em>%(topic)s</em> as expert")
        )
    elif reason.level == Level.CAN_HELP:
        words = _("You can help with <em>%(topic)s</em>") if first else _("can help with <em>%(topic)s</em>")
    else:
        words = _("You are learning <em>%(topic)s</em>") if first else _("are learning <em>%(topic)s</em>")
    return Markup(words) % {"count": reason.answers, "topic": reason.topic}  # noqa: S704 our words, values escaped
