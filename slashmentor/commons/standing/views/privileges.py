from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import latest

from ..privileges import position_of
from ..steps import next_step, steps


@require_safe
def privileges(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>/privileges: what opens when in this community, and how far the reader is."""

    def make() -> HttpResponse:
        community = get_object_or_404(Community, slug=slug)
        position = position_of(member_of(request), community.pk)
        return page(
            request,
            "standing/privileges.html",
            {
                "community": community,
                "position": position,
                "is_suspended": position.is_suspended(timezone.now()),
                "steps": steps(position),
                "next": next_step(position),
            },
        )

    return cached_page(request, "privileges", latest(), make)
