"""The entries that were found, with everything a line of results shows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from slashmentor.base.rows import fetch, listed, moment, places
from slashmentor.parts.questions.models import Entry

# Results show a piece of the text; of a very long one, its first part is looked through.
_LOOKED_THROUGH = 20_000


class Result(NamedTuple):
    """A question or an answer as a line of results; title, topics and the rest are its question's."""

    id: int
    kind: int
    score: int
    created_on: Any
    question_id: int
    title: str
    slug: str
    topics_json: Any
    answer_count: int
    is_answered: Any
    accepted_id: int | None
    closed_on: Any
    community_slug: str
    community_name: str
    author_name: str
    handle: str | None
    name: str | None
    body: str | None
    folded: str | None

    @property
    def is_question(self) -> bool:
        return self.kind == Entry.Kind.QUESTION

    @property
    def is_accepted(self) -> bool:
        """The answer that was accepted."""
        return self.id == self.accepted_id

    @property
    def topics(self) -> list[str]:
        return listed(self.topics_json)

    @property
    def created_at(self) -> datetime:
        created = moment(self.created_on)
        assert created is not None
        return created

    @property
    def shown_name(self) -> str:
        return self.name or self.handle or self.author_name

    @property
    def path(self) -> str:
        return f"/questions/{self.id}/{self.slug}" if self.is_question else f"/a/{self.id}"


_RESULTS = """
SELECT e.id, e.kind, e.score, e.created_at, q.id, q.title, q.slug, q.topic_names, q.answer_count, q.is_answered,
  q.accepted_id, q.closed_at, c.slug, c.name, e.author_name, m.handle, m.name, substr(d.body, 1, {length}),
  substr(d.folded, 1, {length})
FROM questions_entry e
JOIN questions_entry q ON q.id = COALESCE(e.question_id, e.id)
JOIN communities_community c ON c.id = e.community_id
LEFT JOIN people_member m ON m.id = e.author_id
LEFT JOIN search_document d ON d.entry_id = e.id
WHERE e.deleted_at IS NULL AND q.deleted_at IS NULL AND e.id IN ({ids})
"""


def find_results(ids: Sequence[int]) -> list[Result]:
    """These entries in this order, without those that not everybody may see (as `Entry.objects.listed()` says)."""
    if not ids:
        return []
    sql = _RESULTS.format(length=_LOOKED_THROUGH, ids=places(ids))
    rows = {row.id: row for row in fetch(Result, sql, ids)}
    return [rows[key] for key in ids if key in rows]


def find_member_id(handle: str) -> int:
    """Whose handle it is, 0 for nobody's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_member WHERE handle = %s", [handle])
        row = cursor.fetchone()
    return row[0] if row else 0
