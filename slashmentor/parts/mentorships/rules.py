"""Who may do what with a request: each of the two their own part, nobody else anything."""

from typing import Any

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.people.models import Member

from .lifecycle import Actor
from .models import Request, Visitor

By = Member | Visitor | None


@predicate
def is_asker(by: By, request: Request) -> bool:
    return request.side_of(by) is Actor.ASKER


@predicate
def is_mentor(by: By, request: Request) -> bool:
    return request.side_of(by) is Actor.MENTOR


@predicate
def is_nobody(by: By, _request: Any) -> bool:
    """Time does it, or a job."""
    return by is None


is_either: Predicate = is_asker | is_mentor
MAY: dict[Actor, Predicate] = {
    Actor.ASKER: is_asker,
    Actor.MENTOR: is_mentor,
    Actor.EITHER: is_either,
    Actor.NOBODY: is_nobody,
}
