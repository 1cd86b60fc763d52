"""users: who has a standing in a community and wants to be found."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.html import escape
from ninja import Query

from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.models import Line, Standing
from slashmentor.together.badges.models import Award, BroughtBadge, Tier

from .parameters import Listing, Naming, ids_of
from .posts import community_of
from .shapes import Shape, address, filled, seconds
from .sorting import created_within, sorted_by
from .wrapper import Wrong, answered, counted, method

_SORTS = {
    "reputation": "reputation",
    "creation": "member__joined_at",
    "name": "member__sought",
    "modified": "member__joined_at",
}
_SPANS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


@method("/users")
def users(request: HttpRequest, asked: Query[Naming]) -> JsonResponse:
    here = community_of(asked.site)
    rows = _all(here).filter(member__listed=True)
    if asked.inname:
        rows = rows.filter(member__sought__contains=asked.inname.lower())
    return _users(request, asked, here, rows)


@method("/users/{ids}")
def users_by_id(request: HttpRequest, ids: str, asked: Query[Listing]) -> JsonResponse:
    here = community_of(asked.site)
    try:
        wanted = ids_of(ids)
    except ValueError as error:
        raise Wrong("ids") from error
    return _users(request, asked, here, _all(here).filter(member__in=wanted))


def _all(here: Community) -> QuerySet[Standing]:
    there = Standing.objects.filter(community=here, member__is_active=True)
    return there.select_related("member", "member__picture")


def _users(request: HttpRequest, asked: Listing, here: Community, rows: QuerySet[Standing]) -> JsonResponse:
    rows = created_within(rows, asked, "member__joined_at")
    rows = sorted_by(rows, asked, _SORTS, default="reputation")
    if asked.only_total:
        return counted(request, rows.count())
    now = timezone.now()

    def shape(standings: Sequence[Standing]) -> list[Shape]:
        members = [standing.member_id for standing in standings]
        badges, changes = _badges(members, here), _changes(members, here, now)
        return [
            _user(standing, badges[standing.member_id], changes[standing.member_id]) for standing in standings
        ]

    return answered(request, asked, list(rows[asked.window]), shape)


def _user(standing: Standing, badges: dict[int, int], changes: dict[str, int]) -> Shape:
    member = standing.member
    website = next((link["url"] for link in member.links if link.get("url")), None)
    return filled(
        badge_counts={tier.label: badges.get(tier.value, 0) for tier in reversed(Tier)},
        account_id=member.pk,
        is_employee=False,
        **{f"reputation_change_{name}": changes.get(name, 0) for name in _SPANS if member.shows_activity},
        reputation=standing.reputation,
        creation_date=seconds(member.joined_at),
        user_type="registered" if member.is_claimed else "unregistered",
        user_id=member.pk,
        website_url=website,
        link=address(member.get_absolute_url()),
        profile_image=address(member.picture.url) if member.picture else None,
        display_name=escape(member.shown_name),
    )


def _badges(members: Sequence[int], here: Community) -> dict[int, dict[int, int]]:
    """How many of each metal they have in this community, those brought from its old site included; two queries."""
    counts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    kept = Q(community=here, member__in=members)
    for badges in (Award.objects.filter(kept, withdrawn_at=None), BroughtBadge.objects.filter(kept)):
        rows: Any = badges.values_list("member_id", "tier").annotate(many=Count("pk")).order_by()
        for member_id, tier, many in rows:
            counts[member_id][tier] += many
    return counts


def _changes(members: Sequence[int], here: Community, now: datetime) -> dict[int, dict[str, int]]:
    """How their reputation changed in the last day, week, month, quarter and year; one query.

    What people brought along from an old site isn't a change here.
    """
    since = {name: (now - timedelta(days=days)).date() for name, days in _SPANS.items()}
    lines = (
        Line.objects.filter(community=here, member__in=members, day__gt=since["year"])
        .exclude(kind=Line.Kind.BROUGHT)
        .values_list("member_id")
        .annotate(**{f"in_{name}": Sum("counted", filter=Q(day__gt=day)) for name, day in since.items()})
        .order_by()
    )
    return defaultdict(
        dict, {row[0]: dict(zip(since, (many or 0 for many in row[1:]), strict=True)) for row in lines}
    )
