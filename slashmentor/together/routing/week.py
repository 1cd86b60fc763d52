"""How much of somebody's week is used: what they were told of and took on in the last seven days."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, moment, places

from .models import A_WEEK, UNTIL_BACK
from .quiet import is_resting

A_WEEKS_TIME = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """A member's limits, and what of them is used.

    `brought`: questions that they were told of or took on in the last seven days; `done`: those of them that they
    answered or are on now. `since`: when the oldest of them came.
    """

    weekly: int = A_WEEK
    is_asked: bool = True
    quiet_from: time | None = None
    quiet_until: time | None = None
    rests_until: datetime | None = None
    brought: int = 0
    done: int = 0
    since: datetime | None = None
    has_fits: bool = False  # the index has found something for them
    is_learned: bool = False  # the index has looked at all that waits, not at new questions alone

    @property
    def left(self) -> int:
        """How many more may be brought to them."""
        return max(self.weekly - self.brought, 0)

    @property
    def next_place_at(self) -> datetime | None:
        """When the oldest falls out of the seven days; None while nothing is used."""
        return self.since + A_WEEKS_TIME if self.since is not None else None

    def rests(self, now: datetime) -> bool:
        return is_resting(self.rests_until, now=now)

    @property
    def rests_until_back(self) -> bool:
        """Whether the rest has no day on which it ends."""
        return self.rests_until == UNTIL_BACK


class _Row(NamedTuple):
    member_id: int
    weekly: int | None
    is_asked: Any
    quiet_from: Any
    quiet_until: Any
    rests_until: Any
    has_fits: Any
    is_learned: Any
    brought: int
    done: int | None
    since: Any


# Told and taken on of the week along routing_told_lately and routing_taken_on_by; whether it was answered along
# answers_by_time; the rest by their unique keys.
_WEEKS = """
SELECT m.id, w.weekly, w.is_asked, w.quiet_from, w.quiet_until, w.rests_until,
  EXISTS (SELECT 1 FROM routing_fit f WHERE f.member_id = m.id),
  EXISTS (SELECT 1 FROM routing_learned l WHERE l.state = 'in use'), COUNT(b.question_id), SUM(b.is_done), MIN(b.at)
FROM people_member m
LEFT JOIN routing_wishes w ON w.member_id = m.id
LEFT JOIN (
  SELECT one.member_id, one.question_id, MIN(one.at) AS at,
    MAX(CASE WHEN one.until > %s OR EXISTS (
      SELECT 1 FROM questions_entry a WHERE a.question_id = one.question_id AND a.kind = 2
      AND a.author_id = one.member_id AND a.deleted_at IS NULL) THEN 1 ELSE 0 END) AS is_done
  FROM (
    SELECT member_id, question_id, at, until FROM routing_takenon WHERE member_id IN ({ids}) AND at > %s
    UNION ALL
    SELECT member_id, question_id, at, NULL FROM routing_told WHERE member_id IN ({ids}) AND at > %s
  ) AS one GROUP BY one.member_id, one.question_id
) AS b ON b.member_id = m.id
WHERE m.id IN ({ids}) GROUP BY m.id, w.id
"""


def weeks_of(member_ids: Collection[int], *, now: datetime) -> dict[int, Week]:
    """The week of each of these members. One query, however many they are; none for nobody."""
    if not member_ids:
        return {}
    ids, since = list(member_ids), now - A_WEEKS_TIME
    rows = fetch(_Row, _WEEKS.replace("{ids}", places(ids)), [now, *ids, since, *ids, since, *ids])
    return {row.member_id: _week(row) for row in rows}


def week_of(member_id: int, *, now: datetime) -> Week:
    """The week of one member."""
    return weeks_of([member_id], now=now).get(member_id, Week())


def _week(row: _Row) -> Week:
    used = Week(
        brought=row.brought,
        done=row.done or 0,
        since=moment(row.since),
        has_fits=bool(row.has_fits),
        is_learned=bool(row.is_learned),
    )
    if row.weekly is None:  # they said nothing
        return used
    return replace(
        used,
        weekly=row.weekly,
        is_asked=bool(row.is_asked),
        quiet_from=_clock(row.quiet_from),
        quiet_until=_clock(row.quiet_until),
        rests_until=moment(row.rests_until),
    )


def _clock(value: Any) -> time | None:
    """SQLite keeps times of day as text."""
    return time.fromisoformat(value) if isinstance(value, str) else value
