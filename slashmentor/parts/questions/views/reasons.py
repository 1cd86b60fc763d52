from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.standing.privileges import position_of

from ..actions.own_reasons import add_reason, change_reason, retire_reason
from ..forms import OwnReasonForm
from ..models import CloseReason
from .entries import member, members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def reasons(request: HttpRequest, *, slug: str) -> HttpResponse:
    """/c/<slug>/reasons: what is off-topic here. `change` or `retire`: the number of a reason; neither: a new one."""
    community = get_object_or_404(Community, slug=slug)
    by, now = member(request), timezone.now()
    if not position_of(by, community.pk).looks_after:
        raise Refused(_("Only its moderators can change this community’s reasons."))
    if request.method != "POST":
        chosen = _reason(community, request.GET.get("change", ""))
        words = {"name": chosen.name, "advice": chosen.advice} if chosen else {}
        return _shown(request, community, OwnReasonForm(initial=words), chosen)
    if retired := _reason(community, request.POST.get("retire", "")):
        retire_reason(retired, by=by, now=now)
        return redirect("questions:reasons", community.slug)
    chosen = _reason(community, request.POST.get("change", ""))
    form = OwnReasonForm(request.POST)
    try:
        if form.is_valid():
            words = {"name": form.cleaned_data["name"], "advice": form.cleaned_data["advice"]}
            if chosen:
                change_reason(chosen, by=by, now=now, **words)
            else:
                add_reason(community, by=by, now=now, **words)
            return redirect("questions:reasons", community.slug)
    except Invalid as invalid:
        form.take_errors(invalid)
    return _shown(request, community, form, chosen, status=400)


def _reason(community: Community, number: str) -> CloseReason | None:
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return CloseReason.objects.filter(pk=int(number), community=community, retired_at=None).first()


def _shown(
    request: HttpRequest,
    community: Community,
    form: OwnReasonForm,
    chosen: CloseReason | None,
    *,
    status: int = 200,
) -> HttpResponse:
    found = CloseReason.objects.filter(community=community, retired_at=None).order_by("name")
    return page(
        request,
        "questions/reasons.html",
        {"community": community, "reasons": found, "form": form, "chosen": chosen},
        status=status,
    )
