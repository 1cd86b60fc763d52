from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.happenings import latest

from ..queries.network import find_network

SECONDS = 60  # the week moves on even when nothing happens


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """/communities: every community, what is asked there this week, and where the reader stands."""

    def make() -> HttpResponse:
        places = find_network(member_of(request), now=timezone.now())
        return page(request, "questions/network.html", {"places": places})

    return cached_page(request, "communities", latest(), make, seconds=SECONDS)
