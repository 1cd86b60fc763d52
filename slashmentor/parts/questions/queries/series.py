"""Votes of one member on another that came close together, or both ways."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from slashmentor.commons.communities.numbers import Numbers

from ..models import Vote


class Found(NamedTuple):
    """Votes that look like a person was voted on; `certain`: nothing else explains them."""

    voter_id: int
    author_id: int
    value: int
    vote_ids: list[int]
    began_at: datetime
    ended_at: datetime
    certain: bool


class _Cast(NamedTuple):
    id: int
    at: datetime
    thread: int


def find_series(community_id: int, numbers: Numbers, *, since: datetime) -> Iterator[Found]:
    """One member's votes of a UTC day that nearly all went to one other, on posts in different threads.

    Within an hour they are certain; over a day they are worth a look. Votes in one thread count as one: who follows
    a discussion votes there on the same few people.
    """
    least, share = numbers.whole("series.votes"), numbers["series.share"]
    votes = _votes(community_id, since).annotate(day=TruncDate("cast_at", tzinfo=UTC))
    many = votes.values("voter", "author", "value", "day").annotate(threads=_threads()).order_by()
    for row in many.filter(threads__gte=least):
        cast = votes.filter(voter=row["voter"], day=row["day"])
        series = [
            _Cast(*one)
            for one in cast.filter(author=row["author"], value=row["value"])
            .order_by("cast_at", "pk")
            .values_list("pk", "cast_at", "thread")
        ]
        if len(series) < share * cast.count():
            continue
        close = _close_together(series, least, timedelta(minutes=numbers["series.minutes"]))
        yield _found(row["voter"], row["author"], row["value"], close or series, certain=bool(close))


def find_rings(community_id: int, numbers: Numbers, *, since: datetime) -> Iterator[Found]:
    """Two members who found each other useful again and again, and hardly anybody else: once for each direction."""
    least, share = numbers.whole("ring.votes"), numbers["ring.share"]
    votes = _votes(community_id, since).filter(value=1)
    many = votes.values("voter", "author").annotate(threads=_threads(), votes=Count("pk")).order_by()
    ways = {(row["voter"], row["author"]): row["votes"] for row in many.filter(threads__gte=least)}
    both = sorted(pair for pair in ways if pair[::-1] in ways)
    cast = dict(
        votes.filter(voter__in={voter for voter, _author in both})
        .values_list("voter")
        .annotate(Count("pk"))
        .order_by()
    )
    close = {pair for pair in both if ways[pair] >= share * cast[pair[0]]}
    for voter_id, author_id in sorted(pair for pair in close if pair[::-1] in close):
        mine = votes.filter(voter=voter_id, author=author_id)
        span = mine.aggregate(began=Min("cast_at"), ended=Max("cast_at"))
        ids = list(mine.order_by("pk").values_list("pk", flat=True))
        yield Found(voter_id, author_id, 1, ids, span["began"], span["ended"], certain=False)


def _votes(community_id: int, since: datetime) -> QuerySet[Vote]:
    return Vote.objects.filter(
        entry__community=community_id, author__isnull=False, cast_at__gte=since
    ).annotate(thread=Coalesce("entry__question", "entry"))


def _threads() -> Count:
    return Count("thread", distinct=True)


def _close_together(series: list[_Cast], least: int, span: timedelta) -> list[_Cast]:
    """Those that stand within some span in which votes went into at least so many threads."""
    close: dict[int, _Cast] = {}
    for place, first in enumerate(series):
        within = [one for one in series[place:] if one.at - first.at <= span]
        if len({one.thread for one in within}) >= least:
            close.update({one.id: one for one in within})
    return list(close.values())


def _found(voter_id: int, author_id: int, value: int, series: list[_Cast], *, certain: bool) -> Found:
    ids = [one.id for one in series]
    return Found(voter_id, author_id, value, ids, series[0].at, series[-1].at, certain)
