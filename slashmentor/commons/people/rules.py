"""Who may do what with members and accounts."""

from typing import Any

from slashmentor.base.permissions import predicate
from slashmentor.commons.people.models import Member


@predicate
def is_active(member: Member | None) -> bool:
    return member is not None and member.is_active


@predicate
def is_host(member: Member | None) -> bool:
    return member is not None and member.is_active and member.is_staff


@predicate
def looks_after_a_community(member: Member | None) -> bool:
    return member is not None and member.is_active and member.moderates.exists()


@predicate
def looks_after_where_they_came_from(member: Member | None, name: Member | None) -> bool:
    """Moderates a community that this imported name came with."""
    if member is None or name is None or not member.is_active:
        return False
    return member.moderates.filter(community__in=name.brought_accounts.values("community")).exists()


@predicate
def is_themselves(member: Member | None, about: Any) -> bool:
    return member is not None and about is not None and member.pk == about.pk


can_change = is_active & is_themselves
can_leave = is_themselves
can_let_in = is_host | looks_after_a_community
can_invite = is_host
can_see_claims = is_host | looks_after_a_community
can_decide_claims = is_host | looks_after_where_they_came_from
