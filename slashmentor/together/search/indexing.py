"""Writing the words of entries, people and topics down, where the indexes take them from."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction

from slashmentor.base.text.fold import fold, plain_text
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.models import Entry

from .matching import marks
from .models import Card, Document

# Of a longer text, the beginning is searched; PostgreSQL takes no more than a megabyte of different words.
LONGEST = 100_000
_AT_ONCE = 500


def index_entries(ids: Iterable[int]) -> int:
    """Make these entries' words as they are now: written, or taken out of the index where not listed any more.

    Each 500 are a transaction of their own, unless the caller has one. Returns how many are in the index.
    """
    count = 0
    for some in _portions(ids):
        rows = [
            _Row(*values)
            for values in Entry.objects.listed().filter(pk__in=some).order_by("pk").values_list(*_READ)
        ]
        with transaction.atomic():
            gone = set(some) - {row.pk for row in rows}
            if gone:
                Document.objects.filter(pk__in=gone).delete()
            Document.objects.bulk_create(
                [row.document() for row in rows],
                update_conflicts=True,
                unique_fields=["entry"],
                update_fields=["marks", "title", "topics", "body", "folded"],
            )
        count += len(rows)
    return count


_READ = (
    "pk", "kind", "community_id", "author_id", "title", "topic_names", "body_html", "question__topic_names",
)  # fmt: skip


def index_people(ids: Iterable[int]) -> None:
    """Make these members' cards as they are now; whether one may be found is asked when somebody searches.

    Of a mentor page it is what the directory has of it: nothing, when it isn't to be listed.
    """
    for some in _portions(ids):
        cards = [
            Card(
                member_id=pk,
                title=fold(f"{name} {handle}"),
                body=fold(
                    " ".join(
                        [
                            *(known["topic"] for known in knows),
                            position,
                            affiliation,
                            plain_text(bio_html),
                            offers or "",
                        ]
                    )
                )[:LONGEST],
            )
            for pk, handle, name, position, affiliation, bio_html, knows, offers in Member.objects.filter(
                pk__in=some, is_active=True
            ).values_list(
                "pk",
                "handle",
                "name",
                "position",
                "affiliation",
                "bio_html",
                "knows",
                "offer__listing__words",
            )
        ]
        with transaction.atomic():
            Card.objects.filter(member__in=set(some) - {card.member_id for card in cards}).delete()
            Card.objects.bulk_create(
                cards, update_conflicts=True, unique_fields=["member"], update_fields=["title", "body"]
            )


def index_topics(ids: Iterable[int]) -> None:
    """Make these topics' cards as they are now: the name, and what each community says about it."""
    for some in _portions(ids):
        said: dict[int, list[str]] = {}
        for topic_id, summary in TopicHere.objects.filter(topic__in=some).values_list("topic", "summary"):
            said.setdefault(topic_id, []).append(summary)
        Card.objects.bulk_create(
            [
                Card(topic_id=pk, title=fold(name), body=fold(" ".join(said.get(pk, ()))))
                for pk, name in Topic.objects.filter(pk__in=some).values_list("pk", "name")
            ],
            update_conflicts=True,
            unique_fields=["topic"],
            update_fields=["title", "body"],
        )


class _Row(NamedTuple):
    """What is read of an entry; an answer's topics are its question's."""

    pk: int
    kind: int
    community_id: int
    author_id: int | None
    title: str
    topic_names: list[str]
    body_html: str
    question_topics: list[str] | None

    def document(self) -> Document:
        body = plain_text(self.body_html)[:LONGEST]
        folded = "" if body.isascii() else fold(body)
        return Document(
            entry_id=self.pk,
            marks=marks(
                kind=self.kind,
                community_id=self.community_id,
                author_id=self.author_id,
                topics=self.question_topics or self.topic_names,
            ),
            title=fold(self.title),
            topics=fold(" ".join(self.topic_names)),
            body=body,
            folded="" if folded == body.lower() else folded,
        )


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    waiting = list(dict.fromkeys(ids))
    for start in range(0, len(waiting), _AT_ONCE):
        yield waiting[start : start + _AT_ONCE]
