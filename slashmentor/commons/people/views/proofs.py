"""/settings/proofs: what shows that one is who one says."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import page
from slashmentor.commons.people.actions import prove
from slashmentor.commons.people.forms.proofs import PageForm
from slashmentor.commons.people.models import Member, Proof


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proofs(request: HttpRequest) -> HttpResponse:
    """See one's proofs; give a page (`address`), have one looked at `again`, or `remove` one."""
    member = Member.objects.get(pk=request.user.pk)
    if request.method != "POST":
        return _shown(request, member, PageForm())
    if "again" in request.POST or "remove" in request.POST:
        return _changed(request, member)
    form = PageForm(request.POST)
    if form.is_valid():
        limit("proof", who(request), times=20, seconds=3600)
        try:
            prove.add_page(member, by=member, address=form.cleaned_data["address"], now=timezone.now())
        except Invalid as error:
            for field, sentence in error.errors.items():
                form.add_error(field or None, sentence)
        else:
            messages.success(request, _("We look at the page in a moment. What we found stands here then."))
            return HttpResponseRedirect(request.path)
    return _shown(request, member, form, status=400)


def _changed(request: HttpRequest, member: Member) -> HttpResponse:
    number = request.POST.get("again") or request.POST.get("remove", "")
    found = Proof.objects.filter(
        member=member,
        kind=Proof.Kind.PAGE,
        pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0,
    ).first()
    if found is None:
        raise Http404
    if "remove" in request.POST:
        prove.remove(found, by=member, now=timezone.now())
        messages.success(request, _("That page is no longer named as yours."))
    else:
        limit("proof", who(request), times=20, seconds=3600)
        prove.look_later(found)
        messages.success(request, _("We look at the page in a moment. What we found stands here then."))
    return HttpResponseRedirect(request.path)


def _shown(request: HttpRequest, member: Member, form: PageForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "me": member,
        "pages": Proof.objects.filter(member=member, kind=Proof.Kind.PAGE).order_by("pk"),
        "orcid": Proof.objects.filter(member=member, kind=Proof.Kind.ORCID).first(),
        "orcid_offered": bool(settings.ORCID_CLIENT_ID),
        "orcid_connected": SocialAccount.objects.filter(user=member, provider="orcid").exists(),
        "address": settings.SITE_URL + member.get_absolute_url(),
    }
    return page(request, "people/settings_proofs.html", context, status=status)
