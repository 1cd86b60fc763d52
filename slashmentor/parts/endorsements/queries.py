"""What is said of whom: for their page, as evidence, and who could be asked for it."""

from typing import NamedTuple

from django.db.models import Count, Min

from slashmentor.base.rows import fetch, json_list, json_rows
from slashmentor.commons.people.models import Member
from slashmentor.parts.questions.models import Entry

from .models import Endorsement, EndorsementQuerySet

ON_THE_PAGE = 3  # of the newest, on a member's page
MOST_TOPICS = 40  # to choose from
OF_MINE = 200  # of one's newest questions, whose answers are looked through

# As `standing` of the QuerySet has it, for x (an endorsement), m (whom it is about), b (who gave it), a and q (the
# answer and its question).
_STANDING = """x.hidden_at IS NULL AND x.removed_at IS NULL AND b.is_active AND m.is_active AND m.shows_activity
  AND a.deleted_at IS NULL AND q.deleted_at IS NULL AND a.author_id = x.member_id"""
_JOINED = """endorsements_endorsement x
  JOIN people_member m ON m.id = x.member_id JOIN people_member b ON b.id = x.by_id
  JOIN questions_entry a ON a.id = x.entry_id JOIN questions_entry q ON q.id = a.question_id"""


class Endorsed(NamedTuple):
    """How many people say on one topic that a member's answers helped them."""

    member_id: int
    people: int


class Said(NamedTuple):
    """What one person says of one answer, on however many topics."""

    first: Endorsement
    topics: list[str]

    @property
    def is_hidden(self) -> bool:
        return self.first.hidden_at is not None


class Words(NamedTuple):
    """The same in short, for their page."""

    words: str
    name: str
    handle: str


class Helped(NamedTuple):
    """An answer that somebody gave the reader, who could say what it helped with."""

    id: int
    title: str


# Nobody is led to somebody whom they block, or who blocks them.
_NO_BLOCK = """NOT EXISTS (SELECT 1 FROM safety_block k
    WHERE (k.by_id = a.author_id AND k.member_id = {0}) OR (k.by_id = {0} AND k.member_id = a.author_id))"""


def find_own(by: Member, answer: Entry) -> list[Endorsement]:
    """What somebody says of an answer: one row for each topic, the removed ones too."""
    return list(Endorsement.objects.filter(by=by, entry=answer).order_by("pk"))


def endorsed(members: str, topics: str) -> str:
    """SQL: how many people say of each of these members that they helped, on each of these topics; along endorsed_on.

    Rows of member, topic and the list of handle, topic's name and people. Of whoever doesn't show what they did here
    it knows nothing.
    """
    people = json_list("m.handle", "t.name", "COUNT(DISTINCT x.by_id)")
    return f"""SELECT x.member_id, x.topic_id, {people}
        FROM {_JOINED} JOIN topics_topic t ON t.id = x.topic_id
        WHERE x.member_id IN ({members}) AND x.topic_id IN ({topics}) AND {_STANDING}
        GROUP BY x.member_id, x.topic_id, m.handle, t.name"""  # noqa: S608 - our own words and numbers


def find_most_endorsed(topic: int, *, most: int) -> list[Endorsed]:
    """Of whom most people say it on a topic. One query."""
    return fetch(
        Endorsed,
        f"""SELECT x.member_id, COUNT(DISTINCT x.by_id) FROM {_JOINED}
        WHERE x.topic_id = %s AND {_STANDING}
        GROUP BY x.member_id ORDER BY 2 DESC, 1 LIMIT %s""",  # noqa: S608 - our own words
        [topic, most],
    )


class SaidOf:
    """What is said of a member, the newest first, to be leafed through; `with_hidden`: as they see it themselves."""

    def __init__(self, member: Member, *, topic: str = "", with_hidden: bool = False) -> None:
        rows = EndorsementQuerySet(Endorsement).filter(member=member)
        self._rows = rows.in_sight() if with_hidden else rows.standing()
        self._topic = topic

    def __getitem__(self, part: slice) -> list[Said]:
        """Three queries for however many."""
        found = self._rows.filter(topic__name=self._topic) if self._topic else self._rows
        pairs = found.values("by", "entry").annotate(first=Min("pk")).order_by("-first")[part]
        firsts = [pair["first"] for pair in pairs]
        rows = Endorsement.objects.select_related("by__picture", "entry__question").in_bulk(firsts)
        topics: dict[tuple[int, int], list[str]] = {}
        same = self._rows.filter(entry__in={one.entry_id for one in rows.values()}).order_by("pk")
        for by, entry, name in same.values_list("by", "entry", "topic__name"):
            topics.setdefault((by, entry), []).append(name)
        return [Said(rows[first], topics[rows[first].by_id, rows[first].entry_id]) for first in firsts]

    def topics(self) -> list[tuple[str, int]]:
        """On which topics, and how many people on each, the most first."""
        counted = self._rows.values_list("topic__name").annotate(people=Count("by", distinct=True))
        return list(counted.order_by("-people", "topic__name")[:MOST_TOPICS])


