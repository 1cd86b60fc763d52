"""Who may do what with communities: one sentence each."""

from slashmentor.base.permissions import Predicate, predicate
from slashmentor.commons.people.models import Member

from .models import Community, Moderator


@predicate
def runs_the_instance(by: Member | None) -> bool:
    return by is not None and by.is_active and by.is_staff


@predicate
def moderates(by: Member | None, community: Community) -> bool:
    if by is None or not by.is_active:
        return False
    return Moderator.objects.filter(community=community, member=by).exists()


can_open: Predicate = runs_the_instance
can_describe: Predicate = runs_the_instance | moderates
can_settle: Predicate = runs_the_instance | moderates
can_appoint: Predicate = runs_the_instance
