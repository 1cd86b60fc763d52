from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from slashmentor.base.pages.render import member_of
from slashmentor.commons.communities.models import Community

from .. import actions


@require_POST
def membership(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>/membership: `joins` 1: I belong here; 0: no longer. Comes back to `next`, a page of ours."""
    community = get_object_or_404(Community, slug=slug)
    member = member_of(request)
    if member is None:
        return redirect_to_login(community.get_absolute_url(), reverse("account_login"))
    if request.POST.get("joins") == "1":
        actions.join(community, by=member, now=timezone.now())
    else:
        actions.leave(community, by=member, now=timezone.now())
    back = request.POST.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = community.get_absolute_url()
    return HttpResponseRedirect(back)
