"""What stands below the title while somebody asks."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community

from ..queries.alike import find_alike


@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """/search/alike?title=&community=: a fragment, empty when nothing is like it."""
    title = request.GET.get("title", "")[:250]
    # Typing a title asks every few words, so this has a limit of its own beside the 30 searches a minute.
    limit("alike", who(request), times=120, seconds=60)
    slug = request.GET.get("community", "")[:40]
    here = Community.objects.filter(slug=slug).values_list("pk", flat=True).first() if slug else None
    found = find_alike(title, community_id=here)
    if not found:
        return HttpResponse()  # the place for it is hidden while it is empty
    return page(request, "search/_alike.html", {"questions": [one.question for one in found]})
