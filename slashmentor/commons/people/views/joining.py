"""Ways in that somebody else opens: invitations, newcomers who wait, claims of imported names."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people import actions
from slashmentor.commons.people.accounts import INVITATION
from slashmentor.commons.people.actions.claim import new_code
from slashmentor.commons.people.models import BroughtAccount, Invitation, Member, Waiting
from slashmentor.commons.people.rules import can_invite, can_let_in

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def invited(request: HttpRequest, code: str) -> HttpResponse:
    """An invitation's link: kept until they have signed up. Opening it changes nothing else."""
    limit("invited", who(request), times=30, seconds=600)
    request.session[INVITATION] = code
    return HttpResponseRedirect(reverse("account_signup"))


@get_or_post
@login_required
def invitations(request: HttpRequest) -> HttpResponse:
    """Hosts make links here. A link is shown once, right after it was made."""
    host: Member = member_of(request)
    if not can_invite.test(host):
        raise Http404
    link = ""
    if request.method == "POST" and "take_back" in request.POST:
        number = request.POST["take_back"]
        found = get_object_or_404(
            Invitation,
            pk=int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0,
            used_at=None,
        )
        actions.take_back(found, by=host)
        messages.success(request, _("That link opens nothing any more."))
        return HttpResponseRedirect(request.path)
    if request.method == "POST":
        _made, code = actions.invite(
            by=host, note=" ".join(request.POST.get("note", "").split())[:120], now=timezone.now()
        )
        link = settings.SITE_URL + reverse("people:invited", args=[code])
    context = {
        "invitations": Invitation.objects.select_related("by")[:200],
        "link": link,
        "mode": settings.REGISTRATION,
    }
    return page(request, "people/invitations.html", context)


@get_or_post
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Newcomers who wait for a host's or moderator's yes."""
    decider: Member = member_of(request)
    if not can_let_in.test(decider):
        raise Http404
    if request.method == "POST":
        newcomer = get_object_or_404(
            Member, handle=request.POST.get("handle", "")[:30], waiting__isnull=False
        )
        if "let_in" in request.POST:
            actions.let_in(newcomer, by=decider, now=timezone.now())
            messages.success(request, _("%(name)s is in, and has a letter.") % {"name": newcomer.shown_name})
        elif "turn_away" in request.POST:
            actions.turn_away(newcomer, by=decider)
            messages.success(request, _("The account is deleted."))
        return HttpResponseRedirect(request.path)
    return page(request, "people/waiting.html", {"newcomers": Waiting.objects.select_related("member")[:100]})


class ClaimForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        help_text=gettext_lazy("We write to it once a host has looked."),
    )
    said = forms.CharField(
        label=gettext_lazy("Anything that helps us see it is you"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@get_or_post
def claim(request: HttpRequest, handle: str) -> HttpResponse:
    """An imported name: is it yours? The code is the same until the session ends, so the page can be left."""
    shown = get_object_or_404(Member, handle=handle.lower(), is_claimed=False, is_active=True)
    codes = request.session.get("claims", {})
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        limit("claim", who(request), times=5, seconds=86_400)
        if form.is_valid() and handle in codes:
            actions.claim(
                shown,
                email=form.cleaned_data["email"],
                code=codes[handle],
                said=form.cleaned_data["said"],
                now=timezone.now(),
            )
            return page(request, "people/claimed.html", {"shown": shown, "code": codes[handle]})
    if handle not in codes:
        codes = dict(list(codes.items())[-9:]) | {handle: new_code()}
        request.session["claims"] = codes
    brought = BroughtAccount.objects.filter(member=shown).select_related("community")
    context = {"shown": shown, "form": form, "code": codes[handle], "brought": brought}
    return page(request, "people/claim.html", context, status=400 if form.is_bound else 200)
