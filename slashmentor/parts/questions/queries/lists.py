"""Lists of questions: ids by walking along one index, then the rows of one page; and what stands beside a list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, listed, moment, places

A_PAGE = 50
MOST_PAGES = 1000

# Each walks along the index of that name in models/entry.py and models/tagging.py. The conditions are written as
# Django writes them there, since SQLite uses a partial index only for conditions it recognises.
SORTS = {
    "new": "created_at DESC",
    "active": "active_at DESC",
    "votes": "score DESC",
    "unanswered": "created_at DESC",
    "hot": "hot DESC",
    "bounties": "bounty DESC",
}


class ListRow(NamedTuple):
    """A question as a line of a list."""

    id: int
    title: str
    slug: str
    excerpt: str
    topics_json: Any
    score: int
    answer_count: int
    is_answered: Any
    accepted_id: int | None
    closed_on: Any
    created_on: Any
    active_on: Any
    author_name: str
    handle: str | None
    name: str | None
    position: str | None
    stage: str | None
    community_slug: str
    community_name: str
    bounty: int

    @property
    def topics(self) -> list[str]:
        return listed(self.topics_json)

    @property
    def created_at(self) -> datetime:
        created = moment(self.created_on)
        assert created is not None
        return created

    @property
    def active_at(self) -> datetime:
        active = moment(self.active_on)
        assert active is not None
        return active

    @property
    def shown_name(self) -> str:
        return self.name or self.handle or self.author_name

    @property
    def path(self) -> str:
        return f"/questions/{self.id}/{self.slug}"


class Beside(NamedTuple):
    """What a list is about or what stands beside it: a topic or a community."""

    kind: str  # "topic" or "community": what was asked for; "topics" or "communities": beside the list
    id: int
    name: str
    slug: str
    text: str
    number: int
    origin_url: str


_ROWS = """
SELECT q.id, q.title, q.slug, q.excerpt, q.topic_names, q.score, q.answer_count, q.is_answered, q.accepted_id,
  q.closed_at, q.created_at, q.active_at, q.author_name, m.handle, m.name, m.position, m.stage, c.slug, c.name, q.bounty
FROM questions_entry q
JOIN communities_community c ON c.id = q.community_id
LEFT JOIN people_member m ON m.id = q.author_id
"""


def find_questions(
    *,
    sort: str,
    topic: int | None = None,
    community: int | None = None,
    joined_by: int | None = None,
    page: int = 1,
    size: int = A_PAGE,
) -> list[ListRow]:
    """A page (from 1) of the questions that everybody may see, and one row more when there is a next page.

    `joined_by`: only of the communities that this member joined.
    """
    conditions, params = ["kind = 1", "deleted_at IS NULL"], []
    if sort == "hot":
        conditions.append("hot > 0.0")
    if sort == "bounties":
        conditions.append("bounty > 0")
    if topic is not None and sort in {"hot", "bounties"}:  # never many: three days, a week
        conditions.append(
            "EXISTS (SELECT 1 FROM questions_tagging t WHERE t.question_id = questions_entry.id AND t.topic_id = %s)"
        )
        params.append(topic)
    elif topic is not None:
        conditions, params = ["topic_id = %s", "is_listed"], [topic]
    by_topic = topic is not None and sort not in {"hot", "bounties"}
    if sort == "unanswered":
        conditions += ["is_open", "NOT is_answered"] if by_topic else ["closed_at IS NULL", "NOT is_answered"]
    if community is not None:
        conditions.append("community_id = %s")
        params.append(community)
    if joined_by is not None:
        conditions.append(
            "community_id IN (SELECT community_id FROM standing_standing WHERE member_id = %s AND joined_at IS NOT NULL)"
        )
        params.append(joined_by)
    key = "question_id" if by_topic else "id"
    order = SORTS[sort]
    return fetch(
        ListRow,
        f"""{_ROWS} WHERE q.id IN (
          SELECT {key} FROM {"questions_tagging" if by_topic else "questions_entry"}
          WHERE {" AND ".join(conditions)} ORDER BY {order}, {key} DESC LIMIT %s OFFSET %s
        ) ORDER BY q.{order}, q.id DESC""",  # noqa: S608 - words of SORTS and of ours
        [*params, size + 1, (page - 1) * size],
    )


def find_by_ids(ids: Sequence[int]) -> list[ListRow]:
    """These questions in this order, without those that not everybody may see."""
    if not ids:
        return []
    rows = {
        row.id: row
        for row in fetch(
            ListRow, f"{_ROWS} WHERE q.kind = 1 AND q.deleted_at IS NULL AND q.id IN ({places(ids)})", ids
        )
    }
    return [rows[key] for key in ids if key in rows]


def find_beside(*, topic: str = "", community: str = "", most: int = 12) -> list[Beside]:
    """The topic and the community that a list is limited to, and what to look at next: topics, communities."""
    parts, params = [], []
    if topic:
        parts.append(
            "SELECT 'topic', id, name, name, '', question_count, '' FROM topics_topic WHERE name = %s"
        )
        params.append(topic)
    if community:
        parts.append(
            "SELECT 'community', id, name, slug, about_html, question_count, origin_url"
            " FROM communities_community WHERE slug = %s"
        )
        params.append(community)
        parts.append(
            f"SELECT * FROM (SELECT 'topics', t.id, t.name, t.name, '', h.question_count, '' FROM topics_topichere h"  # noqa: S608
            " JOIN topics_topic t ON t.id = h.topic_id"
            " WHERE h.community_id = (SELECT id FROM communities_community WHERE slug = %s) AND h.question_count > 0"
            f" ORDER BY h.question_count DESC LIMIT {int(most)}) AS used"
        )
        params.append(community)
    else:
        parts.append(
            "SELECT * FROM (SELECT 'topics', id, name, name, '', question_count, '' FROM topics_topic"  # noqa: S608
            f" WHERE question_count > 0 ORDER BY question_count DESC, name LIMIT {int(most)}) AS used"
        )
        parts.append(
            "SELECT * FROM (SELECT 'communities', id, name, slug, tagline, question_count, ''"  # noqa: S608
            f" FROM communities_community ORDER BY question_count DESC, id LIMIT {int(most)}) AS here"
        )
    return fetch(Beside, " UNION ALL ".join(parts), params)
