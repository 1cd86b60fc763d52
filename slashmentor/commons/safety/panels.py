"""What safety shows on other pages: to the suspended why, to moderators the way to what they know of a member."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of
from slashmentor.commons.standing.here import position_here
from slashmentor.commons.standing.privileges import Position

from .queries.blocks import blocks
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


@panel("community.top")
def suspended_here(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The same for a member who is suspended in this community alone; it costs nobody a query."""
    if member_of(request) is None:
        return ""
    line = paused_here(request, position_here(request, about.id), about.name)
    return fragment(request, "safety/_paused_line.html", {"line": line}) if line else ""


def paused_here(request: HttpRequest, position: Position, community: str) -> str:
    """A line for a member who is suspended in a community (its name) alone: until when, and where the reason stands.

    "" for all others: whoever is suspended everywhere reads so above each page.
    """
    member, now = member_of(request), timezone.now()
    everywhere = member.suspended_until if member is not None else None
    if not position.is_suspended(now) or (everywhere is not None and now < everywhere):
        return ""
    context = {"community": community, "until": position.suspended_until}
    return fragment(request, "safety/_paused_here.html", context)


@panel("member.aside", order=90)
def block(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The way to block somebody, or to take that back, on their page; nobody but the reader sees which."""
    reader = member_of(request)
    if reader is None or reader.pk == about.pk:
        return ""
    context = {"about": about, "blocked": blocks(reader.pk, about.pk)}
    return fragment(request, "safety/_block.html", context)


def is_moderator(member: Any) -> bool:
    """Whether to show the way to moderation."""
    return member is not None and (member.is_staff or member.moderates.exists())


def is_host(member: Any) -> bool:
    return member is not None and member.is_staff
