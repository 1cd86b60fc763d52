"""Reads of topics that pages repeat often: plain SQL, one query each."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Exists, F, Min, Model, OuterRef, Q, QuerySet, Value

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member, initials_of

from .models import Description, Expertise, Level, Synonym, Topic, TopicHere

MOST_WAITING = 30  # on a page
KNOWERS = 5  # people beside a topic
NARROWER = 24  # topics below one, on its page
DEEPEST = 8  # steps from a topic to the broadest one

_DESCRIBED = ~Q(summary="") | ~Q(wiki="")


class Here(NamedTuple):
    """A topic in one community."""

    community_slug: str
    community_name: str
    summary: str
    wiki_html: str
    question_count: int
    edited: bool


class Knower(NamedTuple):
    """Somebody who lists a topic."""

    handle: str
    name: str
    position: str
    level: str

    @property
    def shown_name(self) -> str:
        return self.name or self.handle

    @property
    def initials(self) -> str:
        return initials_of(self.shown_name)

    @property
    def level_words(self) -> str:
        return str(Level(self.level).label)


class Related(NamedTuple):
    """A topic above or below another one."""

    name: str
    label: str

    @property
    def in_full(self) -> str:
        return self.label or self.name


class TopicPage(NamedTuple):
    id: int
    name: str
    question_count: int
    here: list[Here]
    people: list[Knower]
    also: list[str]  # its other names
    coming: list[
        tuple[str, int]
    ]  # topics that are being merged into it, with the questions that are still theirs
    leads_to: str  # the topic whose other name this is, else ""
    label: str = ""
    summary: str = ""  # what its vocabulary says it is; a community's own words go before
    broader: list[Related] = []  # the broadest first
    narrower: list[Related] = []  # most used first


_PAGE = f"""
WITH RECURSIVE up(id, steps) AS (
  SELECT parent_id, 1 FROM topics_topic WHERE name = %s AND parent_id IS NOT NULL UNION ALL
  SELECT t.parent_id, up.steps + 1 FROM topics_topic t JOIN up ON t.id = up.id
  WHERE t.parent_id IS NOT NULL AND up.steps < {DEEPEST})
SELECT 'here', t.id, t.name, t.question_count, c.slug, c.name, h.summary, h.wiki_html, h.question_count,
  h.edited_at IS NOT NULL
FROM topics_topic t
LEFT JOIN topics_topichere h ON h.topic_id = t.id
LEFT JOIN communities_community c ON c.id = h.community_id
WHERE t.name = %s
UNION ALL SELECT 'also', y.id, y.name, COALESCE(g.question_count, 0), CASE WHEN g.id IS NULL THEN '' ELSE 'coming' END,
  '', '', '', 0, FALSE
FROM topics_synonym y LEFT JOIN topics_topic g ON g.name = y.name
WHERE y.approved AND y.topic_id = (SELECT id FROM topics_topic WHERE name = %s)
UNION ALL SELECT 'leads', t.id, t.name, t.question_count, '', '', '', '', 0, FALSE
FROM topics_synonym y JOIN topics_topic t ON t.id = y.topic_id WHERE y.approved AND y.name = %s
UNION ALL SELECT * FROM (
  SELECT 'person', m.id, m.name, 0, m.handle, m.position, e.level, '', CASE e.level WHEN 'expert' THEN 0 ELSE 1 END,
    m.is_active
  FROM topics_expertise e JOIN people_member m ON m.id = e.member_id
  WHERE e.topic_id = (SELECT id FROM topics_topic WHERE name = %s) AND e.level IN ('expert', 'can_help')
    AND m.is_active AND m.listed
  ORDER BY CASE e.level WHEN 'expert' THEN 0 ELSE 1 END, m.id LIMIT {KNOWERS}
) AS knowers
UNION ALL SELECT 'says', 0, t.label, 0, t.summary, '', '', '', 0, FALSE FROM topics_topic t WHERE t.name = %s
UNION ALL SELECT 'broader', t.id, t.name, 0, t.label, '', '', '', up.steps, FALSE
FROM up JOIN topics_topic t ON t.id = up.id
UNION ALL SELECT * FROM (
  SELECT 'narrower', t.id, t.name, t.question_count, t.label, '', '', '', 0, FALSE FROM topics_topic t
  WHERE t.parent_id = (SELECT id FROM topics_topic WHERE name = %s)
  ORDER BY t.question_count DESC, t.name LIMIT {NARROWER}
) AS below
"""  # noqa: S608 - a number of ours


def find_topic(name: str) -> TopicPage | None:
    """A topic, what it is in each community (most used first), and a few who know it; None when there is none.

    Of another name of a topic no more than where it leads.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, [name] * 7)
        rows = cursor.fetchall()
    topics = [row for row in rows if row[0] == "here"]
    leads_to = next((row[2] for row in rows if row[0] == "leads"), "")
    if leads_to:
        return TopicPage(0, name, 0, [], [], [], [], leads_to)
    if not topics:
        return None
    others = [row for row in rows if row[0] == "also"]
    says = [row for row in rows if row[0] == "says"]
    above = [row for row in rows if row[0] == "broader"]
    here = [
        Here(slug, title, summary, html, count, bool(edited))
        for *_, slug, title, summary, html, count, edited in topics
        if slug
    ]
    people = [
        Knower(handle, name_, position, level)
        for kind, _, name_, _, handle, position, level, *_ in rows
        if kind == "person"
    ]
    return TopicPage(
        id=topics[0][1],
        name=topics[0][2],
        question_count=topics[0][3],
        here=sorted(here, key=lambda one: -one.question_count),
        people=people,
        also=sorted(row[2] for row in others if not row[4]),
        coming=sorted((row[2], row[3]) for row in others if row[4]),
        leads_to="",
        label=says[0][2],
        summary=says[0][4],
        broader=[Related(row[2], row[4]) for row in sorted(above, key=lambda row: -row[8])],
        narrower=[
            Related(row[2], row[4])
            for row in sorted(rows, key=lambda row: (-row[3], row[2]))
            if row[0] == "narrower"
        ],
    )


