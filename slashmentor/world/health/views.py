"""What load balancers and Prometheus ask. Nothing in the answers is about a person."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from slashmentor.world.health import figures, findings

_LOOPBACK = {"127.0.0.1", "::1"}


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 while this process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when database, cache and a worker are there, else 503; each by name, without details."""
    parts = {"database": findings.database(), "cache": findings.shared_cache()}
    well = {name: finding.mark is not findings.Mark.WRONG for name, finding in parts.items()}
    well["worker"] = well["database"] and findings.worker(now=timezone.now()).mark is not findings.Mark.WRONG
    words = {name: "ok" if fine else "away" for name, fine in well.items()}
    return JsonResponse(words, status=200 if all(well.values()) else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, for this machine or for who has the token; for others there is no such page."""
    if not _may_read_figures(request):
        raise Http404
    return HttpResponse(
        figures.text(now=timezone.now()), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


def _may_read_figures(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and secrets.compare_digest(given.encode(), token.encode()):
        return True
    # A proxy on this machine comes from loopback as well; it says for whom.
    forwarded = {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Via"}
    return request.META.get("REMOTE_ADDR") in _LOOPBACK and not any(
        name in request.headers for name in forwarded
    )
