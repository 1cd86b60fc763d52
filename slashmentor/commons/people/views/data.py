"""My data: take it along, or take it away."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.actions import leave as leave_for_good
from slashmentor.commons.people.data import everything
from slashmentor.commons.people.forms.settings import LeaveForm
from slashmentor.commons.people.models import Member


@require_safe
@login_required
def data(request: HttpRequest) -> HttpResponse:
    return page(request, "people/settings_data.html")


@require_POST
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """All that the instance holds of the member, as a JSON file."""
    limit("export", who(request), times=10, seconds=3600)
    member: Member = member_of(request)
    response = JsonResponse(everything(member), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{member.handle}.json"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def leave(request: HttpRequest) -> HttpResponse:
    member = Member.objects.get(pk=request.user.pk)
    form = LeaveForm(request.POST if request.method == "POST" else None, member=member)
    if form.is_bound:
        limit("leave", who(request), times=10, seconds=600)  # it asks for the password
        if form.is_valid():
            keep_words = form.cleaned_data["words"] == "keep"
            logout(request)
            leave_for_good(member, by=member, keep_words=keep_words, now=timezone.now())
            return HttpResponseRedirect(reverse("people:left"))
    return page(request, "people/leave.html", {"form": form}, status=400 if form.is_bound else 200)


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    return page(request, "people/left.html")
