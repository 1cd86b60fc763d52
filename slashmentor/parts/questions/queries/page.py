"""What a question's page shows of itself, in two queries however long it is: the question's head, and its entries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, keyed, listed, moment, places
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.people.models import initials_of

ANSWERS_A_PAGE = 30

# The accepted answer stands before these on the first page of "votes".
ORDERS = {
    "votes": "score DESC, id",
    "newest": "created_at DESC, id DESC",
    "oldest": "created_at, id",
}


class Head(NamedTuple):
    """A question without its text: enough to decide who may see the page, and whether a kept one is fresh."""

    id: int
    version: int
    views: int
    title: str
    slug: str
    excerpt: str
    topics_json: Any
    author_id: int | None
    answer_count: int
    accepted_id: int | None
    accepted_on: Any
    closed_on: Any
    closed_reason: str
    deleted_on: Any
    persona_id: int | None
    bounty: int
    community_id: int
    community_slug: str
    community_name: str
    origin_url: str
    origin_name: str
    accent: str
    shows_reputation: Any
    numbers_json: Any
    is_grown: Any
    locked_on: Any
    locked_reason: str
    protected_on: Any
    first_until: Any  # its asker's first question here: votes against it wait until then

    @property
    def topics(self) -> list[str]:
        return listed(self.topics_json)

    @property
    def accepted_at(self) -> datetime | None:
        return moment(self.accepted_on)

    @property
    def closed_at(self) -> datetime | None:
        return moment(self.closed_on)

    @property
    def locked_at(self) -> datetime | None:
        return moment(self.locked_on)

    @property
    def numbers(self) -> Numbers:
        """Those of its community."""
        return Numbers(keyed(self.numbers_json), bool(self.is_grown))

    def is_first(self, now: datetime) -> bool:
        """Whether it is in the first day of somebody's first question here."""
        until = moment(self.first_until)
        return until is not None and now < until

    @property
    def fresh(self) -> str:
        """What changes with everything that the page shows: the question, and how its community wants it shown."""
        return f"{self.version}:{self.community_name}:{self.accent}:{int(self.shows_reputation)}"

    @property
    def path(self) -> str:
        return f"/questions/{self.id}/{self.slug}"


class EntryRow(NamedTuple):
    """A question or an answer with its author, as the page shows it."""

    id: int
    kind: int
    author_id: int | None
    author_name: str
    body_html: str
    excerpt: str
    score: int
    ups: int
    downs: int
    comment_count: int
    revision_count: int
    is_wiki: Any
    locked_on: Any
    locked_reason: str
    created_on: Any
    edited_on: Any
    deleted_on: Any
    origin_id: int | None
    licence: str
    handle: str | None
    name: str | None
    position: str | None
    stage: str | None
    affiliation: str | None
    knows_json: Any
    picture: str | None
    reputation: int | None
    # the author's id on the site it came from, of several the oldest
    brought_id: int | None
    editor_id: int | None
    editor_handle: str | None
    editor_name: str | None
    persona_id: int | None
    verified_by: str | None
    bounty: int | None  # the points of bounties that it won

    @property
    def is_question(self) -> bool:
        return self.kind == 1

    @property
    def created_at(self) -> datetime:
        created = moment(self.created_on)
        assert created is not None
        return created

    @property
    def edited_at(self) -> datetime | None:
        return moment(self.edited_on)

    @property
    def deleted_at(self) -> datetime | None:
        return moment(self.deleted_on)

    @property
    def knows(self) -> list[dict[str, str]]:
        return listed(self.knows_json)

    @property
    def shown_name(self) -> str:
        return self.name or self.handle or self.author_name

    @property
    def initials(self) -> str:
        return initials_of(self.shown_name)

    @property
    def anchor(self) -> str:
        return "question" if self.is_question else f"a{self.id}"


