"""Which questions a member may be the right one for, while the index has found nothing for them.

What the member lists and what they answered before, rare topics counting more than common ones; unanswered questions
first among equals. Everything here is read at request time in three queries, whose number depends neither on how much
the member knows nor on how much is asked.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from slashmentor.base.rows import fetch
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Level
from slashmentor.parts.questions import seals
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.queries.lists import ListRow, find_by_ids

from .items import FIRST, FRESH, LATELY, Item, timeliness
from .left_out import LEFT_OUT, left_out

# What listing a topic says about answering on it, in the strength of so many answers.
LISTED = {Level.EXPERT: 4.0, Level.CAN_HELP: 2.5, Level.LEARNING: 0.5}
ANSWERS_READ = 200  # newest answers of a member that tell what they answer on
TOPICS_USED = 24  # the strongest of the topics that a member knows
WAITING, RECENT = 25, 15  # questions of a topic: those without a good answer, those of the last fortnight
OLDEST = timedelta(days=365)


@dataclass
class Knowledge:
    """What a member knows, topic by topic, as far as this instance can tell."""

    levels: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    lately: Counter[str] = field(default_factory=Counter)  # of those answers, the ones of the last month

    def strength(self, topic: str) -> float:
        """≥ 0. Answers count with diminishing returns; votes on them never do."""
        listed = LISTED[Level(self.levels[topic])] if topic in self.levels else 0.0
        return listed + 2 * math.log1p(self.answers[topic])

    def topics(self) -> list[str]:
        known = set(self.levels) | set(self.answers)
        return sorted(known, key=lambda topic: (-self.strength(topic), topic))[:TOPICS_USED]


def knowledge_of(member: Member, *, now: datetime) -> Knowledge:
    """What the member lists, and what their newest answers were about. One query."""
    knowledge = Knowledge(levels={item["topic"]: item["level"] for item in member.knows})
    answered = (
        Entry.objects.filter(author=member, kind=Entry.Kind.ANSWER, deleted_at=None)
        .order_by("-created_at", "-id")  # index entries_newest_of_author
        .values_list("question__topic_names", "question__author_id", "created_at")[:ANSWERS_READ]
    )
    for names, asker, at in answered:
        if asker == member.pk:
            continue  # answering oneself says nothing about helping others
        knowledge.answers.update(names)
        knowledge.lately.update(names if at > now - LATELY else ())
    return knowledge


def guess_fitting(member: Member, *, now: datetime, most: int) -> list[Item]:
    """The questions this member may be the right one for, best first, at most `most`.

    Left out is what LEFT_OUT leaves out, and what is older than a year. Three queries, and one more when some of them
    are anonymous.
    """
    knowledge = knowledge_of(member, now=now)
    strengths = {topic: knowledge.strength(topic) for topic in knowledge.topics()}
    if not strengths:
        return []
    candidates = _candidates(member, list(strengths), now)
    found: dict[int, list[str]] = {}
    for row in candidates:
        found.setdefault(row.question_id, []).append(row.topic)
    first = {row.question_id for row in candidates if row.is_first}
    # A topic on half of all candidates tells little, a rare one much.
    spread = Counter(topic for names in found.values() for topic in names)
    weights = {
        topic: strengths[topic] * math.log(1 + (len(found) + 1) / count) for topic, count in spread.items()
    }
    fits = {question_id: sum(weights[name] for name in names) for question_id, names in found.items()}
    # Fit alone chooses whose time is looked at: four times as many as are shown.
    best = sorted(fits, key=lambda question_id: (-fits[question_id], -question_id))[: most * 4]
    rows = find_by_ids(best)
    worth = {
        question.id: fits[question.id]
        * timeliness(
            question.created_at,
            answer_count=question.answer_count,
            is_answered=bool(question.is_answered),
            now=now,
        )
        * (FIRST if question.id in first else 1.0)
        for question in rows
    }
    rows.sort(key=lambda question: (-worth[question.id], -question.id))
    return [
        _item(question, _facts(found[question.id], knowledge, weights), is_first=question.id in first)
        for question in rows[:most]
    ]


def _candidates(member: Member, topics: Sequence[str], now: datetime) -> list["_Found"]:
    """Ids of open questions of the last year on these topics, each with those of its topics that are known.

    For each topic the newest that wait for a good answer, and the newest of the last fortnight: a short walk
    along t_unanswered and one along t_new, however large the topic is.
    """
    walk = _side_by_side if connection.vendor == "postgresql" else _one_by_one
    walks, params = walk(topics, now)
    rows = fetch(
        _Found,
        f"""SELECT DISTINCT found.question_id, found.name, q.persona_id,
          EXISTS (SELECT 1 FROM questions_greeting g WHERE g.question_id = q.id)
        FROM ({walks}) AS found JOIN questions_entry q ON q.id = found.question_id WHERE {LEFT_OUT}""",  # noqa: S608 our own words
        [*params, *left_out(member.pk, now)],
    )
    own = seals.theirs_among({row.persona_id for row in rows if row.persona_id is not None}, member.pk)
    return [row for row in rows if row.persona_id not in own]


class _Found(NamedTuple):
    question_id: int
    topic: str
    persona_id: int | None
    is_first: Any


_WALK = """SELECT question_id FROM questions_tagging
 WHERE topic_id = {topic} AND is_listed AND is_open{waiting} AND created_at >= %s
 ORDER BY created_at DESC, question_id DESC LIMIT {most}"""


def _one_by_one(topics: Sequence[str], now: datetime) -> tuple[str, list[Any]]:
    """For SQLite, which knows no LATERAL, and takes no time to plan: two walks for each topic."""
    walks, params = [], []
    topic = "(SELECT id FROM topics_topic WHERE name = %s)"
    for number, name in enumerate(topics):
        for kind, waiting, most, oldest in _kinds(now):
            walk = _WALK.format(topic=topic, waiting=waiting, most=most)
            walks.append(f"SELECT question_id, %s AS name FROM ({walk}) AS {kind}{number}")  # noqa: S608 our own words
            params += [name, name, oldest]
    return " UNION ALL ".join(walks), params


def _side_by_side(topics: Sequence[str], now: datetime) -> tuple[str, list[Any]]:
    """For PostgreSQL, which plans the two walks once for all topics; planning 48 took it 20 ms and more."""
    walks = [
        _WALK.format(topic="t.id", waiting=waiting, most=most) for _kind, waiting, most, _old in _kinds(now)
    ]
    return (
        f"""SELECT walked.question_id, t.name FROM topics_topic t
        CROSS JOIN LATERAL (({") UNION ALL (".join(walks)})) AS walked WHERE t.name = ANY(%s)""",  # noqa: S608 our own words
        [*(oldest for _kind, _waiting, _most, oldest in _kinds(now)), list(topics)],
    )


def _kinds(now: datetime) -> list[tuple[str, str, int, datetime]]:
    """The two walks: a letter, what else the questions have to be, how many of them, and since when."""
    return [("w", " AND NOT is_answered", WAITING, now - OLDEST), ("r", "", RECENT, now - 2 * FRESH)]


def _facts(
    names: Iterable[str], knowledge: Knowledge, weights: Mapping[str, float]
) -> tuple[dict[str, Any], ...]:
    """The two topics that speak most for them, the stronger first."""
    strongest = sorted(names, key=lambda name: (-weights[name], name))[:2]
    return tuple(
        {
            "kind": "answered",
            "topic": name,
            "count": knowledge.answers[name],
            "lately": knowledge.lately[name],
        }
        if knowledge.answers[name]
        else {"kind": "listed", "topic": name, "level": knowledge.levels[name]}
        for name in strongest
    )


def _item(question: ListRow, facts: tuple[dict[str, Any], ...], *, is_first: bool) -> Item:
    return Item(
        id=question.id,
        title=question.title,
        path=question.path,
        topics=tuple(question.topics),
        answer_count=question.answer_count,
        created_at=question.created_at,
        is_first=is_first,
        facts=facts,
    )
