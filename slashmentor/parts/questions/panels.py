"""What questions show on pages of lower layers."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of

from .queries.contributions import find_given


@panel("member.page", order=20)
def contributions(request: HttpRequest, about: Any, **_context: Any) -> str:
    """A member's answers and questions on their page, unless they keep them to themselves."""
    reader = member_of(request)
    if not about.shows_activity and (reader is None or reader.pk != about.pk):
        return ""
    given = find_given(about.pk)
    return fragment(
        request,
        "questions/_contributions.html",
        {
            "answered": [row for row in given if row.kind != 1],
            "asked": [row for row in given if row.kind == 1],
            "own": reader is not None and reader.pk == about.pk,
            "hidden": not about.shows_activity,
        },
    )
