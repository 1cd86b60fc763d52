"""What safety shows on other pages: to the suspended why, to moderators the way to what they know of a member."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of

from .queries.waiting import running_suspensions


@panel("top")
def suspended(request: HttpRequest, _about: Any = None, **_context: Any) -> str:
    """A member who is suspended everywhere reads so on each page; it costs others no query."""
    member, now = member_of(request), timezone.now()
    if member is None or member.suspended_until is None or member.suspended_until <= now:
        return ""
    running = running_suspensions(member, now).filter(community=None).order_by("-until").first()
    reason = running.decision.reason if running is not None else ""
    return fragment(request, "safety/_paused.html", {"until": member.suspended_until, "reason": reason})


def is_moderator(member: Any) -> bool:
    """Whether to show the way to moderation."""
    return member is not None and (member.is_staff or member.moderates.exists())


def is_host(member: Any) -> bool:
    return member is not None and member.is_staff
