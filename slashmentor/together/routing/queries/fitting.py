"""What the index found for a member (`Fit`), and what they were told of."""

import math
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, listed, moment
from slashmentor.parts.questions import seals

from ..week import A_WEEKS_TIME
from .items import FIRST, Item, timeliness
from .left_out import LEFT_OUT, left_out

LOOKED_AT = 100  # the best by fit alone; whose time is looked at
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


_COLUMNS = """q.id, q.title, q.slug, q.topic_names, q.answer_count, q.is_answered, q.created_at, q.persona_id,
  f.score, f.facts"""
_IS_FIRST = "EXISTS (SELECT 1 FROM questions_greeting g WHERE g.question_id = q.id)"
# A walk along routing_fit_best until there are enough; then what they were told of, along routing_told_lately.
_FITTING = f"""
SELECT * FROM (
  SELECT {_COLUMNS}, FALSE, {_IS_FIRST}
  FROM routing_fit f JOIN questions_entry q ON q.id = f.question_id
  WHERE f.member_id = %s AND {LEFT_OUT}
  ORDER BY f.score DESC, f.question_id DESC LIMIT {LOOKED_AT}
) AS fitting
UNION ALL
SELECT * FROM (
  SELECT {_COLUMNS}, TRUE, {_IS_FIRST}
  FROM routing_told t JOIN questions_entry q ON q.id = t.question_id
  LEFT JOIN routing_fit f ON f.member_id = t.member_id AND f.question_id = t.question_id
  WHERE t.member_id = %s AND t.at > %s AND {LEFT_OUT}
) AS told
"""  # noqa: S608 our own words


def find_fitting(member_id: int, *, now: datetime) -> list[Item]:
    """Best first: the chance that they answer it, times how much it waits, first questions before others.

    One query, and one more when some of them are anonymous.
    """
    rest = left_out(member_id, now)
    rows = fetch(_Row, _FITTING, [member_id, *rest, member_id, now - A_WEEKS_TIME, *rest])
    rows = list({row.id: row for row in rows}.values())  # of both kinds, what they were told of counts
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
