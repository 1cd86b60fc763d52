"""Who moderates: looks after the community (or the whole instance), isn't suspended, and has no tie to the matter."""

from datetime import datetime
from typing import NoReturn

from django.db.models import Q
from django.utils.translation import gettext as _

from slashmentor.base.errors import Refused
from slashmentor.base.permissions import refuse_until
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models.member import Member, MemberQuerySet
from slashmentor.commons.standing.privileges import position_of, require_active


def in_care_of(member: Member | None, *, now: datetime) -> list[Community]:
    """The communities that a member looks after now: a host all; nobody any while suspended there."""
    if member is None or not member.is_active or _is_paused(member, now):
        return []
    found = Community.objects.order_by("name", "pk")
    if member.is_staff:
        return list(found)
    here = Q(moderators__member=member)
    paused = Q(standings__member=member, standings__suspended_until__gt=now)
    return list(found.filter(here).exclude(pk__in=found.filter(paused).values("pk")))


def looks_after_all(member: Member | None, *, now: datetime) -> bool:
    """Runs the instance, and isn't suspended."""
    return member is not None and member.is_active and member.is_staff and not _is_paused(member, now)


def require_moderator(by: Member, community_id: int | None, *, now: datetime) -> None:
    """Raises Refused for whoever doesn't look after it (None: the instance), or is suspended."""
    if community_id is None:
        if not (by.is_active and by.is_staff):
            _refuse()
        refuse_until(by.suspended_until, now=now)
        return
    position = position_of(by, community_id)
    if not position.looks_after:
        _refuse()
    require_active(position, now=now)


def require_no_tie(by: Member, tied: set[int | None], community_id: int | None, *, now: datetime) -> None:
    """Raises Refused for one of those who have a part in the matter, as long as anybody else could decide."""
    if by.pk in tied and _others(tied, community_id, now).exists():
        raise Refused(_("You have a part in this yourself, so somebody else decides."))


def what_ties(by: Member, tied: set[int | None], community_id: int | None, *, now: datetime) -> str:
    """The sentence with which `require_no_tie` would refuse, else "": to show it before somebody writes an answer."""
    try:
        require_no_tie(by, tied, community_id, now=now)
    except Refused as refused:
        return refused.sentence
    return ""


def _others(tied: set[int | None], community_id: int | None, now: datetime) -> MemberQuerySet:
    """Those who could decide instead."""
    here = Q(is_staff=True)
    if community_id is not None:
        here |= Q(moderates__community=community_id)
    awake = Q(suspended_until=None) | Q(suspended_until__lte=now)
    found: MemberQuerySet = Member.objects.filter(here, awake, is_active=True).exclude(
        pk__in=[pk for pk in tied if pk is not None]
    )
    return found


def _is_paused(member: Member, now: datetime) -> bool:
    return member.suspended_until is not None and now < member.suspended_until


def _refuse() -> NoReturn:
    raise Refused(_("Only those who look after this community can do that."))