def find_suggested(community: Community | None = None) -> tuple[list[Description], list[Synonym]]:
    """What waits for those who decide about topics (in one community), the oldest first."""
    descriptions = Description.objects.filter(decided_at=None).select_related(
        "here__topic", "here__community", "by"
    )
    synonyms = Synonym.objects.filter(decided_at=None).select_related("topic", "community", "by")
    if community is not None:
        descriptions = descriptions.filter(here__community=community)
        synonyms = synonyms.filter(community=community)
    return list(descriptions.order_by("pk")[:MOST_WAITING]), list(synonyms.order_by("pk")[:MOST_WAITING])


class HowMany(NamedTuple):
    """Suggestions of one kind that wait in a community, and since when the oldest does."""

    kind: str  # "description" or "synonym"
    community_slug: str
    community_name: str
    number: int
    since: datetime


def find_how_many_wait(communities: Sequence[Community], *, but_of: Member) -> list[HowMany]:
    """What waits in these communities, without somebody's own, the longest first; one query.

    The indexes of both constraints on what isn't decided (description_one_at_a_time, synonym_suggested_once) have it.
    """
    descriptions = _counted(Description, "description", "here__community", communities, but_of)
    synonyms = _counted(Synonym, "synonym", "community", communities, but_of)
    return sorted(
        (HowMany(*row) for row in descriptions.union(synonyms, all=True)), key=lambda row: row.since
    )


def _counted(
    model: type[Model], kind: str, where: str, communities: Sequence[Community], but_of: Member
) -> QuerySet[Any, Any]:
    counted: QuerySet[Any, Any] = (
        model._default_manager.filter(**{"decided_at": None, f"{where}__in": communities})
        .exclude(by=but_of)
        .values(f"{where}__slug", f"{where}__name")
        .annotate(number=Count("pk"), since=Min("at"))
        .values_list(Value(kind), f"{where}__slug", f"{where}__name", "number", "since")
    )
    return counted


def find_names(topic: Topic) -> list[Synonym]:
    """Its other names: those that lead to it, and those that are suggested."""
    rows = topic.synonyms.exclude(approved=False).select_related("by", "community").order_by("name")
    return list(rows[:MOST_WAITING])


def find_synonyms(beginning: str, *, most: int) -> list[tuple[str, str]]:
    """Other names of topics that begin so, each with its topic."""
    rows = Synonym.objects.filter(approved=True, name__startswith=beginning).order_by("name")
    return list(rows.values_list("name", "topic__name")[:most])


def find_topics(*, beginning: str, community: str, start: int, most: int) -> list[Any]:
    """Topics whose name begins so, most used first; within a community when one is given.

    One that only deleted questions have, that nobody described and nobody lists, isn't among them: its name is
    part of what was deleted. One of the vocabulary that nobody used yet is found by its name, and else in the tree.
    """
    if community:
        rows = TopicHere.objects.filter(community__slug=community, topic__name__startswith=beginning)
        return list(
            rows.filter(Q(question_count__gt=0) | _DESCRIBED)
            .order_by("-question_count", "topic_id")
            .values("summary", "question_count", name=F("topic__name"), label=F("topic__label"))[
                start : start + most
            ]
        )
    return list(
        Topic.objects.filter(name__startswith=beginning)
        .filter(
            Q(question_count__gt=0)
            | (~Q(origin="") if beginning else Q(pk=None))
            | Exists(TopicHere.objects.filter(_DESCRIBED, topic=OuterRef("pk")))
            | Exists(
                Expertise.objects.filter(topic=OuterRef("pk"), member__is_active=True, member__listed=True)
            )
        )
        .order_by("-question_count", "name")
        .values("name", "label", "question_count")[start : start + most]
    )


def main_names(names: Sequence[str]) -> list[str]:
    """These names, with its topic's in the place of each synonym; each once, in their order."""
    meant = meant_by(names)
    return list(dict.fromkeys(meant.get(name, name) for name in names))


def meant_by(names: Iterable[str]) -> dict[str, str]:
    """Of these names those that are another name of a topic, with the topic's."""
    rows = Synonym.objects.filter(name__in=list(names), approved=True)
    return dict(rows.values_list("name", "topic__name"))


def is_below(topic: int, other: int) -> bool:
    """Whether `other` is this topic, or stands above it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE up(id, steps) AS (
            SELECT CAST(%s AS bigint), 0 UNION ALL
            SELECT t.parent_id, up.steps + 1 FROM topics_topic t JOIN up ON t.id = up.id
            WHERE t.parent_id IS NOT NULL AND up.steps < {DEEPEST}
            ) SELECT 1 FROM up WHERE id = %s LIMIT 1""",  # noqa: S608 - a number of ours
            [topic, other],
        )
        return cursor.fetchone() is not None
