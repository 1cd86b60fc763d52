"""Awards, counted and listed. Each is a bounded number of queries, however many awards there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet

from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.models import Entry

from ..catalogue import Badge, Each, badge_called
from ..models import Award, Tier

A_PAGE = 40
# More than there are in the catalogue, for each of several communities.
_MOST = 500
_COUNTED_FOR = 300  # seconds: how many have a badge changes slowly, and counting reads all awards


@dataclass(frozen=True)
class Had:
    """A badge that somebody has: how often, since when last, where; `topic` of one in a topic."""

    badge: Badge
    times: int
    last_at: datetime
    community: Community | None
    topic: Topic | None

    @property
    def title(self) -> str:
        return self.topic.name if self.topic is not None else self.badge.title


@dataclass(frozen=True)
class Holding:
    """Who has a badge, since when, for which post (None: none that everybody may see)."""

    award: Award
    post: Entry | None


def holding(rows: QuerySet[Award] | None = None) -> QuerySet[Award]:
    """Awards that hold."""
    return (Award.objects.all() if rows is None else rows).filter(withdrawn_at=None)


def count_people(community: Community | None) -> dict[str, int]:
    """How many have each badge, in a community or anywhere; by its key. Up to five minutes old."""
    kept: dict[str, int] | None = cache.get(name := f"badges:people:{community.pk if community else ''}")
    if kept is None:
        rows = holding().values("badge").annotate(people=Count("member", distinct=True)).order_by()
        if community is not None:
            rows = rows.filter(Q(community=community) | Q(community=None))
        kept = dict(rows.values_list("badge", "people"))
        cache.set(name, kept, _COUNTED_FOR)
    return kept


def find_had(member_id: int, community: Community | None = None) -> list[Had]:
    """A member's badges, the rarest metals first and the newest of each; one query and one for the names."""
    rows = holding().filter(member=member_id)
    if community is not None:
        rows = rows.filter(Q(community=community) | Q(community=None))
    found: list[Any] = list(
        rows.values("badge", "tier", "community", "topic")
        .annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("tier", "-last_at", "badge")[:_MOST]
    )
    communities = Community.objects.in_bulk({row["community"] for row in found} - {None})
    topics = Topic.objects.in_bulk({row["topic"] for row in found} - {None})
    return [
        Had(badge, row["times"], row["last_at"], communities.get(row["community"]), topics.get(row["topic"]))
        for row in found
        if (badge := badge_called(row["badge"])) is not None
    ]


def tally(tiers: Iterable[tuple[int, int]]) -> dict[Tier, int]:
    """How many of each metal, of (metal, times)."""
    counts = dict.fromkeys(Tier, 0)
    for tier, times in tiers:
        counts[Tier(tier)] += times
    return {tier: count for tier, count in counts.items() if count}


def find_holders(badge: Badge, community: Community | None, before: Award | None) -> list[Holding]:
    """Who has it, newest first: a page and one more; behind `before`. Only those who want to stand in lists."""
    rows = holding().filter(badge=badge.key, member__in=Member.objects.listed_for(None))
    if community is not None:
        rows = rows.filter(Q(community=community) | Q(community=None))
    if before is not None:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.pk))
    rows = rows.select_related("member", "member__picture", "community", "topic").order_by("-at", "-pk")
    awards = list(rows[: A_PAGE + 1])
    posts = _posts(awards) if badge.each == Each.POST else {}
    return [
        # Whoever keeps their activity to themselves has the badge, and nobody is led to the post by it.
        Holding(award, posts.get(award.about_id) if award.member.shows_activity else None)
        for award in awards
    ]


def _posts(awards: list[Award]) -> dict[int, Entry]:
    ids = [award.about_id for award in awards]
    rows = Entry.objects.listed().filter(pk__in=ids).select_related("question")
    return {post.pk: post for post in rows.only("id", "kind", "title", "slug", "question__title")}