_HEAD = """
SELECT q.id, q.version, q.views, q.title, q.slug, q.excerpt, q.topic_names, q.author_id, q.answer_count,
  q.accepted_id, q.accepted_at, q.closed_at, q.closed_reason, q.deleted_at, q.persona_id, q.bounty,
  c.id, c.slug, c.name, c.origin_url, c.origin_name, c.accent, c.shows_reputation,
  c.numbers, c.is_grown, q.locked_at, q.locked_reason, q.protected_at, g.until
FROM questions_entry q JOIN communities_community c ON c.id = q.community_id
LEFT JOIN questions_greeting g ON g.question_id = q.id
WHERE q.id = %s AND q.kind = 1
"""

_ENTRIES = """
SELECT e.id, e.kind, e.author_id, e.author_name, e.body_html, e.excerpt, e.score, e.ups, e.downs, e.comment_count, e.revision_count,
  e.is_wiki, e.locked_at, e.locked_reason, e.created_at, e.edited_at, e.deleted_at, e.origin_id, e.licence,
  m.handle, m.name, m.position, m.stage, m.affiliation, m.knows, p.name, s.reputation,
  (SELECT MIN(b.origin_id) FROM people_broughtaccount b
    WHERE b.member_id = e.author_id AND b.community_id = e.community_id),
  d.id, d.handle, d.name, e.persona_id, m.verified_by,
  (SELECT SUM(o.awarded) FROM questions_bounty o WHERE o.answer_id = e.id)
FROM questions_entry e
LEFT JOIN people_member m ON m.id = e.author_id
LEFT JOIN people_member d ON d.id = e.edited_by_id
LEFT JOIN media_picture p ON p.id = m.picture_id
LEFT JOIN standing_standing s ON s.member_id = e.author_id AND s.community_id = e.community_id
"""


def find_head(question_id: int) -> Head | None:
    """The question, deleted ones too; None when there is none of that id."""
    return next(iter(fetch(Head, _HEAD, [question_id])), None)


def find_entries(head: Head, *, order: str, page: int) -> list[EntryRow]:
    """The question, then the answers of this page (from 1) in `order`, a key of ORDERS."""
    first = order == "votes" and page == 1 and head.accepted_id is not None
    leave_out = head.accepted_id if order == "votes" and head.accepted_id is not None else 0
    rows = fetch(
        EntryRow,
        f"""{_ENTRIES} WHERE e.id IN (
          SELECT %s {"UNION ALL SELECT %s" if first else ""} UNION ALL SELECT id FROM (
            SELECT id FROM questions_entry
            WHERE question_id = %s AND kind = 2 AND deleted_at IS NULL AND id <> %s
            ORDER BY {ORDERS[order]} LIMIT {ANSWERS_A_PAGE} OFFSET %s
          ) AS answers
        ) AND (e.kind = 1 OR e.deleted_at IS NULL)""",  # noqa: S608 - constants of ours
        [head.id, *([head.accepted_id] if first else []), head.id, leave_out, (page - 1) * ANSWERS_A_PAGE],
    )
    keys = {
        "votes": lambda row: (row.id != head.accepted_id, -row.score, row.id),
        "newest": lambda row: (-row.created_at.timestamp(), -row.id),
        "oldest": lambda row: (row.created_at, row.id),
    }
    question = [row for row in rows if row.is_question]
    return question + sorted((row for row in rows if not row.is_question), key=keys[order])


def find_deleted(ids: Sequence[int]) -> list[EntryRow]:
    """Deleted answers, for those who may see them."""
    return fetch(EntryRow, f"{_ENTRIES} WHERE e.id IN ({places(ids)}) ORDER BY e.id", ids)


def page_of(head: Head, answer_id: int, score: int) -> int:
    """On which page, by votes, an answer stands."""
    if answer_id == head.accepted_id:
        return 1
    before = fetch(
        _Count,
        """SELECT COUNT(*) FROM questions_entry WHERE question_id = %s AND kind = 2 AND deleted_at IS NULL
        AND id <> %s AND (score > %s OR (score = %s AND id < %s))""",
        [head.id, head.accepted_id or 0, score, score, answer_id],
    )
    return before[0].number // ANSWERS_A_PAGE + 1


class _Count(NamedTuple):
    number: int
