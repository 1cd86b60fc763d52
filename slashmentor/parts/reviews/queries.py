"""What waits for whom, what a task is about, and what somebody's reviews led to."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from slashmentor.base.days import utc_midnight
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.safety.models import Flag, Harm
from slashmentor.commons.standing.privileges import Position, positions_of
from slashmentor.parts.questions import rules as of_questions
from slashmentor.parts.questions.models import Ballot, Entry, Reason

from .models import Queue, Review, Task
from .queues import ABOUT, SKIP

MOST_PLACES = 50  # communities on one page
LOOK_AHEAD = 10  # tasks among which the next one is chosen
CLAIM = 180  # seconds for which a task isn't shown to a second reviewer, while others wait


class Place(NamedTuple):
    """A community as a reviewer meets it: where they stand, and what waits for them in each queue."""

    community: Community
    position: Position
    waiting: dict[str, int]

    @property
    def open_queues(self) -> list[Queue]:
        return [queue for queue in Queue if ABOUT[queue].is_open_to(self.position)]

    @property
    def total(self) -> int:
        return sum(self.waiting.get(queue, 0) for queue in self.open_queues)


class Cast(NamedTuple):
    """A reason for which some would close a question."""

    label: str
    votes: int
    duplicate_of: Entry | None


def find_places(member: Member, *, slug: str = "") -> list[Place]:
    """Where a member takes part or moderates (or the one community), by name, with what waits; three queries."""
    communities = Community.objects.order_by("name", "pk")
    if slug:
        communities = communities.filter(slug=slug)
    elif not member.is_staff:
        communities = communities.filter(
            Q(pk__in=Community.objects.filter(standings__member=member).values("pk"))
            | Q(pk__in=Community.objects.filter(moderators__member=member).values("pk"))
        )
    here = list(communities[:MOST_PLACES])
    positions = positions_of(member, Community.objects.filter(pk__in=[community.pk for community in here]))
    waiting = count_waiting(member, positions)
    return [Place(community, positions[community.pk], waiting[community.pk]) for community in here]


def find_total(member: Member, position: Position) -> int | None:
    """How many tasks wait for a member where they stand so; None when no queue is open to them."""
    queues = [queue for queue in Queue if ABOUT[queue].is_open_to(position)]
    if not queues:
        return None
    waiting = count_waiting(member, [position.community_id])[position.community_id]
    return sum(waiting.get(queue, 0) for queue in queues)


def count_waiting(member: Member, community_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many tasks wait for a member, by community and queue, whether it is open to them or not."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = (
        Task.objects.all()
        .waiting_for(member)
        .filter(community__in=list(community_ids))
        .order_by()
        .values_list("community", "queue")
        .annotate(Count("pk"))
    )
    for community_id, queue, count in rows:
        found[community_id][queue] = count
    return found


def find_next(member: Member, queue: Queue, communities: Iterable[int]) -> Task | None:
    """The longest waiting task that nobody else looks at just now; any, when there is none. None: nothing waits.

    Whoever sees it has it for three minutes. It is a courtesy, not a lock: two who look at once both may.
    """
    waiting = (
        Task.objects.all()
        .waiting_for(member)
        .filter(queue=queue, community__in=list(communities))
        .select_related("community", "entry__author", "entry__question__author", "suggestion__by")
        .order_by("pk")[:LOOK_AHEAD]
    )
    # Their own anonymous ones are known by no query.
    tasks = [task for task in waiting if not of_questions.is_author.test(member, task.entry)]
    for task in tasks:
        if _claim(task, member):
            return task
    return tasks[0] if tasks else None


def find_casts(question: Entry) -> list[Cast]:
    """Why some would close it, the commonest reason first, without names."""
    ballots = Ballot.objects.filter(entry=question, purpose=Ballot.Purpose.CLOSE, ended_at=None)
    found: dict[tuple[str, str, int | None], list[Ballot]] = defaultdict(list)
    for ballot in ballots.select_related("why", "duplicate_of").order_by("pk"):
        found[ballot.reason, ballot.why.name if ballot.why else "", ballot.duplicate_of_id].append(ballot)
    labels = dict(Reason.choices)
    casts = [
        Cast(why or str(labels.get(reason, reason)), len(same), same[0].duplicate_of)
        for (reason, why, _target), same in found.items()
    ]
    return sorted(casts, key=lambda one: -one.votes)


def find_harms(entry: Entry) -> list[str]:
    """What was flagged about it and waits, in words, without names."""
    waiting = Flag.objects.filter(about_kind="questions.entry", about_id=entry.pk, decided_at=None)
    labels = dict(Harm.choices)
    return [str(labels[harm]) for harm in sorted(set(waiting.values_list("harm", flat=True)))]


def find_reviewed(member: Member) -> QuerySet[Review]:
    """What a member reviewed, newest first, with what it led to; walks along `review_newest`."""
    return (
        Review.objects.filter(by=member)
        .exclude(verdict=SKIP.name)
        .select_related("task__community", "task__entry__question")
        .order_by("-at", "-pk")
    )


def count_today(member: Member, queue: Queue, community_id: int, *, now: datetime) -> int:
    """How many a member reviewed in a queue of a community since midnight, UTC, not counting those skipped."""
    midnight = utc_midnight(now)
    today = Review.objects.filter(
        by=member, at__gte=midnight, task__queue=queue, task__community=community_id
    )
    return today.exclude(verdict=SKIP.name).count()


def _claim(task: Task, member: Member) -> bool:
    key = f"review:{task.pk}"
    return bool(cache.add(key, member.pk, CLAIM)) or cache.get(key) == member.pk
