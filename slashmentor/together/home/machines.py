"""What the place tells to machines: what they may read, where it is, how to search."""

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from slashmentor.parts.questions.models import Question

IN_ONE_MAP = 5_000  # ids; a map may have 50,000 addresses and 50 MB


@require_safe
@cache_control(public=True, max_age=3600)
def robots(_request: HttpRequest) -> HttpResponse:
    """Everything public, and none of the ways to write or search."""
    closed = ("/accounts/", "/settings/", "/search", "/questions/ask", "/admin/", "/entries/")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def sitemaps(request: HttpRequest) -> HttpResponse:
    """The list of maps, each of the questions within a range of ids."""
    newest = Question.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return _xml(request, "home/sitemaps.xml", {"maps": range(newest // IN_ONE_MAP + 1)})


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest, number: int) -> HttpResponse:
    """One map. Walks along the primary key, so the last is as quick as the first."""
    if number > 10**12:
        raise Http404
    questions = (
        Question.objects.listed()
        .filter(pk__gte=number * IN_ONE_MAP, pk__lt=(number + 1) * IN_ONE_MAP)
        .order_by("pk")
        .values_list("pk", "slug", "active_at")
    )
    return _xml(request, "home/sitemap.xml", {"questions": questions, "first": number == 0})


@require_safe
@cache_control(public=True, max_age=86400)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search here from its own field."""
    return _xml(request, "home/opensearch.xml", {}, kind="application/opensearchdescription+xml")


def _xml(
    request: HttpRequest, template: str, context: dict[str, object], *, kind: str = "application/xml"
) -> HttpResponse:
    text = render_to_string(template, {**context, "site_url": settings.SITE_URL}, request, using="jinja2")
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8")
