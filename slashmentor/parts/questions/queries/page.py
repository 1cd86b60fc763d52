"""What a question's page shows, in three queries however long it is: the question's head, its entries, what is around."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, keyed, listed, moment, places
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.people.models import initials_of

from ..models import Link

ANSWERS_A_PAGE = 30
COMMENTS_SHOWN = 5
MOST_LINKS = 20

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


class Around(NamedTuple):
    """A comment, or another question that has to do with this one: one shape, so that one query gives both."""

    kind: str  # "comment", or a Link's kind; "from": another question links to this one
    entry_id: int  # the comment's entry; the other question
    id: int
    text: str  # the comment's HTML; the other question's title
    slug: str
    number: int  # found useful by; answers
    yes: Any  # the other question is answered
    created_on: Any
    edited_on: Any
    author_id: int | None
    author_name: str
    handle: str | None
    name: str | None
    persona_id: int | None

    @property
    def created_at(self) -> datetime | None:
        return moment(self.created_on)

    @property
    def shown_name(self) -> str:
        return self.name or self.handle or self.author_name

    @property
    def path(self) -> str:
        return f"/questions/{self.entry_id}/{self.slug}"


class Surroundings(NamedTuple):
    comments: dict[int, list[Around]]
    linked: list[Around]
    duplicates: list[Around]
    alike: list[Around]


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

_COMMENTS = """
SELECT 'comment', c.entry_id, c.id, c.body_html, '', c.score, NULL, c.created_at, c.edited_at,
  c.author_id, c.author_name, m.handle, m.name, c.persona_id
FROM questions_comment c LEFT JOIN people_member m ON m.id = c.author_id
"""

_LINKS = f"""
SELECT l.kind, q.id, l.id, q.title, q.slug, q.answer_count, q.is_answered, q.created_at, q.created_at,
  NULL, '', NULL, NULL, NULL
FROM (
  SELECT * FROM (
    SELECT id, target_id AS other, kind, weight FROM questions_link WHERE source_id = %s
    ORDER BY weight DESC, id DESC LIMIT {MOST_LINKS}
  ) AS outward
  UNION ALL
  SELECT * FROM (
    SELECT id, source_id AS other, 'from' AS kind, weight FROM questions_link
    WHERE target_id = %s AND kind <> '{Link.Kind.ALIKE.value}' ORDER BY id DESC LIMIT {MOST_LINKS}
  ) AS inward
) AS l JOIN questions_entry q ON q.id = l.other
WHERE q.deleted_at IS NULL
"""  # noqa: S608 - constants of ours


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


def find_surroundings(question_id: int, entries: Sequence[EntryRow]) -> Surroundings:
    """The first comments of each entry, and the questions that are linked, the same, or alike."""
    few = [row.id for row in entries if 0 < row.comment_count <= COMMENTS_SHOWN]
    many = [row.id for row in entries if row.comment_count > COMMENTS_SHOWN]
    parts = []
    if few:
        parts.append(
            f"SELECT id FROM questions_comment WHERE entry_id IN ({places(few)}) AND deleted_at IS NULL"  # noqa: S608
        )
    # A part for each long one: its first five stand together in the index, the 10,000 after them are not read.
    parts += [
        "SELECT id FROM (SELECT id FROM questions_comment WHERE entry_id = %s AND deleted_at IS NULL"  # noqa: S608
        f" ORDER BY created_at, id LIMIT {COMMENTS_SHOWN}) AS first_{number}"
        for number, _ in enumerate(many)
    ]
    sql = f"{_COMMENTS} WHERE c.id IN ({' UNION ALL '.join(parts)}) UNION ALL {_LINKS}" if parts else _LINKS
    found = fetch(Around, sql, [*few, *many, question_id, question_id])
    comments: dict[int, list[Around]] = defaultdict(list)
    for row in found:
        if row.kind == "comment":
            comments[row.entry_id].append(row)
    for rows in comments.values():
        rows.sort(key=lambda row: (row.created_at, row.id))
    return Surroundings(
        comments,
        linked=_once(row for row in found if row.kind in {Link.Kind.LINKED, "from"}),
        duplicates=_once(row for row in found if row.kind == Link.Kind.DUPLICATE),
        alike=_once(row for row in found if row.kind == Link.Kind.ALIKE),
    )


def find_comments(entry_id: int, *, most: int) -> list[Around]:
    """All comments of an entry, oldest first, at most so many."""
    return fetch(
        Around,
        f"{_COMMENTS} WHERE c.entry_id = %s AND c.deleted_at IS NULL ORDER BY c.created_at, c.id LIMIT %s",
        [entry_id, most],
    )


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


def _once(rows: Any) -> list[Around]:
    """Each other question once: two may link to each other."""
    return list({row.entry_id: row for row in rows}.values())
