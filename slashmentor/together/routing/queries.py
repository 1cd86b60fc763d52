"""Which questions a member is the right one for, and why.

A first, explainable version: what the member lists and what they answered before, rare topics counting more
than common ones; unanswered questions first among equals. Everything here is read at request time in three
queries, whose number depends neither on how much the member knows nor on how much is asked.
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
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.queries.lists import ListRow, find_by_ids

# What listing a topic says about answering on it, in the strength of so many answers.
LISTED = {Level.EXPERT: 4.0, Level.CAN_HELP: 2.5, Level.LEARNING: 0.5}
ANSWERS_READ = 200  # newest answers of a member that tell what they answer on
TOPICS_USED = 24  # the strongest of the topics that a member knows
WAITING, RECENT = 25, 15  # questions of a topic: those without a good answer, those of the last fortnight
OLDEST = timedelta(days=365)
FRESH = timedelta(days=7)  # a question half as fresh counts 0.7 as much


@dataclass(frozen=True)
class Reason:
    """One topic that speaks for the member: what they listed it as, and how often they answered on it."""

    topic: str
    level: str
    answers: int
    weight: float


@dataclass(frozen=True)
class Suggestion:
    """A question for somebody, with at most two reasons, the stronger first."""

    question: ListRow
    score: float
    reasons: tuple[Reason, ...]


@dataclass
class Knowledge:
    """What a member knows, topic by topic, as far as this instance can tell."""

    levels: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    useful: Counter[str] = field(default_factory=Counter)  # the sum of those answers' scores, none below 0

    def strength(self, topic: str) -> float:
        """≥ 0. Answers count with diminishing returns, well received ones a little more."""
        answered = self.answers[topic]
        listed = LISTED[Level(self.levels[topic])] if topic in self.levels else 0.0
        liked = self.useful[topic] / answered if answered else 0.0
        return listed + 2 * math.log1p(answered) * (1 + 0.25 * math.log1p(liked))

    def topics(self) -> list[str]:
        known = set(self.levels) | set(self.answers)
        return sorted(known, key=lambda topic: (-self.strength(topic), topic))[:TOPICS_USED]


def knowledge_of(member: Member) -> Knowledge:
    """What the member lists, and what their newest answers were about. One query."""
    knowledge = Knowledge(levels={item["topic"]: item["level"] for item in member.knows})
    answered = (
        Entry.objects.filter(author=member, kind=Entry.Kind.ANSWER, deleted_at=None)
        .order_by("-created_at", "-id")  # index entries_newest_of_author
        .values_list("question__topic_names", "score", "question__author_id")[:ANSWERS_READ]
    )
    for names, score, asker in answered:
        if asker == member.pk:
            continue  # answering oneself says nothing about helping others
        knowledge.answers.update(names)
        knowledge.useful.update(dict.fromkeys(names, max(score, 0)))
    return knowledge


def for_you(member: Member, *, now: datetime, most: int = 7) -> list[Suggestion]:
    """The questions this member is the right one for, best first, at most `most`. Three queries.

    Left out: their own, those they answered or waved off, closed and deleted ones, those older than a year.
    """
    knowledge = knowledge_of(member)
    strengths = {topic: knowledge.strength(topic) for topic in knowledge.topics()}
    if not strengths:
        return []
    found = _candidates(member, list(strengths), now)
    # A topic on half of all candidates tells little, a rare one much.
    spread = Counter(topic for names in found.values() for topic in names)
    weights = {
        topic: strengths[topic] * math.log(1 + (len(found) + 1) / count) for topic, count in spread.items()
    }
    fits = {question_id: sum(weights[name] for name in names) for question_id, names in found.items()}
    # Fit alone chooses whose time is looked at: four times as many as are shown.
    best = sorted(fits, key=lambda question_id: (-fits[question_id], -question_id))[: most * 4]
    suggestions = [
        Suggestion(
            question,
            fits[question.id] * _timeliness(question, now),
            _reasons(found[question.id], knowledge, weights),
        )
        for question in find_by_ids(best)
        if question.handle != member.handle
    ]
    suggestions.sort(key=lambda suggestion: (-suggestion.score, -suggestion.question.id))
    return suggestions[:most]


def _candidates(member: Member, topics: Sequence[str], now: datetime) -> dict[int, list[str]]:
    """Ids of open questions of the last year on these topics, each with those of its topics that are known.

    For each topic the newest that wait for a good answer, and the newest of the last fortnight: a short walk
    along t_unanswered and one along t_new, however large the topic is.
    """
    walk = _side_by_side if connection.vendor == "postgresql" else _one_by_one
    walks, params = walk(topics, now)
    rows = fetch(
        _Found,
        f"""SELECT DISTINCT question_id, name FROM ({walks}) AS found
        WHERE question_id NOT IN (SELECT question_id FROM routing_notforme WHERE member_id = %s)
        AND question_id NOT IN (SELECT question_id FROM questions_entry
          WHERE author_id = %s AND kind = 2 AND question_id IS NOT NULL)""",  # noqa: S608 our own words
        [*params, member.pk, member.pk],
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row.question_id, []).append(row.topic)
    return found


class _Found(NamedTuple):
    question_id: int
    topic: str


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


def _timeliness(question: ListRow, now: datetime) -> float:
    """1 for a question asked just now that nobody answered; less when it is older or has answers already."""
    age = max((now - question.created_at) / FRESH, 0)
    waiting = 1.0 if question.answer_count == 0 else 0.35 if question.is_answered else 0.6
    return waiting / math.sqrt(1 + age)


def _reasons(names: Iterable[str], knowledge: Knowledge, weights: Mapping[str, float]) -> tuple[Reason, ...]:
    strongest = sorted(names, key=lambda name: (-weights[name], name))[:2]
    return tuple(
        Reason(name, knowledge.levels.get(name, ""), knowledge.answers[name], weights[name])
        for name in strongest
    )
