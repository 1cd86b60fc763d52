"""A member's own settings, one page each."""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slashmentor.base.errors import Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import page
from slashmentor.base.text.render import render
from slashmentor.commons.people.actions import change_profile, change_settings, remove_picture, show_picture
from slashmentor.commons.people.forms.settings import LookForm, PictureForm, PrivacyForm, ProfileForm
from slashmentor.commons.people.models import Member

LONGEST_BIO = 5000

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def index(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("people:settings_profile"))


@get_or_post
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    member = _me(request)
    form = ProfileForm(request.POST if request.method == "POST" else None, member=member)
    return _asked(
        request,
        form,
        "people/settings_profile.html",
        lambda: change_profile(member, by=member, values=form.cleaned_data, now=timezone.now()),
        _("Your page says so now."),
    )


@require_POST
@login_required
def preview(request: HttpRequest) -> HttpResponse:
    """How `body` will look on one's page."""
    limit("preview", who(request), times=60, seconds=60)
    return HttpResponse(render(request.POST.get("body", "")[:LONGEST_BIO]).html)


@get_or_post
@login_required
def picture(request: HttpRequest) -> HttpResponse:
    """Upload a picture, or with `remove` go back to the letters."""
    member = _me(request)
    if request.method == "POST" and "remove" in request.POST:
        remove_picture(member, by=member, now=timezone.now())
        return _said(request, _("Your letters stand there again."))
    posted = request.method == "POST"
    form = PictureForm(request.POST if posted else None, request.FILES if posted else None)

    def show() -> None:
        limit("picture", who(request), times=20, seconds=86_400)
        show_picture(member, by=member, file=form.cleaned_data["file"], now=timezone.now())

    return _asked(request, form, "people/settings_picture.html", show, _("That is your picture now."))


@get_or_post
@login_required
def privacy(request: HttpRequest) -> HttpResponse:
    return _settings(request, PrivacyForm, "people/settings_privacy.html")


@get_or_post
@login_required
def look(request: HttpRequest) -> HttpResponse:
    return _settings(request, LookForm, "people/settings_look.html")


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """How one gets in: addresses, password, passkeys, ORCID, where one is logged in. The pages are allauth's."""
    member = _me(request)
    context = {
        "addresses": EmailAddress.objects.filter(user=member).order_by("-primary", "pk"),
        "factors": set(Authenticator.objects.filter(user=member).values_list("type", flat=True)),
        "has_password": member.has_usable_password(),
        "orcid": SocialAccount.objects.filter(user=member, provider="orcid").first(),
        "orcid_offered": bool(settings.ORCID_CLIENT_ID),
    }
    return page(request, "people/settings_account.html", context)


def _settings(request: HttpRequest, kind: type[Form], template: str) -> HttpResponse:
    member = _me(request)
    initial = {name: getattr(member, name) for name in kind.base_fields}
    form = kind(request.POST if request.method == "POST" else None, initial=initial)
    return _asked(
        request,
        form,
        template,
        lambda: change_settings(member, by=member, values=form.cleaned_data, now=timezone.now()),
        _("Saved."),
    )


def _asked(request: HttpRequest, form: Form, template: str, do: Callable[[], Any], said: str) -> HttpResponse:
    """Show the form; when it was sent and is sound, do it and come back with a word."""
    if form.is_bound and form.is_valid():
        try:
            do()
        except Invalid as error:
            for field, sentence in error.errors.items():
                form.add_error(field if field in form.fields else None, sentence)
        else:
            return _said(request, said)
    return page(request, template, {"form": form}, status=400 if form.is_bound else 200)


def _said(request: HttpRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(request.path)


def _me(request: HttpRequest) -> Member:
    """The member themselves rather than the lazy stand-in of the request."""
    member: Member = Member.objects.select_related("picture").get(pk=request.user.pk)
    return member
