"""/mentorships: my requests, to me and by me."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.pages.render import member_of, page

from ..queries.lists import counts_of, requests_by, requests_to


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """`?show=to` what I am asked, `by` what I asked; without it, what there is. `?before=` what is older."""
    member = member_of(request)
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Http404
    counts = counts_of(member)
    shows_mine = request.GET.get("show", "to" if counts.all_to_me else "by") != "to"
    place = int(before) if before else None
    part = (requests_by if shows_mine else requests_to)(member, before=place)
    here = f"{request.path}?show={'by' if shows_mine else 'to'}"
    context = {
        "part": part,
        "shows_mine": shows_mine,
        "tabs": [
            (_("To me"), f"{request.path}?show=to", not shows_mine, counts.to_me or None),
            (_("By me"), f"{request.path}?show=by", shows_mine, counts.from_me or None),
        ],
        "pager": {
            "previous_url": here if before else None,
            "next_url": f"{here}&before={part.before}" if part.before else None,
            "by_time": True,
        },
        "place": before,
    }
    return page(request, "mentorships/list.html", context)
