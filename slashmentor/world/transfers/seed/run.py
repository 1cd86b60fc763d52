"""Filling a scratch database, in portions of one transaction each."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from slashmentor.base.bulk import insert, update
from slashmentor.base.errors import Invalid
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic, TopicHere
from slashmentor.parts.questions.hot import warm_up
from slashmentor.parts.questions.models import Entry
from slashmentor.together.search.actions.count import count_common_words
from slashmentor.together.search.models import Card
from slashmentor.world.transfers.seed.people import make_people
from slashmentor.world.transfers.seed.threads import Threads
from slashmentor.world.transfers.seed.words import Words

_COMMUNITIES = (("academia", "Academia"), ("chemistry", "Chemistry"), ("open-data", "Open Data"))
_TOPICS = 2_000
_ANSWERS = 2.2  # for each question, as on Academia Stack Exchange
_PORTION = 1_000
_YEARS = 8


def quiet(sentence: str) -> None:
    """Tell nobody."""


def seed(
    *, questions: int, members: int, progress: Callable[[str], None] = quiet, now: datetime | None = None
) -> dict[str, int]:
    """Write so many made-up questions (with 2.2 answers each) and members; how much came in.

    The same numbers make the same community. Raises Invalid when somebody wrote here already: it would be lost
    among the made-up ones.
    """
    if Entry.objects.exists():
        raise Invalid(
            "There are questions in this database. Take an empty one: SLASHMENTOR_DATA=/tmp/scratch …"
        )
    now = now or timezone.now()
    begun = time.perf_counter()
    words = Words(seed=1)
    _hurry()
    with transaction.atomic():
        communities = [_community(slug, name, now) for slug, name in _COMMUNITIES]
        topics = _topics(words, now)
        people = make_people(members, words, communities, topics, now=now)
    progress(f"{members:,} members")
    threads = Threads(
        words, people or _somebody(now), [one.pk for one in communities], topics, first=1, now=now
    )
    times = iter(_times(questions, words, now))
    done = 0
    while portion := list(islice(times, _PORTION)):
        with transaction.atomic():
            threads.make(iter(portion), _ANSWERS)
        done += len(portion)
        if done % 5_000 == 0 or done == questions:
            progress(f"{done:,} of {questions:,} questions, {time.perf_counter() - begun:.0f} s")
    with transaction.atomic():
        _count(threads, communities)
        warm_up(now=now)
    _settle()
    count_common_words()
    counts = threads.counts
    return {
        "questions": counts.questions.total(),
        "answers": counts.answers.total(),
        "members": members,
        "comments": counts.comments,
        "votes": counts.votes,
    }


def _times(count: int, words: Words, now: datetime) -> list[datetime]:
    """When questions were asked: over eight years, ever more of them."""
    shares = sorted(words.random.random() ** 0.6 for _ in range(count))
    span = timedelta(days=365 * _YEARS)
    return [now - span * (1 - share) for share in shares]


def _community(slug: str, name: str, now: datetime) -> Community:
    community, _ = Community.objects.get_or_create(
        slug=slug, defaults={"name": name, "created_at": now - timedelta(days=365 * _YEARS)}
    )
    return community


def _topics(words: Words, now: datetime) -> dict[str, int]:
    names = words.make_topics(_TOPICS)
    known = set(Topic.objects.filter(name__in=names).values_list("name", flat=True))
    insert(Topic, ("name", "created_at"), [(name, now) for name in names if name not in known])
    ids = dict(Topic.objects.filter(name__in=names).values_list("name", "pk"))
    indexed = set(Card.objects.filter(topic__in=ids.values()).values_list("topic_id", flat=True))
    insert(Card, ("topic", "title"), [(pk, name) for name, pk in ids.items() if pk not in indexed])
    return ids


def _somebody(now: datetime) -> list[int]:
    """Questions need two people at least: one to ask and one to vote."""
    return [
        Member.objects.create(handle=f"somebody-{number}", joined_at=now, password="!").pk  # noqa: S106  no password
        for number in (1, 2)
    ]


def _count(threads: Threads, communities: list[Community]) -> None:
    counts = threads.counts
    update(
        "UPDATE communities_community SET question_count = question_count + %s, answer_count = answer_count + %s WHERE id = %s",
        [(counts.questions[one.pk], counts.answers[one.pk], one.pk) for one in communities],
    )
    insert(
        TopicHere,
        ("topic", "community", "question_count"),
        [(topic, community, many) for (topic, community), many in counts.topics.items()],
    )
    of_all: dict[int, int] = {}
    for (topic, _), many in counts.topics.items():
        of_all[topic] = of_all.get(topic, 0) + many
    update(
        "UPDATE topics_topic SET question_count = question_count + %s WHERE id = %s",
        [(many, topic) for topic, many in of_all.items()],
    )


def _hurry() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-200000")


def _settle() -> None:
    """Let the database look at what it has got now; PostgreSQL also has to count on from our ids."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in connection.ops.sequence_reset_sql(no_style(), [Entry, Member]):
                cursor.execute(statement)
        cursor.execute("ANALYZE")
