"""tags, info and sites: what a community is about, how much is there, and which communities there are."""

from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.utils.html import escape
from ninja import Query

from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.models import Standing
from slashmentor.commons.topics.models import Synonym, TopicHere
from slashmentor.parts.questions.models import Entry
from slashmentor.together.badges.models import Award, BroughtBadge

from .parameters import AllSites, Naming, OfSite, listed
from .posts import community_of
from .shapes import Shape, address, filled, seconds
from .sorting import sorted_by
from .wrapper import answered, counted, method, wrapped

_INK = "#7a1d54"  # the accent of tokens.css, for communities without an ink of their own
KEPT = 300  # seconds that totals may be old
_SORTS = {"popular": "question_count", "name": "topic__name", "activity": "question_count"}


@method("/tags")
def tags(request: HttpRequest, asked: Query[Naming]) -> JsonResponse:
    rows = _topics(community_of(asked.site))
    if asked.inname:
        rows = rows.filter(topic__name__contains=asked.inname.lower())
    return _tags(request, asked, rows)


@method("/tags/{names}/info")
def tags_by_name(request: HttpRequest, names: str, asked: Query[Naming]) -> JsonResponse:
    rows = _topics(community_of(asked.site)).filter(topic__name__in=listed(names)[:100])
    return _tags(request, asked, rows)


@method("/info")
def info(request: HttpRequest, asked: Query[OfSite]) -> JsonResponse:
    """Totals of one community. The counts of votes are sums of what its posts show."""
    here = community_of(asked.site)
    totals: Any = cache.get_or_set(f"api-totals:{here.pk}", lambda: _totals(here), KEPT)
    item = {
        "total_questions": here.question_count,
        "total_answers": here.answer_count,
        **totals,
        "api_revision": "2.3",
        "site": _site(here),
    }
    return wrapped(request, items=[item], has_more=False)


def _totals(here: Community) -> Shape:
    """What is counted by reading all that was written there."""
    sums = (
        Entry.objects.listed()
        .filter(community=here)
        .aggregate(
            total_accepted=Count("pk", filter=Q(accepted__isnull=False)),
            total_unanswered=Count(
                "pk", filter=Q(kind=Entry.Kind.QUESTION, is_answered=False, closed_at=None)
            ),
            total_votes=Sum("ups", default=0) + Sum("downs", default=0),
            total_comments=Sum("comment_count", default=0),
        )
    )
    badges = Award.objects.filter(community=here, withdrawn_at=None).count()
    return {
        **sums,
        "total_badges": badges + BroughtBadge.objects.filter(community=here).count(),
        "total_users": Standing.objects.filter(community=here, member__is_active=True).count(),
    }


@method("/sites")
def sites(request: HttpRequest, asked: Query[AllSites]) -> JsonResponse:
    """Every community, the busiest first."""
    rows = list(Community.objects.order_by("-question_count", "slug")[asked.window])

    def shape(communities: Sequence[Community]) -> list[Shape]:
        return [_site(community) for community in communities]

    return answered(request, asked, rows, shape)


def _topics(here: Community) -> QuerySet[TopicHere]:
    known = Synonym.objects.filter(topic=OuterRef("topic"), approved=True)
    used = TopicHere.objects.filter(community=here, question_count__gt=0).select_related("topic")
    return used.annotate(has_synonyms=Exists(known))


def _tags(request: HttpRequest, asked: Naming, rows: QuerySet[TopicHere]) -> JsonResponse:
    rows = sorted_by(rows, asked, _SORTS, default="popular")
    if asked.only_total:
        return counted(request, rows.count())

    def shape(topics: Sequence[Any]) -> list[Shape]:
        return [
            {
                "has_synonyms": here.has_synonyms,
                "is_moderator_only": False,
                "is_required": False,
                "count": here.question_count,
                "name": here.topic.name,
            }
            for here in topics
        ]

    return answered(request, asked, list(rows[asked.window]), shape)


def _site(community: Community) -> Shape:
    return filled(
        site_type="main_site",
        name=escape(community.name),
        logo_url=address(static("pages/logo.svg")),
        api_site_parameter=community.slug,
        launch_date=seconds(community.created_at),
        open_beta_date=seconds(community.created_at),
        site_url=address(community.get_absolute_url()),
        audience=escape(community.tagline),
        icon_url=address(static("pages/favicon.svg")),
        favicon_url=address(static("pages/favicon.svg")),
        site_state="normal",
        styling={
            "link_color": community.accent or _INK,
            "tag_foreground_color": "#333333",
            "tag_background_color": "#FFFFFF",
        },
    )
