from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import page
from slashmentor.commons.happenings import latest

from .models import Community

SECONDS = 10
MOST = 500


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """/communities: all of them, the busiest first. Each one's own page belongs to its questions."""

    def make() -> HttpResponse:
        found = list(Community.objects.order_by("-question_count", "name")[:MOST])
        return page(request, "communities/communities.html", {"communities": found})

    return cached_page(request, "communities", latest(), make, seconds=SECONDS)
