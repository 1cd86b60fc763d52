"""What the place tells to machines: what they may read, where it is, how to search."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.mentors.models import Offer
from slashmentor.parts.questions.models import Question

IN_ONE_MAP = 5_000  # ids; a map may have 50,000 addresses and 50 MB
AN_HOUR = 3600  # for how long a map may be old
FIRST = ("/", "/questions", "/topics", "/people", "/mentors", "/mentors/join", "/communities", "/about")
# The ways to write and to search; and lists that can be sifted in more ways than a crawler should follow. Of the rules
# that fit an address the longest holds (RFC 9309): of the directory sifted, those of one topic may be read.
CLOSED = (
    "/accounts/", "/settings/", "/search", "/questions/ask", "/admin/", "/entries/",
    "/mentors?", "/mentors?topic=*&", "/mentors/random", "/mentors/searches", "/@*/mentor/ask",
)  # fmt: skip
OPEN = ("/mentors?topic=",)
# Programs that collect text to train language models on, by the names that they say they listen to here.
TRAINERS = (
    "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot",
    "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "img2dataset",
    "meta-externalagent", "omgili", "PanguBot", "Timpibot", "Webzio-Extended",
)  # fmt: skip
MOST_WILLING = 2_000  # mentors named in robots.txt, of which programs read half a megabyte


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything public, and none of the ways to write or search. Who trains language models may read of mentor pages
    only those whose mentor said so.
    """
    closed = [*(f"Disallow: {path}" for path in CLOSED), *(f"Allow: {path}" for path in OPEN)]
    lines = [
        "User-agent: *",
        *closed,
        "",
        *(f"User-agent: {name}" for name in TRAINERS),
        *closed,
        "Disallow: /@*/mentor",
        "Disallow: /.well-known/mentor",
        # Longer than the rule above: a handle has two letters at least, the star is one.
        *(f"Allow: /@{handle}/mentor" for handle in _willing()),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class Map(NamedTuple):
    """One kind of page on the map: its rows by id, and the address of each with the moment of its last change."""

    model: type[Model]
    rows: Callable[[], Any]  # a queryset
    columns: tuple[str, ...]
    address: Callable[..., str]


MAPS = {
    "questions": Map(
        Question,
        Question.objects.listed,
        ("active_at", "pk", "slug"),
        lambda pk, slug: f"/questions/{pk}/{slug}",
    ),
    "mentors": Map(
        Offer,
        lambda: Offer.objects.published().filter(indexable=True),
        ("changed_at", "member__handle"),
        lambda handle: f"/@{handle}/mentor",
    ),
    "people": Map(
        Member,
        lambda: Member.objects.listed_for(None).filter(indexable=True),
        ("joined_at", "handle"),
        lambda handle: f"/@{handle}",
    ),
    "topics": Map(
        Topic,
        lambda: Topic.objects.filter(question_count__gt=0),
        ("created_at", "name"),
        lambda name: f"/topics/{quote(name)}",
    ),
}
# Of these that is the moment they began, which says nothing of what changed since.
_WITHOUT_MOMENT = {"people", "topics"}


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def sitemaps(request: HttpRequest) -> HttpResponse:
    """The list of maps, each of the pages of one kind within a range of ids."""

    def make() -> str:
        newest = {
            kind: one.model._base_manager.aggregate(newest=Max("pk"))["newest"] or 0
            for kind, one in MAPS.items()
        }
        maps = [(kind, number) for kind in MAPS for number in range(newest[kind] // IN_ONE_MAP + 1)]
        return _xml(request, "home/sitemaps.xml", {"maps": maps})

    return _kept("sitemaps", make)


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def sitemap(request: HttpRequest, number: int, kind: str = "questions") -> HttpResponse:
    """One map. Walks along the primary key, so the last is as quick as the first."""
    if number > 10**12 or kind not in MAPS:
        raise Http404
    one = MAPS[kind]

    def make() -> str:
        rows = one.rows().filter(pk__gte=number * IN_ONE_MAP, pk__lt=(number + 1) * IN_ONE_MAP).order_by("pk")
        found: list[tuple[str, datetime | None]] = [
            (one.address(*about), None if kind in _WITHOUT_MOMENT else at)
            for at, *about in rows.values_list(*one.columns)
        ]
        first = FIRST if kind == "questions" and number == 0 else ()
        return _xml(request, "home/sitemap.xml", {"first": first, "found": found})

    return _kept(f"sitemap:{kind}:{number}", make)


@require_safe
@cache_control(public=True, max_age=86400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search here from its own field."""
    text = _xml(request, "home/opensearch.xml", {})
    return HttpResponse(text, content_type="application/opensearchdescription+xml; charset=utf-8")


def _willing() -> Iterable[str]:
    """The handles of mentors who let others train language models on their page, the newest pages first."""

    def find() -> list[str]:
        found = Offer.objects.published().filter(trainable=True, indexable=True, member__suspended_until=None)
        return list(found.order_by("-pk").values_list("member__handle", flat=True)[:MOST_WILLING])

    kept: list[str] = cache.get_or_set("robots:willing", find, 600) or []
    return kept


def _kept(key: str, make: Callable[[], str]) -> HttpResponse:
    """XML that may be some minutes old, since making it reads thousands of rows."""
    today = timezone.now().date()
    text: str = cache.get_or_set(f"{key}:{settings.SITE_URL}:{today}", make, 600) or ""
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _xml(request: HttpRequest, template: str, context: dict[str, object]) -> str:
    return render_to_string(template, {**context, "site_url": settings.SITE_URL}, request, using="jinja2")
