"""What stands around a question's entries, in one query: the first comments of each, and other questions beside it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, moment, places

from ..models import Link
from .page import EntryRow

COMMENTS_SHOWN = 5
MOST_LINKS = 20


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


def _once(rows: Any) -> list[Around]:
    """Each other question once: two may link to each other."""
    return list({row.entry_id: row for row in rows}.values())
