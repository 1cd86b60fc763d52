"""What waits for moderators beside flags and appeals: other apps register a section each.

@inbox(_("Votes that look odd"), order=30)
def suspicions(communities: list[Community], viewer: Member) -> list[Waiting]: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member

MOST = 50  # rows of a section that are shown


@dataclass(frozen=True)
class Waiting:
    """One thing that waits (or some of a kind): what, in a line, and where it is decided."""

    title: str
    note: str
    address: str
    community: str
    at: datetime
    number: int = 1


Find = Callable[[list[Community], Member], list[Waiting]]
_sections: list[tuple[int, str | Promise, Find]] = []


def inbox(title: str | Promise, *, order: int = 100) -> Callable[[Find], Find]:
    """The function finds at most MOST things that wait in these communities, the longest first, in one query."""

    def register(function: Find) -> Find:
        _sections.append((order, title, function))
        _sections.sort(key=lambda section: section[0])
        return function

    return register


def sections(communities: list[Community], viewer: Member) -> list[tuple[str, list[Waiting]]]:
    """All that wait, by section; sections without anything are left out."""
    found = [(str(title), find(communities, viewer)) for _order, title, find in _sections]
    return [(title, rows) for title, rows in found if rows]
