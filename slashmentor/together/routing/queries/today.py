"""What a member did today with what was brought to them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, moment, places


class Said(StrEnum):
    """What they said of a question (or of a topic)."""

    ON_IT = "on it"
    LATER = "later"
    NOT_FOR_ME = "not for me"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True)
class Done:
    """A line of what was done; of a topic for DECLINED, else of a question. `until`: None for good."""

    said: Said
    id: int
    title: str
    path: str
    until: datetime | None
    at: datetime


class _Row(NamedTuple):
    said: str
    id: int
    title: str
    slug: str
    until: Any
    at: Any


# A member's own words along the unique keys that begin with them, their answers along entries_newest_of_author.
_TODAY = """
SELECT s.said, q.id, q.title, q.slug, s.until, s.at FROM (
  SELECT 'not for me' AS said, question_id, NULL AS until, at FROM routing_notforme WHERE member_id = %s AND at >= %s
  UNION ALL
  SELECT 'later', question_id, until, at FROM routing_later WHERE member_id = %s AND at >= %s AND until > %s
  UNION ALL
  SELECT 'on it', o.question_id, o.until, o.at FROM routing_takenon o WHERE o.member_id = %s AND o.until > %s
  AND NOT EXISTS (SELECT 1 FROM questions_entry a WHERE a.question_id = o.question_id AND a.kind = 2
    AND a.author_id = o.member_id AND a.deleted_at IS NULL)
  UNION ALL
  SELECT 'answered', a.question_id, NULL, a.created_at FROM questions_entry a
  WHERE a.author_id = %s AND a.kind = 2 AND a.created_at >= %s AND a.deleted_at IS NULL AND (
    EXISTS (SELECT 1 FROM routing_takenon o WHERE o.member_id = a.author_id AND o.question_id = a.question_id)
    OR EXISTS (SELECT 1 FROM routing_told t WHERE t.member_id = a.author_id AND t.question_id = a.question_id)
    OR EXISTS (SELECT 1 FROM routing_fit f WHERE f.member_id = a.author_id AND f.question_id = a.question_id))
) AS s JOIN questions_entry q ON q.id = s.question_id AND q.deleted_at IS NULL
UNION ALL
SELECT 'declined', t.id, t.name, '', d.until, d.at FROM routing_declined d JOIN topics_topic t ON t.id = d.topic_id
WHERE d.member_id = %s AND d.at >= %s
"""
# Beside them, so that it is one query: the titles of questions that a reason names.
_NAMED = """
UNION ALL
SELECT 'named', q.id, q.title, q.slug, NULL, q.created_at FROM questions_entry q
WHERE q.id IN ({ids}) AND q.kind = 1 AND q.deleted_at IS NULL
"""


def find_today(
    member_id: int, *, since: datetime, now: datetime, named: Collection[int] = ()
) -> tuple[list[Done], dict[int, tuple[str, str]]]:
    """What they did since then, the first first, and (title, path) of those `named` questions that everybody may see.

    What they are on stands there until they answer or its day is over, whenever they said so. One query.
    """
    sql = _TODAY + (_NAMED.replace("{ids}", places(list(named))) if named else "")
    one = member_id
    rows = fetch(
        _Row,
        sql,
        [one, since, one, since, now, one, now, one, since, one, since, *named],
    )
    titles = {row.id: (row.title, f"/questions/{row.id}/{row.slug}") for row in rows if row.said == "named"}
    done = [_done(row) for row in rows if row.said != "named"]
    return sorted(done, key=lambda one: (one.at, one.id)), titles


def _done(row: _Row) -> Done:
    at = moment(row.at)
    assert at is not None
    said = Said(row.said)
    path = f"/topics/{row.title}" if said is Said.DECLINED else f"/questions/{row.id}/{row.slug}"
    return Done(said, row.id, row.title, path, moment(row.until), at)
