"""A member's reputation in a community, every point of it explained."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.happenings import latest
from slashmentor.commons.people.models import Member

from ..models import Line, Standing
from ..queries.ledger import find_days, find_months

SECONDS = 60  # the months move on even when nothing happens
MOST = 100  # communities of one member


@require_safe
def reputation(request: HttpRequest, handle: str) -> HttpResponse:
    """/@<handle>/reputation?community=&before=: the ledger, newest first, with plots of its months."""
    if handle != handle.lower():
        return HttpResponseRedirect(f"/@{handle.lower()}/reputation")

    before = _before(request)

    def make() -> HttpResponse:
        reader = member_of(request)
        shown = _visible(handle, reader)
        stands = list(
            Standing.objects.filter(member=shown)
            .select_related("community")
            .order_by("-reputation", "community__slug")[:MOST]
        )
        here = _chosen(stands, request.GET.get("community", ""))
        context = {
            "shown": shown,
            "stands": stands,
            "here": here,
            "is_mine": reader == shown,
            "Kind": Line.Kind,
        }
        if here is not None:
            found = find_days(shown.pk, here.community_id, before=before)
            months = find_months(shown.pk, here.community_id, now=timezone.now())
            context |= {"days": found.days, "older": found.older, "months": months}
        return page(request, "standing/reputation.html", context)

    return cached_page(request, "reputation", latest(), make, seconds=SECONDS)


def _visible(handle: str, reader: Member | None) -> Member:
    """The member, when this reader may see what they did; else Http404."""
    shown: Member | None = Member.objects.visible_to(reader).filter(handle=handle).first()
    if shown is None or not (shown.shows_activity or reader == shown):
        raise Http404
    return shown


def _chosen(stands: list[Standing], slug: str) -> Standing | None:
    """The standing in the community that was asked for (the highest without one); Http404 when there is none."""
    if not slug:
        return stands[0] if stands else None
    for standing in stands:
        if standing.community.slug == slug:
            return standing
    raise Http404


def _before(request: HttpRequest) -> int | None:
    text = request.GET.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)
