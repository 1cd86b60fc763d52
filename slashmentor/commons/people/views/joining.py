"""Ways in that somebody else opens: invitations, newcomers who wait, claims of imported names."""

from typing import Any

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
from slashmentor.commons.people.models import BroughtAccount, Claim, FormerHandle, Invitation, Member, Waiting
from slashmentor.commons.people.queries import open_claims
from slashmentor.commons.people.rules import can_invite, can_let_in, can_see_claims

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
    """What somebody says who claims an imported name; whoever is logged in has an address already."""

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
    page = forms.URLField(
        label=gettext_lazy("A page of yours that links to your profile there"),
        max_length=400,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Instead of the code, if your profile there names this page."),
    )
    field_order = ["email", "page", "said"]

    def __init__(self, *args: Any, member: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if member is not None:
            del self.fields["email"]


@get_or_post
def claim(request: HttpRequest, handle: str) -> HttpResponse:
    """An imported name: is it yours? The code is the same until the session ends, so the page can be left."""
    shown = Member.objects.filter(handle=handle.lower(), is_claimed=False, is_active=True).first()
    if shown is None:
        return _claimed_since(request, handle.lower())
    codes = request.session.get("claims", {})
    me: Member | None = member_of(request)
    form = ClaimForm(request.POST if request.method == "POST" else None, member=me)
    if form.is_bound:
        limit("claim", who(request), times=5, seconds=86_400)
        if form.is_valid() and handle in codes:
            made = actions.claim(
                shown,
                email=me.email if me is not None else form.cleaned_data["email"],
                code=codes[handle],
                said=form.cleaned_data["said"],
                page=form.cleaned_data["page"],
                into=Member.objects.get(pk=me.pk) if me is not None else None,
                now=timezone.now(),
            )
            if me is not None and made.granted:
                messages.success(
                    request,
                    _("What %(name)s wrote is yours now, with its points.") % {"name": shown.shown_name},
                )
                return HttpResponseRedirect(me.get_absolute_url())
            return page(request, "people/claimed.html", {"shown": shown, "code": codes[handle]})
    if handle not in codes:
        codes = dict(list(codes.items())[-9:]) | {handle: new_code()}
        request.session["claims"] = codes
    brought = BroughtAccount.objects.filter(member=shown).select_related("community")
    context = {"shown": shown, "form": form, "code": codes[handle], "brought": brought}
    return page(request, "people/claim.html", context, status=400 if form.is_bound else 200)


def _claimed_since(request: HttpRequest, handle: str) -> HttpResponse:
    """On to the page of who has an imported name by now; Http404 for every other name."""
    former = (
        FormerHandle.objects.select_related("member").filter(handle=handle, member__is_active=True).first()
    )
    has_it = former.member if former is not None else get_object_or_404(Member, handle=handle, is_active=True)
    if not BroughtAccount.objects.filter(member=has_it).exists():
        raise Http404
    messages.info(request, _("This name has been claimed already."))
    return HttpResponseRedirect(has_it.get_absolute_url())


@get_or_post
def claims(request: HttpRequest) -> HttpResponse:
    """/moderation/claims: who says that an imported name is theirs; a yes or a no."""
    decider: Member | None = member_of(request)
    if decider is None or not can_see_claims.test(decider):
        raise Http404
    if request.method != "POST":
        return page(request, "people/claims.html", {"claims": open_claims(decider)})
    number = request.POST.get("grant") or request.POST.get("decline", "")
    known = number.isascii() and number.isdigit() and len(number) < 19
    if not known:
        raise Http404
    found = Claim.objects.select_related("member").filter(pk=int(number), decided_at=None).first()
    if found is None:
        # Another moderator was quicker. Once the name is in another account, its claims are gone with it.
        messages.info(request, _("This was decided already."))
        return HttpResponseRedirect(request.path)
    name, now = found.member.shown_name, timezone.now()
    if "grant" in request.POST:
        actions.grant(found, by=decider, now=now)
        messages.success(request, _("%(name)s is theirs now.") % {"name": name})
    else:
        actions.decline(found, by=decider, now=now)
        messages.success(request, _("%(name)s stays as it was.") % {"name": name})
    return HttpResponseRedirect(request.path)
