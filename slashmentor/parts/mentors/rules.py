"""Who may do what with mentor pages."""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.rules import is_active

from .models import Offer


@predicate
def is_theirs(by: Member | None, offer: Offer) -> bool:
    return by is not None and offer.member_id == by.pk


@predicate
def is_claimed(by: Member | None) -> bool:
    """Nobody logs in with a name that came with an imported site, so it offers nothing."""
    return by is not None and by.is_claimed


can_offer: Predicate = is_active & is_claimed
can_change: Predicate = can_offer & is_theirs
