from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import member_of, page
from slashmentor.base.permissions import allow

from .. import actions, rules
from ..forms import SettingsForm
from ..models import Community


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>/settings: what its moderators decide. `usual`: the name of a number to go back to its default."""
    community = get_object_or_404(Community, slug=slug)
    member = member_of(request)
    if member is None:
        return redirect_to_login(request.path, reverse("account_login"))
    allow(rules.can_settle, member, community, or_say=_("Only its moderators can change this community."))
    if request.method != "POST":
        return _shown(request, SettingsForm(community=community))
    form = SettingsForm(_with_usual(request), community=community)
    if not form.is_valid():
        return _shown(request, form, status=400)
    try:
        actions.settle_community(community, **form.settled(), by=member, now=timezone.now())
    except Invalid as invalid:
        form.take_errors(invalid)
        return _shown(request, form, status=400)
    return redirect("communities:settings", slug)


def _with_usual(request: HttpRequest) -> dict[str, str]:
    """What was sent; the number whose button was pressed is empty, which means the usual one."""
    sent = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    name = sent.pop("usual", "")
    if "." in name:
        sent[name] = ""
    return sent


def _shown(request: HttpRequest, form: SettingsForm, *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "communities/settings.html",
        {"community": form.community, "form": form},
        status=status,
    )
