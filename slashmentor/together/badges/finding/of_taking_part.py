"""Badges for taking part: comments, days, a page of one's own (rules.md, "Badges")."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from slashmentor.commons.happenings.models import Happening
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Day, Standing
from slashmentor.commons.topics.models import Expertise
from slashmentor.parts.questions.models import Comment

from ..models import Visiting
from .scope import Scope

A_YEAR = timedelta(days=365)


def with_a_whole_page(scope: Scope) -> QuerySet[Any, Any]:
    """Who say what they do, what they know, and something about themselves."""
    says_what = ~Q(stage="") | ~Q(position="")
    knows = Expertise.objects.filter(member=OuterRef("pk"))
    whole = Member.objects.filter(says_what, ~Q(bio=""), Exists(knows))
    return scope.of(whole, "pk").values("pk")


def read_the_tour(scope: Scope) -> QuerySet[Any, Any]:
    return scope.of(Happening.objects.filter(verb="tour.read"), "by").values("by")


def commented(scope: Scope) -> QuerySet[Any, Any]:
    return _comments(scope).values("author").annotate(have=Count("pk"))


def commented_well(scope: Scope) -> QuerySet[Any, Any]:
    return _comments(scope).filter(score__gte=scope["score"]).values("author").annotate(have=Count("pk"))


def _comments(scope: Scope) -> QuerySet[Comment]:
    rows = Comment.objects.filter(community=scope.community_id, deleted_at=None)
    return scope.of(rows, "author").order_by()


def came_daily(scope: Scope) -> QuerySet[Any, Any]:
    """Who came on so many UTC days, one after the other."""
    long = Visiting.objects.filter(until__gte=F("since") + timedelta(days=scope["days"] - 1))
    return scope.of(long, "member").values("member")


def full_days(scope: Scope) -> QuerySet[Any, Any]:
    """UTC days that brought as much as a day can."""
    rows = Day.objects.filter(community=scope.community_id, points__gte=F("most"), most__gt=0)
    return scope.of(rows, "member").order_by().values("member").annotate(have=Count("pk"))


def here_for_a_year(scope: Scope) -> QuerySet[Any, Any]:
    rows = Standing.objects.filter(
        community=scope.community_id, joined_at__lte=scope.now - A_YEAR, reputation__gte=scope["reputation"]
    )
    return scope.of(rows, "member").values("member")
