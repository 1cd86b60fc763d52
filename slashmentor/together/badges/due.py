"""To whom a badge is due that they don't have yet, and which ones are no longer true."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.reviews.models import Queue

from .catalogue import Badge, Each
from .finding.scope import Scope
from .models import Award, BroughtBadge

_QUEUES = {queue: number for number, queue in enumerate(Queue.values, 1)}


class Due(NamedTuple):
    """A badge that somebody has earned: for which post (or in which queue), or in which topic."""

    member_id: int
    about_id: int = 0
    topic_id: int | None = None


def due(badge: Badge, scope: Scope, *, most: int) -> list[Due]:
    """At most `most` of those who have earned it by now and don't have it.

    Names that nobody has claimed earn nothing until somebody does. What somebody brought along from the site that
    the community came from isn't awarded to them again.
    """
    if badge.each == Each.POST:
        return _for_posts(badge, scope, most)
    if badge.each == Each.ONCE:
        return _once(badge, scope, most)
    earned = earned_rows(badge, scope)
    return _with_account(earned - _had(badge, scope) - _brought_topics(badge, scope))[:most]


def earned_rows(badge: Badge, scope: Scope) -> set[Due]:
    """All to whom a badge of a queue or a topic is due, whether they have it or not."""
    if badge.each == Each.QUEUE:
        return {Due(member, about_id=_QUEUES[queue]) for member, queue in badge.find(scope)}
    return {Due(member, topic_id=topic) for member, topic in badge.find(scope)}


def awards(badge: Badge, scope: Scope) -> QuerySet[Award]:
    """Those of this badge that hold in scope."""
    rows = Award.objects.filter(badge=badge.key, community=scope.community_id, withdrawn_at=None)
    return rows if scope.members is None else rows.filter(member__in=scope.members)


def _once(badge: Badge, scope: Scope, most: int) -> list[Due]:
    members = Member.objects.filter(pk__in=badge.find(scope), is_claimed=True, is_active=True).filter(
        ~Exists(awards(badge, scope).filter(member=OuterRef("pk")))
    )
    if scope.community_id is not None:
        brought = BroughtBadge.objects.filter(
            community=scope.community_id, name=badge.name, of_topic=False, member=OuterRef("pk")
        )
        members = members.filter(~Exists(brought))
    return [Due(pk) for pk in members.order_by("pk").values_list("pk", flat=True)[:most]]


def _for_posts(badge: Badge, scope: Scope, most: int) -> list[Due]:
    posts: QuerySet = badge.find(scope)  # type: ignore[type-arg, assignment]
    had = awards(badge, scope).filter(member=OuterRef("author"), about_id=OuterRef("pk"))
    new = posts.filter(~Exists(had), author__is_claimed=True, author__is_active=True)
    return [Due(author, pk) for author, pk in new.order_by("pk").values_list("author", "pk")[:most]]


def _had(badge: Badge, scope: Scope) -> set[Due]:
    return {Due(*values) for values in awards(badge, scope).values_list("member_id", "about_id", "topic_id")}


def _brought_topics(badge: Badge, scope: Scope) -> set[Due]:
    if badge.each != Each.TOPIC:
        return set()
    brought = BroughtBadge.objects.filter(community=scope.community_id, of_topic=True, tier=badge.tier)
    topics = dict(Topic.objects.filter(name__in=brought.values("name")).values_list("name", "pk"))
    return {
        Due(member, topic_id=topics[name])
        for member, name in brought.values_list("member", "name")
        if name in topics
    }


def _with_account(dues: Iterable[Due]) -> list[Due]:
    found = sorted(dues, key=lambda one: (one.member_id, one.about_id, one.topic_id or 0))
    members = Member.objects.filter(pk__in={one.member_id for one in found}, is_claimed=True, is_active=True)
    known = set(members.values_list("pk", flat=True))
    return [one for one in found if one.member_id in known]
