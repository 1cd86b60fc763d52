"""The list of people, its feed, and the completion of handles."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.happenings import latest
from slashmentor.commons.people import queries
from slashmentor.commons.people.models import Stage

LONGEST = 80  # characters of a name that is searched for


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who is here, newest first; `?stage=` and `?q=` (the beginning of a name) narrow it."""
    stage = request.GET.get("stage", "")
    stage = stage if stage in Stage.values else ""
    beginning = request.GET.get("q", "")[:LONGEST]
    after = request.GET.get("after", "")[:200]

    def make() -> HttpResponse:
        found = queries.people(member_of(request), stage=stage, beginning=beginning, after=after)
        context = {"found": found, "stages": Stage.choices, "stage": stage, "q": beginning}
        return page(request, "people/people.html", context)

    return cached_page(request, "people", latest(), make)


@require_safe
def people_feed(_request: HttpRequest) -> HttpResponse:
    """The newest listed members."""
    feed = Atom1Feed(
        title=_("New people at %(site)s") % {"site": settings.SITE_NAME},
        link=f"{settings.SITE_URL}/people",
        description="",
        feed_url=f"{settings.SITE_URL}/people.atom",
    )
    for member in (one for one in queries.people(None).items if one.is_claimed):
        address = settings.SITE_URL + member.get_absolute_url()
        feed.add_item(
            title=member.shown_name,
            link=address,
            description=", ".join(filter(None, [member.position, member.affiliation])),
            unique_id=address,
            pubdate=member.joined_at,
            updateddate=member.joined_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """`[{"value": handle, "label": name}]` for `?q=`, while somebody writes a mention. For members only."""
    viewer = member_of(request)
    if viewer is None:
        return JsonResponse([], safe=False)
    limit("complete", who(request), times=120, seconds=60)
    found = queries.suggestions(request.GET.get("q", "")[:30], viewer=viewer)
    return JsonResponse([{"value": one.handle, "label": one.shown_name} for one in found], safe=False)
