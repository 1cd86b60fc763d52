"""/mentors/searches: the searches of whose new mentors a member is told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of, page

from ...models import SavedSearch
from ..asked import asked_by
from ..facets import spoken
from ..saving import forget_search, save_search


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def searches(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST with `query` keeps one, with `forget` (its id) forgets one."""
    member = member_of(request)
    if request.method == "POST":
        limit("mentor-searches", who(request), times=60, seconds=3600)
        if "forget" in request.POST:
            return _forget(request)
        try:
            save_search(asked_by(request.POST.get("query", "")[:3000]), by=member, now=timezone.now())
        except Invalid as invalid:
            messages.error(request, invalid.sentence)
        else:
            messages.success(request, _("You’ll hear of new mentors who fit."))
        return redirect("mentors:searches")
    kept = SavedSearch.objects.filter(member=member).order_by("-at", "-pk")
    rows = [(one, asked_by(one.query)) for one in kept]
    shown = [{"search": one, "says": spoken(asked), "address": asked.address()} for one, asked in rows]
    return page(request, "mentors/searches.html", {"searches": shown})


def _forget(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("forget", "")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        raise Http404
    if not forget_search(int(wanted), by=member_of(request)):
        raise Http404
    messages.success(request, _("You won’t hear of that search any more."))
    return redirect("mentors:searches")
