"""What a member's page shows of badges, read along with what other apps show there."""

from typing import Any, NamedTuple

from slashmentor.base.rows import json_rows, moment
from slashmentor.commons.people.beside import beside
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic

from ..catalogue import badge_called
from .awards import Had

# More names than anybody has.
_MOST = 700


class _Row(NamedTuple):
    is_brought: int
    name: str  # of an award: its badge's key
    tier: int
    topic: str | None
    of_topic: int
    times: int
    last_at: Any
    origin_name: str
    origin_url: str
    slug: str


@beside("badges")
def shown_badges(member: Member) -> str:
    """What they earned, the same badge of several communities as one; and what they brought.

    Both the rarest metals first, and the newest of each.
    """
    return json_rows(
        _Row,
        f"""
        SELECT 0 AS is_brought, a.badge AS name, a.tier, t.name AS topic, 0 AS of_topic, COUNT(*) AS times,
          MAX(a.at) AS last_at, '' AS origin_name, '' AS origin_url, '' AS slug
        FROM badges_award a LEFT JOIN topics_topic t ON t.id = a.topic_id
        WHERE a.member_id = {member.pk:d} AND a.withdrawn_at IS NULL
        GROUP BY a.badge, a.tier, t.name
        UNION ALL
        SELECT 1, b.name, b.tier, NULL, CASE WHEN b.of_topic THEN 1 ELSE 0 END, COUNT(*), MAX(b.awarded_at),
          c.origin_name, c.origin_url, c.slug
        FROM badges_broughtbadge b JOIN communities_community c ON c.id = b.community_id
        WHERE b.member_id = {member.pk:d}
        GROUP BY b.name, b.tier, b.of_topic, c.origin_name, c.origin_url, c.slug
        ORDER BY 1, 8, 10, 3, 7 DESC, 2 LIMIT {_MOST}
        """,  # noqa: S608 - numbers of ours
    )


def as_shown(given: list[Any]) -> tuple[list[Had], list[dict[str, Any]]]:
    """What the page was given: what they earned, and what they brought as `find_brought` has it."""
    rows = [_Row(*one) for one in given]
    return [had for row in rows if not row.is_brought and (had := _had(row))], [
        {
            "name": row.name,
            "tier": row.tier,
            "of_topic": bool(row.of_topic),
            "times": row.times,
            "last_at": moment(row.last_at),
            "community__origin_name": row.origin_name,
            "community__origin_url": row.origin_url,
            "community__slug": row.slug,
        }
        for row in rows
        if row.is_brought
    ]


def _had(row: _Row) -> Had | None:
    badge, last_at = badge_called(row.name), moment(row.last_at)
    if badge is None or last_at is None:
        return None
    return Had(badge, row.times, last_at, None, Topic(name=row.topic) if row.topic else None)
