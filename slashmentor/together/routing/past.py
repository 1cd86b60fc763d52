"""The past of this instance, as `ranking.history` wants it: who asked what, and when each answer became known."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q

from slashmentor.base.text.fold import plain_text
from slashmentor.parts.questions.models import Entry

from .ranking.history import Answer, Question

AT_ONCE = 500  # questions that are read together: bounds the memory, however long the history is


class _Row(NamedTuple):
    id: int
    asker: int | None
    at: datetime
    title: str
    topics: list[str]
    markup: str


def past(*, most: int | None = None) -> Iterator[Question]:
    """Every question that isn't deleted, in time order; with `most`, no more than so many of the newest.

    Two queries for each `AT_ONCE`. Nobody is known as the asker of an anonymous question. Left out are answers of
    askers to themselves, deleted ones, and those whose author is gone.
    """
    after = _before_the_newest(most) if most is not None else None
    while rows := _next(after):
        answers = _answers(rows)
        for row in rows:
            asked = row.at.timestamp()
            yield Question(
                id=row.id,
                asked=asked,
                title=row.title,
                body=plain_text(row.markup),
                topics=tuple(row.topics),
                asker=row.asker,
                answers=tuple(
                    Answer(member, max(known.timestamp(), asked), plain_text(markup))
                    for member, known, markup in answers[row.id]
                    if member != row.asker
                ),
            )
        after = rows[-1].at, rows[-1].id


def _questions() -> "Q":
    return Q(kind=Entry.Kind.QUESTION, deleted_at=None)


def _before_the_newest(most: int) -> tuple[datetime, int] | None:
    """The last question that is too old; None when there are no more than `most`."""
    newest = Entry.objects.filter(_questions()).order_by("-created_at", "-id")  # index q_new
    return newest.values_list("created_at", "id")[most : most + 1].first()


def _next(after: tuple[datetime, int] | None) -> list[_Row]:
    found = Entry.objects.filter(_questions()).order_by("created_at", "id")  # index q_new, backwards
    if after is not None:
        at, last = after
        found = found.filter(created_at__gte=at).filter(Q(created_at__gt=at) | Q(id__gt=last))
    columns = found.values_list("id", "author_id", "created_at", "title", "topic_names", "body_html")
    return [_Row(*values) for values in columns[:AT_ONCE]]


def _answers(rows: list[_Row]) -> dict[int, list[tuple[int, datetime, str]]]:
    """By question, each with who wrote it, when and what; oldest first."""
    found: dict[int, list[tuple[int, datetime, str]]] = defaultdict(list)
    answers = (
        Entry.objects.filter(kind=Entry.Kind.ANSWER, deleted_at=None, question__in=[row.id for row in rows])
        .exclude(author=None)
        .order_by("question_id", "created_at", "id")  # index answers_by_time
        .values_list("question_id", "author_id", "created_at", "body_html")
    )
    for question_id, member, at, markup in answers:
        found[question_id].append((member, at, markup))
    return found
