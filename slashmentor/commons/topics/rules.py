"""Who may do what with topics."""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.people.models import Member


@predicate
def is_member(by: Member | None) -> bool:
    return by is not None and by.is_authenticated and by.is_active


can_describe: Predicate = is_member
