"""Where the reader of a page stands, asked once however many parts of the page want to know."""

from django.http import HttpRequest

from slashmentor.base.pages.render import member_of

from .privileges import Position, position_of


def position_here(request: HttpRequest, community_id: int) -> Position:
    """`position_of` the member who reads (None: a visitor); one query a request for each community."""
    known: dict[int, Position] = request.__dict__.setdefault("positions", {})
    if community_id not in known:
        known[community_id] = position_of(member_of(request), community_id)
    return known[community_id]
