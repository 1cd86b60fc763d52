from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_fragment
from slashmentor.base.pages.render import fragment, member_of, page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from ..queries.figures import find_figures

SECONDS = 600  # the figures are of weeks; ten minutes make no difference


@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>/figures: what happens here week by week. For those with the privilege."""
    community = get_object_or_404(Community, slug=slug)
    member = member_of(request)
    if member is None:
        return redirect_to_login(request.path, reverse("account_login"))
    now = timezone.now()
    require(position_of(member, community.pk), Privilege.ANALYTICS, now=now)
    body = cached_fragment(
        f"figures:{community.pk}",
        now.date(),
        lambda: fragment(
            request, "questions/_figures.html", {"figures": find_figures(community.pk, now=now)}
        ),
        seconds=SECONDS,
    )
    return page(request, "questions/figures.html", {"community": community, "body": body})
