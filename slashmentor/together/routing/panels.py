"""What routing shows on its own list from others: what a member is invited to."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment

from .queries.invited import invitations_of


@panel("for-you.first", order=10)
def invited(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The questions that somebody pointed this member to, outside of their week."""
    return fragment(request, "routing/_invited.html", {"invited": invitations_of(about, now=timezone.now())})
