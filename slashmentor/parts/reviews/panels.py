"""What reviewing shows on pages of lower layers."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of
from slashmentor.commons.standing.here import position_here

from .queries import find_total


@panel("community.side", order=30)
def waiting(request: HttpRequest, about: Any, **_context: Any) -> str:
    """How much waits here for this reader, when they may review at all."""
    reader = member_of(request)
    if reader is None:
        return ""
    total = find_total(reader, position_here(request, about.id))
    if total is None:
        return ""
    return fragment(request, "reviews/_waiting.html", {"community": about, "total": total})
