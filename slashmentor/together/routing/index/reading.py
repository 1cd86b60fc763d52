"""What the index reads of questions and answers: who, when, on what, and their words; deleted ones never."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet

from slashmentor.base.rows import fetch, moment
from slashmentor.base.text.fold import plain_text
from slashmentor.commons.happenings.models import Happening
from slashmentor.parts.questions.models import Entry

from ..models import Measured
from ..ranking.fading import Floats
from ..ranking.text import TextModel, bag_of
from .packing import pack_bag, pack_vector, unpack_vectors

AT_ONCE = 500  # texts that are held at a time
WINDOW = 1_000  # happenings that may be under way at once

T = TypeVar("T")


class Asked(NamedTuple):
    """A question, without its words."""

    id: int
    asker: int | None
    at: float  # seconds since 1970
    topics: tuple[str, ...]


class Answered(NamedTuple):
    """An answer to somebody else's question."""

    id: int
    question: int
    member: int
    at: float


class Words(NamedTuple):
    """A text as the index keeps it."""

    vector: bytes
    bag: bytes  # of a question


def read_questions(ids: Collection[int] | None = None) -> list[Asked]:
    """All of them, or those of these, in the order in which they were asked; index q_new."""
    found = Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None)
    rows = found if ids is None else found.filter(pk__in=ids)
    columns = rows.order_by("created_at", "pk").values_list("pk", "author_id", "created_at", "topic_names")
    return [
        Asked(pk, asker, at.timestamp(), tuple(topics)) for pk, asker, at, topics in columns.iterator(5000)
    ]


_ANSWERS = """SELECT a.id, a.question_id, a.author_id, a.created_at
FROM questions_entry a JOIN questions_entry q ON q.id = a.question_id
WHERE a.kind = 2 AND a.deleted_at IS NULL AND q.deleted_at IS NULL AND a.author_id IS NOT NULL
  AND (q.author_id IS NULL OR q.author_id <> a.author_id){of}
ORDER BY a.created_at, a.id"""


def read_answers(questions: Collection[int] | None = None) -> list[Answered]:
    """All answers, or those to these questions, in the order in which they were given."""
    of = "" if questions is None else f" AND a.question_id IN ({', '.join(map(str, map(int, questions)))})"
    rows = fetch(_Row, _ANSWERS.format(of=of), [])
    return [Answered(row.id, row.question, row.member, _seconds(row.at)) for row in rows]


class _Row(NamedTuple):
    id: int
    question: int
    member: int
    at: Any


def bags(ids: Sequence[int]) -> dict[int, dict[str, float]]:
    """The words of these posts, as they are now; of an answer, its own only."""
    rows = Entry.objects.filter(pk__in=ids).values_list("pk", "title", "body_html", "topic_names")
    return {pk: bag_of(title, plain_text(markup), topics) for pk, title, markup, topics in rows}


def measure(ids: Sequence[int], text: TextModel) -> dict[int, Words]:
    """The words of these posts as they are kept; those that are questions with their bags."""
    rows = Entry.objects.filter(pk__in=ids).values_list("pk", "kind", "title", "body_html", "topic_names")
    found = {}
    for pk, kind, title, markup, topics in rows:
        bag = bag_of(title, plain_text(markup), topics)
        kept = pack_bag(bag) if kind == Entry.Kind.QUESTION else b""
        found[pk] = Words(pack_vector(text.vector(bag)), kept)
    return found


def words(learned_id: int | None, ids: Sequence[int], text: TextModel) -> list[Words]:
    """The same in the order of `ids`, taken from what was measured; what wasn't yet is measured in passing."""
    known = (
        Measured.objects.filter(learned=learned_id, entry__in=ids) if learned_id else Measured.objects.none()
    )
    rows = known.values_list("entry", "vector", "bag")
    found = {pk: Words(bytes(vector), bytes(bag)) for pk, vector, bag in rows}
    if missing := [pk for pk in ids if pk not in found]:
        found |= measure(missing, text)
    nothing = Words(b"\0" * 2 * text.size, pack_bag({}))  # deleted for good a moment ago
    return [found.get(pk, nothing) for pk in ids]


def vectors_of(found: Sequence[Words], size: int) -> Floats:
    """(found, size)"""
    return unpack_vectors([one.vector for one in found], size)


def newest() -> set[int]:
    """Ids of what happened up to now; to be asked before the rows are read."""
    return set(Happening.objects.order_by("-pk").values_list("pk", flat=True)[:WINDOW])


def waiting() -> QuerySet[Entry]:
    """Questions that everybody sees and that wait for a good answer."""
    return Entry.objects.filter(kind=Entry.Kind.QUESTION, deleted_at=None, closed_at=None, is_answered=False)


def portions(things: Sequence[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _seconds(value: Any) -> float:
    at = moment(value)
    assert at is not None
    return at.timestamp()
