"""What questions show on pages of lower layers."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of
from slashmentor.commons.standing.here import position_here
from slashmentor.commons.standing.privileges import Privilege, what_is_missing

from .models import Greeter
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


@panel("community.side", order=40)
def welcoming(request: HttpRequest, about: Any, **_context: Any) -> str:
    """Whether this reader welcomes first questions in the community `about`, or could."""
    reader = member_of(request)
    if reader is None:
        return ""
    position = position_here(request, about.id)
    return fragment(
        request,
        "questions/_welcoming.html",
        {
            "community": about,
            "greets": Greeter.objects.filter(community=about.id, member=reader).exists(),
            "missing": ""
            if position.may(Privilege.COMMENT)
            else what_is_missing(position, Privilege.COMMENT),
        },
    )
