"""What requests hear of: their own news, for those without an account; and what becomes of a mentor's page."""

from typing import Any

from slashmentor.commons.happenings import happened, hears

from .actions import expire_all
from .letters import TOLD, write_news
from .models import Request


@hears(*TOLD)
def write_to_visitors(happening: Any) -> None:
    request = happening.about
    if request is not None and request.by_id is None and request.email:
        write_news.later(request=request.pk, verb=happening.verb)


@hears("offer.paused")
def tell_of_a_pause(happening: Any) -> None:
    """Those who wait learn that it may take longer; what they sent stays, and can still be answered."""
    offer = happening.about
    if offer is None or offer.paused_at is None:
        return
    for request in Request.objects.open().filter(offer=offer).order_by("pk"):
        happened("request.paused", about=request, now=happening.at)


@hears("offer.withdrawn", "offer.removed")
def end_with_the_page(happening: Any) -> None:
    """A page that isn't there any more takes no requests; published again by now, or brought back, it does."""
    offer = happening.about
    if offer is not None and not offer.is_in_sight:
        expire_all(Request.objects.open().filter(offer=offer), now=happening.at, why="closed")


@hears("member.suspended")
def end_with_a_suspension(happening: Any) -> None:
    """A mentor who can't write anywhere for a time answers nobody; why, nobody is told."""
    suspension = happening.about
    if suspension is None or suspension.community_id is not None or suspension.lifted_at is not None:
        return
    expire_all(Request.objects.open().filter(mentor=suspension.member_id), now=happening.at, why="closed")
