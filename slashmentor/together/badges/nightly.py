"""The nightly review: finds every badge that is due and not yet given, and withdraws what is no longer true."""

from datetime import datetime, timedelta

from slashmentor.base.jobs import every, job
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers, numbers_in

from .actions import award, withdraw
from .catalogue import Badge, Each, badge_called, badges
from .due import awards, due, earned_rows
from .finding.scope import Scope
from .models import Visiting

# How many are found at once, however many there are.
BATCH = 5000


@every(minutes=24 * 60)
@job()
def review(*, now: datetime) -> None:
    """One job for each badge in each community: what one night doesn't manage, its queue goes on with."""
    Visiting.objects.filter(until__lt=now.date() - timedelta(days=2)).delete()
    communities = list(Community.objects.order_by("pk").values_list("pk", flat=True))
    for badge in badges():
        for community_id in [None] if badge.everywhere else communities:
            review_badge.later(
                key=f"badge:{badge.key}:{community_id or ''}", badge=badge.key, community_id=community_id
            )


@job(atomic=False)
def review_badge(badge: str, community_id: int | None, *, now: datetime) -> None:
    """Give one badge to everybody in a community to whom it is due. Done twice it does nothing more."""
    found = badge_called(badge)
    if found is None:  # written down by a release that had another catalogue
        return
    numbers = Numbers() if community_id is None else numbers_in(community_id)
    scope = Scope(badge, community_id, numbers, now)
    if found.each == Each.TOPIC:
        _withdraw(found, scope)
    while rows := due(found, scope, most=BATCH):
        if not award(found, rows, community_id=community_id, now=now):
            return  # somebody else is at it


def _withdraw(badge: Badge, scope: Scope) -> None:
    true = earned_rows(badge, scope)
    gone = [
        given
        for given in awards(badge, scope).iterator()
        if (given.member_id, given.about_id, given.topic_id) not in true
    ]
    withdraw(gone, now=scope.now)
