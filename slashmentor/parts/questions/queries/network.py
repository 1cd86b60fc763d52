"""The communities of this instance beside each other, and one of them with those who look after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from slashmentor.commons.communities.models import Community, Moderator
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing

from ..models import Entry

MOST = 500
MOST_MODERATORS = 30
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Place:
    """A community as a line of the network: what is asked there this week, and where its reader stands."""

    community: Community
    asked_this_week: int
    reputation: int | None  # None: none of one's own
    joined: bool


def find_network(member: Member | None, *, now: datetime) -> list[Place]:
    """All communities: those that a member joined first, then the busiest. Two queries; three for a member."""
    communities = list(Community.objects.order_by("-question_count", "name")[:MOST])
    week = dict(
        Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None, created_at__gt=now - WEEK)
        .values_list("community")
        .annotate(asked=Count("pk"))
        .order_by()
    )
    mine = {
        standing.community_id: standing
        for standing in (Standing.objects.filter(member=member) if member is not None else ())
    }
    places = []
    for community in communities:
        standing = mine.get(community.pk)
        places.append(
            Place(
                community,
                week.get(community.pk, 0),
                standing.reputation if standing else None,
                joined=standing is not None and standing.joined_at is not None,
            )
        )
    return sorted(places, key=lambda place: not place.joined)


def find_community(slug: str) -> tuple[Community, list[Member]] | None:
    """A community with those who look after it, the longest first; None when there is none. Two queries."""
    community = Community.objects.filter(slug=slug).first()
    if community is None:
        return None
    moderators = (
        Moderator.objects.filter(community=community, member__is_active=True)
        .select_related("member", "member__picture")
        .order_by("since", "pk")[:MOST_MODERATORS]
    )
    return community, [moderator.member for moderator in moderators]
