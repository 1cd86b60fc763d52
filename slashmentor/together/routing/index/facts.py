"""Why a question fits a member: facts, counted in the database in the moment in which they are written down."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from slashmentor.base.rows import fetch, places
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Expertise, Level, Topic
from slashmentor.parts.questions.models import Entry

from . import Fact
from .profiles import LISTED, endorsed, published

MOST = 3
LATELY = timedelta(days=30)
CLEARLY = 0.5  # log-odds: 1.6 times as likely as others are; less is nothing to speak of


class Speaks(NamedTuple):
    """What the ranking said of one member and one question."""

    member_id: int
    topics: Sequence[str]
    reasons: Mapping[str, float]
    similar: int | None  # the most similar question that they answered


def facts_of(said: Sequence[Speaks], *, now: datetime) -> list[list[Fact]]:
    """For each, at most three facts, the strongest first; none when nothing can be shown. At most seven queries."""
    members = sorted({one.member_id for one in said})
    topics = sorted({topic for one in said for topic in one.topics})
    known = _known(members, topics, now) if members and topics else {}
    there = _there({one.similar for one in said if one.similar is not None})
    answerers = _answerers({one.member_id for one in said if _is_alike(one)})
    return [_strongest(one, known, there, answerers) for one in said]


def _is_alike(one: Speaks) -> bool:
    return one.reasons.get("profile", 0.0) >= CLEARLY


def _strongest(
    one: Speaks,
    known: Mapping[tuple[int, str], list[tuple[float, Fact]]],
    there: Collection[int],
    answerers: Collection[int],
) -> list[Fact]:
    on_topics = [weighed for topic in one.topics for weighed in known.get((one.member_id, topic), ())]
    whole = sum(weight for weight, _fact in on_topics)
    lift = max(one.reasons.get("topics", 0.0), one.reasons.get("listed", 0.0), CLEARLY)
    found = [(lift * weight / whole, fact) for weight, fact in on_topics]
    if one.similar in there and one.reasons.get("similar", 0.0) >= CLEARLY:
        found.append((one.reasons["similar"], {"kind": "similar", "question": one.similar}))
    if _is_alike(one):
        # Until somebody has answered, the ranking takes what they list and published for it.
        found.append((one.reasons["profile"], {"kind": "words" if one.member_id in answerers else "profile"}))
    found.sort(key=lambda weighed: -weighed[0])
    return [fact for _weight, fact in found[:MOST]]


def _known(
    members: Sequence[int], topics: Sequence[str], now: datetime
) -> dict[tuple[int, str], list[tuple[float, Fact]]]:
    """By member and topic, all facts with how much they weigh beside each other."""
    found: dict[tuple[int, str], list[tuple[float, Fact]]] = defaultdict(list)
    for member, topic, count, lately in _answered(members, topics, now):
        fact: Fact = {"kind": "answered", "topic": topic, "count": count, "lately": lately}
        found[member, topic].append((float(count), fact))
    rows = Expertise.objects.filter(member__in=members, topic__name__in=topics)
    for member, topic, level in rows.values_list("member", "topic__name", "level"):
        found[member, topic].append(
            (LISTED[Level(level)], {"kind": "listed", "topic": topic, "level": level})
        )
    for member, topic, count, _weight in published(members, topics):
        found[member, topic].append((1.0, {"kind": "published", "topic": topic, "count": count}))
    for member, topic, count in endorsed(members, topics):
        found[member, topic].append((float(count), {"kind": "endorsed", "topic": topic, "count": count}))
    return found


class _Answered(NamedTuple):
    member: int
    topic: str
    questions: int
    lately: int


def _answered(members: Sequence[int], topics: Sequence[str], now: datetime) -> list[_Answered]:
    """How many questions of others on a topic each answered; along entries_newest_of_author and tagging_once."""
    names = dict(Topic.objects.filter(name__in=topics).values_list("pk", "name"))
    if not names:
        return []
    rows = fetch(
        _Row,
        f"""SELECT a.author_id, g.topic_id, COUNT(DISTINCT a.question_id),
          COUNT(DISTINCT CASE WHEN a.created_at >= %s THEN a.question_id END)
        FROM people_member m
        CROSS JOIN questions_entry a
        CROSS JOIN questions_tagging g
        CROSS JOIN questions_entry q
        WHERE m.id IN ({places(members)}) AND a.author_id = m.id AND a.kind = 2 AND a.deleted_at IS NULL
          AND g.question_id = a.question_id AND g.topic_id IN ({places(list(names))}) AND g.is_listed
          AND q.id = a.question_id AND (q.author_id IS NULL OR q.author_id <> a.author_id)
        GROUP BY a.author_id, g.topic_id""",  # noqa: S608 - our own words
        [connection.ops.adapt_datetimefield_value(now - LATELY), *members, *names],
    )
    return [_Answered(row.member, names[row.topic], row.questions, row.lately) for row in rows]


class _Row(NamedTuple):
    member: int
    topic: int
    questions: int
    lately: int


def _answerers(members: Collection[int]) -> set[int]:
    """Those of them who answered somebody else."""
    if not members:
        return set()
    answers = Entry.objects.filter(author=OuterRef("pk"), kind=Entry.Kind.ANSWER, deleted_at=None)
    of_others = answers.filter(Q(question__author=None) | ~Q(question__author=OuterRef("pk")))
    return set(Member.objects.filter(Exists(of_others), pk__in=members).values_list("pk", flat=True))


def _there(questions: Collection[int]) -> set[int]:
    """Those of them that everybody can read."""
    if not questions:
        return set()
    return set(Entry.objects.filter(pk__in=questions, deleted_at=None).values_list("pk", flat=True))
