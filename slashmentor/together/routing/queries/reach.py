"""What decides whom a question is brought to, in a fixed number of queries, however many people there are."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from slashmentor.base.rows import fetch, places
from slashmentor.commons.communities.models import Community
from slashmentor.commons.safety.queries.blocks import blocked_with
from slashmentor.parts.questions import seals
from slashmentor.parts.questions.models import Entry

from ..reach import NEIGHBOURS, Candidate, Reach
from ..week import A_WEEKS_TIME, weeks_of

MOST_NEIGHBOURS = 100


class _Id(NamedTuple):
    member_id: int


class _Row(NamedTuple):
    member_id: int
    time_zone: str
    is_here: Any
    has_joined: Any
    at_hand: int


class _Knows(NamedTuple):
    member_id: int
    topic: str
    level: str


# The question's own rows along their unique keys; declined topics along those of the question.
_NEVER = """
SELECT member_id FROM routing_told WHERE question_id = %s
UNION SELECT member_id FROM routing_notforme WHERE question_id = %s
UNION SELECT member_id FROM routing_later WHERE question_id = %s
UNION SELECT member_id FROM routing_takenon WHERE question_id = %s
UNION SELECT to_id FROM routing_invitation WHERE question_id = %s
UNION SELECT author_id FROM questions_entry WHERE question_id = %s AND kind = 2 AND author_id IS NOT NULL
UNION SELECT d.member_id FROM routing_declined d JOIN questions_tagging t ON t.topic_id = d.topic_id
  WHERE t.question_id = %s AND (d.until IS NULL OR d.until > %s)
"""

_REACHES = """
SELECT m.id, m.time_zone,
  CASE WHEN m.is_active AND m.is_claimed AND (m.suspended_until IS NULL OR m.suspended_until <= %s)
    AND (s.suspended_until IS NULL OR s.suspended_until <= %s) THEN 1 ELSE 0 END,
  CASE WHEN s.joined_at IS NULL THEN 0 ELSE 1 END,
  (SELECT COUNT(*) FROM (
    SELECT question_id FROM routing_told WHERE member_id = m.id AND at > %s
    UNION SELECT question_id FROM routing_takenon WHERE member_id = m.id AND at > %s
  ) AS brought JOIN questions_entry q ON q.id = brought.question_id
  WHERE q.answer_count = 0 AND q.deleted_at IS NULL AND q.closed_at IS NULL)
FROM people_member m
LEFT JOIN standing_standing s ON s.member_id = m.id AND s.community_id = %s
WHERE m.id IN ({ids})
"""

# Those above the question's topics and beside them (topic_narrower), and who knows them (expertise_of_topic).
_NEIGHBOURS = """
SELECT x.member_id, t.name, x.level
FROM questions_tagging own JOIN topics_topic o ON o.id = own.topic_id
JOIN topics_topic t ON t.id = o.parent_id OR t.parent_id = o.parent_id
JOIN topics_expertise x ON x.topic_id = t.id AND x.level IN ('can_help', 'expert')
WHERE own.question_id = %s
  AND t.id NOT IN (SELECT topic_id FROM questions_tagging WHERE question_id = %s)
GROUP BY x.member_id, t.name, x.level
ORDER BY CASE x.level WHEN 'expert' THEN 0 ELSE 1 END, x.member_id, t.name
LIMIT %s
"""


def never_told(question: Entry, *, now: datetime) -> set[int]:
    """The ids of those who are never told of this question, whatever their week is like.

    Its asker and those who block them or are blocked; who was told or invited already, is on it, put it off or waved
    it off, wrote an answer, or wants nothing about one of its topics. Who asked anonymously is found among candidates
    (`reaches_of`), without their seal being opened; whom they block counts for nothing, since an absence could tell who
    asked.
    """
    pk = question.pk
    found = {row.member_id for row in fetch(_Id, _NEVER, [pk, pk, pk, pk, pk, pk, pk, now])}
    asker = question.author_id
    return found if asker is None else found | blocked_with(asker) | {asker}


def reaches_of(
    member_ids: Collection[int], question: Entry, *, now: datetime, asker_too: bool = False
) -> dict[int, Reach]:
    """The facts about each of these members, for this question; at most four queries, none for nobody.

    Not about who asked it anonymously, unless `asker_too`. Where there is one community alone everybody belongs to it.
    """
    if question.persona_id is not None and not asker_too:
        member_ids = set(member_ids) - seals.asker_among(question.persona_id, member_ids)
    if not member_ids:
        return {}
    weeks = weeks_of(member_ids, now=now)
    is_alone = not Community.objects.exclude(pk=question.community_id).exists()
    since = now - A_WEEKS_TIME
    rows = fetch(
        _Row,
        _REACHES.format(ids=places(list(member_ids))),
        [now, now, since, since, question.community_id, *member_ids],
    )
    return {
        row.member_id: Reach(
            is_here=bool(row.is_here),
            belongs=is_alone or bool(row.has_joined),
            time_zone=row.time_zone,
            at_hand=row.at_hand,
            week=weeks[row.member_id],
        )
        for row in rows
        if row.member_id in weeks
    }


def neighbours_of(question: Entry, *, without: Collection[int]) -> list[Candidate]:
    """Those who know a topic above the question's or beside them; experts first."""
    return _listed(fetch(_Knows, _NEIGHBOURS, [question.pk, question.pk, MOST_NEIGHBOURS]), without)


def _listed(rows: list[_Knows], without: Collection[int]) -> list[Candidate]:
    """One for each member, by the first row about them."""
    found: dict[int, Candidate] = {}
    for row in rows:
        if row.member_id not in without:
            fact = {"kind": "listed", "topic": row.topic, "level": row.level}
            score = NEIGHBOURS if row.level == "expert" else NEIGHBOURS - 1
            found.setdefault(row.member_id, Candidate(row.member_id, score, (fact,)))
    return list(found.values())
