"""The communities of this instance beside each other, and one of them with those who look after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count

from slashmentor.base.rows import fetch, partly
from slashmentor.commons.communities.models import Community
from slashmentor.commons.media.models import Picture
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing

from ..models import Entry

MOST = 500
MOST_MODERATORS = 30
MOST_TOPICS = 12
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


@dataclass(frozen=True)
class Whole:
    """A community as its page shows it. The rows know no more than what stands there."""

    community: Community
    moderators: list[Member]  # the longest first
    topics: list[str]  # the most used first


# One query for all three, each line with as many columns.
_WHOLE = f"""
SELECT 'community', id, slug, name, tagline, about_html, origin_url, accent, 0
FROM communities_community WHERE slug = %s
UNION ALL SELECT * FROM (
  SELECT 'moderator', m.id, m.handle, m.name, m.position, m.affiliation, m.stage, p.name, m.picture_id
  FROM communities_moderator l
  JOIN people_member m ON m.id = l.member_id AND m.is_active
  LEFT JOIN media_picture p ON p.id = m.picture_id
  WHERE l.community_id = (SELECT id FROM communities_community WHERE slug = %s)
  ORDER BY l.since, l.id LIMIT {MOST_MODERATORS}) AS moderators
UNION ALL SELECT * FROM (
  SELECT 'topic', t.id, t.name, '', '', '', '', '', 0
  FROM topics_topichere h
  JOIN topics_topic t ON t.id = h.topic_id
  WHERE h.community_id = (SELECT id FROM communities_community WHERE slug = %s) AND h.question_count > 0
  ORDER BY h.question_count DESC LIMIT {MOST_TOPICS}) AS topics
"""  # noqa: S608 - two numbers of ours


class _Line(NamedTuple):
    kind: str
    id: int
    word: str
    name: str
    line: str
    text: str
    more: str
    look: str | None
    picture_id: int | None


def find_whole(slug: str) -> Whole | None:
    """A community with those who look after it and what is asked about most; None when there is none. One query."""
    lines = fetch(_Line, _WHOLE, (slug, slug, slug))
    if not lines or lines[0].kind != "community":
        return None
    facts = ("id", "slug", "name", "tagline", "about_html", "origin_url", "accent")
    return Whole(
        partly(Community, **dict(zip(facts, lines[0][1:8], strict=True))),
        [_moderator(line) for line in lines if line.kind == "moderator"],
        [line.word for line in lines if line.kind == "topic"],
    )


def _moderator(line: _Line) -> Member:
    facts = ("id", "handle", "name", "position", "affiliation", "stage")
    member = partly(Member, **dict(zip(facts, line[1:7], strict=True)), picture_id=line.picture_id)
    if line.picture_id is not None:
        member.picture = partly(Picture, id=line.picture_id, name=line.look)
    return member
