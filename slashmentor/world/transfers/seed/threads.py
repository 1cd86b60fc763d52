"""Made-up questions with their answers, comments, votes and links, every counter right from the beginning."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from slashmentor.base.bulk import insert
from slashmentor.base.text.fold import excerpt
from slashmentor.base.text.slug import slugify_title
from slashmentor.parts.questions.models import Comment, Entry, Link, Tagging, Vote
from slashmentor.together.search.matching import marks
from slashmentor.together.search.models import Document
from slashmentor.world.transfers.seed.words import Words

_ENTRY = (
    "id", "kind", "community_id", "question_id", "author_id", "body", "body_html", "excerpt", "score", "ups", "downs",
    "comment_count", "created_at", "title", "slug", "topic_names", "answer_count", "is_answered", "accepted_id",
    "accepted_at", "closed_at", "active_at", "views", "bookmark_count",
)  # fmt: skip


@dataclass
class Counts:
    """What the counters elsewhere have to be in the end."""

    questions: Counter[int] = field(default_factory=Counter)  # by community
    answers: Counter[int] = field(default_factory=Counter)
    topics: Counter[tuple[int, int]] = field(default_factory=Counter)  # (topic, community)
    comments: int = 0
    votes: int = 0


@dataclass
class _Rows:
    """Rows on their way to the database."""

    entries: list[tuple[Any, ...]] = field(default_factory=list)
    documents: list[tuple[Any, ...]] = field(default_factory=list)
    taggings: list[tuple[Any, ...]] = field(default_factory=list)
    comments: list[tuple[Any, ...]] = field(default_factory=list)
    votes: list[tuple[Any, ...]] = field(default_factory=list)
    links: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self) -> None:
        insert(Entry, _ENTRY, self.entries)
        insert(Document, ("entry", "marks", "title", "topics", "body"), self.documents)
        insert(
            Tagging,
            ("question", "topic", "community", "created_at", "active_at", "score", "is_answered", "is_open"),
            self.taggings,
        )
        insert(
            Comment,
            ("entry", "community", "author", "body", "body_html", "score", "created_at"),
            self.comments,
        )
        # They bring no points: what people have they brought along (people.py).
        insert(Vote, ("voter", "entry", "author", "value", "cast_at", "pays"), self.votes)
        insert(Link, ("source", "target", "kind", "weight", "at"), self.links)


class Threads:
    """Makes questions one after the other; `first` is the id that the first entry gets."""

    def __init__(
        self,
        words: Words,
        people: list[int],
        communities: list[int],
        topic_ids: dict[str, int],
        *,
        first: int,
        now: datetime,
    ) -> None:
        self.counts = Counts()
        self._words = words
        self._random = words.random
        self._people = people
        # A few people write much, most write little.
        self._weights = [0.0]
        for rank in range(len(people)):
            self._weights.append(self._weights[-1] + 1 / (rank + 20))
        del self._weights[0]
        self._communities = communities
        self._topic_ids = topic_ids
        self._next = first
        self._now = now
        self._questions: list[int] = []

    def make(self, asked: Iterator[datetime], answers: float) -> None:
        """Write a question for each of these times, with so many answers on average."""
        rows = _Rows()
        for at in asked:
            self._question(rows, at, self._how_many(answers))
        rows.write()

    def _question(self, rows: _Rows, at: datetime, many: int) -> None:
        pk = self._id()
        community = self._random.choices(self._communities, weights=(80, 15, 5)[: len(self._communities)])[0]
        names = [self._words.topics[place] for place in self._words.some_topics()]
        author = self._person()
        title = self._words.title()
        given = [self._answer(rows, pk, community, names, at) for _ in range(many)]
        accepted = max(given, key=lambda one: one[1]) if given and self._random.random() < 0.55 else None
        is_answered = accepted is not None or any(score > 0 for _, score, _ in given)
        active = max([at, *(when for _, _, when in given)])
        closed = at + timedelta(hours=8) if self._random.random() < 0.03 else None
        score, ups, downs = self._votes(rows, pk, author, at)
        body, shown = self._words.text()
        rows.entries.append(
            (
                pk, 1, community, None, author, body, shown, excerpt(body), score, ups, downs,
                self._comments(rows, pk, community, at), at, title, slugify_title(title), names, len(given), is_answered,
                accepted and accepted[0], accepted and accepted[2], closed, active,
                int(self._random.paretovariate(0.9) * 20) % 500_000, int(self._random.random() < 0.1),
            )
        )  # fmt: skip
        sign = marks(kind=1, community_id=community, author_id=author, topics=names)
        rows.documents.append((pk, sign, title.lower(), " ".join(names), body))
        for name in names:
            topic = self._topic_ids[name]
            rows.taggings.append((pk, topic, community, at, active, score, is_answered, closed is None))
            self.counts.topics[topic, community] += 1
        self._link(rows, pk, at)
        self._questions.append(pk)
        self.counts.questions[community] += 1

    def _answer(
        self, rows: _Rows, question: int, community: int, names: list[str], asked: datetime
    ) -> tuple[int, int, datetime]:
        """Its id, score and time."""
        pk, author = self._id(), self._person()
        at = min(asked + timedelta(hours=min(self._random.lognormvariate(1.5, 2), 20_000)), self._now)
        score, ups, downs = self._votes(rows, pk, author, at)
        body, shown = self._words.text()
        rows.entries.append(
            (
                pk, 2, community, question, author, body, shown, excerpt(body), score, ups, downs,
                self._comments(rows, pk, community, at), at, "", "", [], 0, False, None, None, None, at, 0, 0,
            )
        )  # fmt: skip
        sign = marks(kind=2, community_id=community, author_id=author, topics=names)
        rows.documents.append((pk, sign, "", "", body))
        self.counts.answers[community] += 1
        return pk, score, at

    def _votes(self, rows: _Rows, pk: int, author: int, at: datetime) -> tuple[int, int, int]:
        """Score, ups and downs."""
        many = min(int(self._random.expovariate(0.4)), len(self._people) - 1)
        voters = {self._person() for _ in range(many)} - {author}
        downs = sum(self._random.random() < 0.08 for _ in voters)
        for number, voter in enumerate(voters):
            value = -1 if number < downs else 1
            rows.votes.append((voter, pk, author, value, at + timedelta(minutes=7 * number + 5), False))
        self.counts.votes += len(voters)
        return len(voters) - 2 * downs, len(voters) - downs, downs

    def _comments(self, rows: _Rows, pk: int, community: int, at: datetime) -> int:
        many = int(self._random.expovariate(0.8))
        for number in range(many):
            text = self._words.remark()
            rows.comments.append(
                (pk, community, self._person(), text, text, number % 3, at + timedelta(hours=number + 1))
            )
        self.counts.comments += many
        return many

    def _link(self, rows: _Rows, pk: int, at: datetime) -> None:
        """To some earlier questions that are alike, and to one in ten that it mentions."""
        if len(self._questions) < 10:
            return
        others = set(self._random.choices(self._questions, k=4))
        rows.links += [(pk, other, Link.Kind.ALIKE.value, self._random.random(), at) for other in others]
        if self._random.random() < 0.1:
            rows.links.append((pk, self._random.choice(self._questions), Link.Kind.LINKED.value, 0, at))

    def _how_many(self, mean: float) -> int:
        # Geometric: many have none or one, a few have dozens.
        many = 0
        while many < 200 and self._random.random() < mean / (1 + mean):
            many += 1
        return many

    def _person(self) -> int:
        return self._random.choices(self._people, cum_weights=self._weights)[0]

    def _id(self) -> int:
        self._next += 1
        return self._next - 1
