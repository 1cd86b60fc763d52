"""What publications show on pages of others: the newest ones on their member's page."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment

from .queries import ON_THE_PAGE, Shown


@panel("member.page", order=30)
def publications(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The newest publications that a member shows; nothing for who shows none."""
    found = [Shown(*row) for row in about.beside["publications"] or ()]
    if not found:
        return ""
    context = {"publications": found[:ON_THE_PAGE], "more": len(found) > ON_THE_PAGE, "shown": about}
    return fragment(request, "publications/_panel.html", context)
