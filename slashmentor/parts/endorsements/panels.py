"""What endorsements show on a member's page: the newest words, and to whom they answered the way to say some."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of
from slashmentor.commons.people.beside import beside
from slashmentor.commons.people.models import Member

from .queries import Words, find_helped, newest_said


@beside("endorsements")
def newest(member: Member) -> str:
    """The newest that stand on a member's page."""
    return newest_said(member.pk) if member.shows_activity else "NULL"


@panel("member.page", order=5)
def nudge(request: HttpRequest, about: Any, **_context: Any) -> str:
    """To a reader whom this member answered: the way to say what it helped with. Nothing is asked for visitors."""
    reader = member_of(request)
    if reader is None or reader.pk == about.pk or not (about.is_active and about.shows_activity):
        return ""
    helped = find_helped(reader.pk, about.pk)
    if helped is None:
        return ""
    return fragment(request, "endorsements/_nudge.html", {"name": about.shown_name, "helped": helped})


@panel("member.page", order=15)
def said(request: HttpRequest, about: Any, **_context: Any) -> str:
    """What people say it helped with; nothing where nobody does."""
    found = [Words(*row) for row in about.beside["endorsements"] or ()]
    return fragment(request, "endorsements/_said.html", {"said": found, "shown": about}) if found else ""