def newest_said(member_id: int) -> str:
    """SQL for the newest words about a member as one JSON text: a list of words, and whose they are."""
    return json_rows(
        Words,
        f"""SELECT x.words, CASE WHEN b.name <> '' THEN b.name ELSE b.handle END AS name, b.handle
        FROM {_JOINED}
        WHERE x.id IN (SELECT MIN(id) FROM endorsements_endorsement WHERE member_id = {member_id:d} GROUP BY by_id, entry_id)
          AND {_STANDING} ORDER BY x.id DESC LIMIT {ON_THE_PAGE}""",  # noqa: S608 - our own words and numbers
    )


def find_helped(reader: int, by: int) -> Helped | None:
    """The newest answer of `by` to a question that bears the reader's name, of which they said nothing. One query.

    From the reader's questions, which are few, to their answers: a member may have given thousands. (The + keeps SQLite
    from walking those once for each question.)
    """
    found = fetch(
        Helped,
        f"""SELECT a.id, q.title
        FROM (SELECT id, title FROM questions_entry WHERE author_id = %s AND kind = 1 AND deleted_at IS NULL
              ORDER BY created_at DESC, id DESC LIMIT {OF_MINE}) AS q
        CROSS JOIN questions_entry a
        WHERE a.question_id = q.id AND a.kind = 2 AND +a.author_id = %s AND a.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM endorsements_endorsement x WHERE x.by_id = %s AND x.entry_id = a.id)
          AND NOT EXISTS (SELECT 1 FROM endorsements_declined d WHERE d.member_id = %s AND d.question_id = q.id)
          AND {_NO_BLOCK.format("%s")}
        ORDER BY a.id DESC LIMIT 1""",  # noqa: S608 - our own words
        [reader, by, reader, reader, reader, reader],
    )
    return found[0] if found else None


def find_asked(member: int, question: int) -> tuple[str, list[int]]:
    """SQL for the answer that the asker found most helpful, and its author's name: asked about once for a question.

    The accepted one, else the one that they found useful first; none once they said something of any answer here, or
    declined to.
    """
    return (
        f"""SELECT 'asked', id, 1, name FROM (
          SELECT a.id, CASE WHEN m.name <> '' THEN m.name ELSE m.handle END AS name
          FROM questions_entry q
          JOIN questions_entry a ON a.question_id = q.id AND a.kind = 2 AND a.deleted_at IS NULL
          JOIN people_member m ON m.id = a.author_id
          LEFT JOIN questions_vote v ON v.entry_id = a.id AND v.voter_id = %s AND v.value = 1
          WHERE q.id = %s AND q.author_id = %s AND q.deleted_at IS NULL AND a.author_id <> q.author_id
            AND m.is_active AND (q.accepted_id = a.id OR v.id IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM endorsements_endorsement x JOIN questions_entry e ON e.id = x.entry_id
              WHERE x.by_id = q.author_id AND e.question_id = q.id)
            AND NOT EXISTS (SELECT 1 FROM endorsements_declined d
              WHERE d.member_id = q.author_id AND d.question_id = q.id)
            AND {_NO_BLOCK.format("q.author_id")}
          ORDER BY CASE WHEN q.accepted_id = a.id THEN 0 ELSE 1 END, v.id, a.id LIMIT 1
        ) AS helped""",  # noqa: S608 - our own words
        [member, question, member],
    )


def find_given(member: int, question: int) -> tuple[str, list[int]]:
    """SQL for the answers to a question of which a member says that they helped."""
    return (
        """SELECT DISTINCT 'given', x.entry_id, 1, NULL FROM endorsements_endorsement x
          JOIN questions_entry a ON a.id = x.entry_id
          WHERE x.by_id = %s AND a.question_id = %s AND x.removed_at IS NULL""",
        [member, question],
    )
