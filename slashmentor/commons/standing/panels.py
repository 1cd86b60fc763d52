"""What standing shows on pages of others: where one stands, and the way in and out of a community."""

from typing import Any

from django.http import HttpRequest

from slashmentor.base.pages.panels import panel
from slashmentor.base.pages.render import fragment, member_of
from slashmentor.commons.communities.numbers import numbers_of

from .here import position_here
from .models import Standing
from .privileges import Position
from .steps import next_step

MOST = 4  # communities whose next step stands on one's own page


@panel("member.aside", order=5)
def where_you_stand(request: HttpRequest, about: Any, **_context: Any) -> str:
    """On a member's own page: the next step in the communities they belong to. For others nothing."""
    reader = member_of(request)
    if reader is None or reader.pk != about.pk:
        return ""
    mine = (
        Standing.objects.filter(member=reader, joined_at__isnull=False)
        .select_related("community")
        .order_by("-reputation", "community__slug")[:MOST]
    )
    here = [(standing.community, next_step(_plain(standing))) for standing in mine]
    return fragment(request, "standing/_yours.html", {"here": here}) if here else ""


@panel("community.side", order=10)
def your_next_step(request: HttpRequest, about: Any, **_context: Any) -> str:
    """Beside a community (anything with its id, slug and name): how far a member is; for visitors nothing."""
    reader = member_of(request)
    if reader is None:
        return ""
    position = position_here(request, about.id)
    return fragment(
        request,
        "standing/_here.html",
        {"community": about, "position": position, "next": next_step(position)},
    )


@panel("community.head", order=10)
def in_and_out(request: HttpRequest, about: Any, **_context: Any) -> str:
    """The button to join a community or leave it; for visitors nothing, they join the instance first."""
    reader = member_of(request)
    if reader is None:
        return ""
    joined = Standing.objects.filter(member=reader, community=about.id, joined_at__isnull=False).exists()
    return fragment(request, "standing/_membership.html", {"community": about, "joined": joined})


def _plain(standing: Standing) -> Position:
    """Where somebody stands by their points alone."""
    return Position(
        member_id=standing.member_id,
        community_id=standing.community_id,
        reputation=standing.reputation,
        looks_after=False,
        suspended_until=None,
        numbers=numbers_of(standing.community),
    )
