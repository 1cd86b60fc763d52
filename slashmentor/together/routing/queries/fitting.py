"""What the index found for a member (`Fit`), and what they were told of."""

import math
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, listed, moment
from slashmentor.parts.questions import seals

from ..week import A_WEEKS_TIME
from .items import FIRST, Item, timeliness
from .left_out import LEFT_OUT, left_out

LOOKED_AT = 200  # the best by fit alone; whose time is looked at
HIGHEST = 50.0  # log-odds; beyond them nothing is likelier


class _Row(NamedTuple):
    id: int
    title: str
    slug: str
    topics: Any
    answer_count: int
    is_answered: Any
    created_at: Any
    persona_id: int | None
    score: float | None
    facts: Any
    is_told: Any
    is_first: Any


# A member's fits along routing_fit_once, what they were told of along routing_told_lately, questions by their keys.
_FITTING = f"""
SELECT q.id, q.title, q.slug, q.topic_names, q.answer_count, q.is_answered, q.created_at, q.persona_id,
  f.score, f.facts, f.is_told, EXISTS (SELECT 1 FROM questions_greeting g WHERE g.question_id = q.id)
FROM (
  SELECT f.question_id, f.score, f.facts, EXISTS (
    SELECT 1 FROM routing_told t WHERE t.member_id = %s AND t.question_id = f.question_id AND t.at > %s) AS is_told
  FROM routing_fit f WHERE f.member_id = %s
  UNION ALL
  SELECT t.question_id, NULL, NULL, TRUE FROM routing_told t WHERE t.member_id = %s AND t.at > %s
  AND NOT EXISTS (SELECT 1 FROM routing_fit f WHERE f.member_id = t.member_id AND f.question_id = t.question_id)
) AS f
JOIN questions_entry q ON q.id = f.question_id
WHERE {LEFT_OUT}
ORDER BY f.is_told DESC, f.score DESC, q.id DESC LIMIT {LOOKED_AT}
"""  # noqa: S608 our own words


def find_fitting(member_id: int, *, now: datetime) -> list[Item]:
    """Best first: the chance that they answer it, times how much it waits, first questions before others.

    One query, and one more when some of them are anonymous.
    """
    since = now - A_WEEKS_TIME
    rows = fetch(
        _Row,
        _FITTING,
        [member_id, since, member_id, member_id, since, *left_out(member_id, now)],
    )
    own = seals.theirs_among({row.persona_id for row in rows if row.persona_id is not None}, member_id)
    found = [row for row in rows if row.persona_id not in own]
    found.sort(key=lambda row: (-_worth(row, now), row.answer_count > 0, -row.id))
    return [_item(row) for row in found]


def _worth(row: _Row, now: datetime) -> float:
    created_at = moment(row.created_at)
    assert created_at is not None
    chance = math.exp(min(row.score, HIGHEST)) if row.score is not None else 0.0
    when = timeliness(created_at, answer_count=row.answer_count, is_answered=bool(row.is_answered), now=now)
    return chance * when * (FIRST if row.is_first else 1.0)


def _item(row: _Row) -> Item:
    created_at = moment(row.created_at)
    assert created_at is not None
    return Item(
        id=row.id,
        title=row.title,
        path=f"/questions/{row.id}/{row.slug}",
        topics=tuple(listed(row.topics)),
        answer_count=row.answer_count,
        created_at=created_at,
        is_first=bool(row.is_first),
        is_told=bool(row.is_told),
        facts=tuple(listed(row.facts)),
    )
