from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ..looks import holds, is_colour, look_of
from ..models import Community


@require_safe
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>/look.css?v=7a1d54: the community's ink as a stylesheet. `v` is the ink: its address changes with it."""
    community = get_object_or_404(Community.objects.only("accent"), slug=slug)
    if not (is_colour(community.accent) and holds(community.accent)):
        raise Http404
    response = HttpResponse(look_of(community.accent).css(), content_type="text/css; charset=utf-8")
    if request.GET.get("v") == community.accent.removeprefix("#"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
