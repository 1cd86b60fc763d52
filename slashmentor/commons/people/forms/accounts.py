"""The forms of allauth's pages in our words: no placeholders for labels, one password field instead of two."""

from typing import Any

from allauth.account import forms as allauth
from allauth.socialaccount import forms as allauth_social
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slashmentor.base.errors import Refused
from slashmentor.commons.people.actions import join
from slashmentor.commons.people.models import Member

NEW_PASSWORD = _("At least 10 characters. Three or four words that don’t belong together are easy to keep.")


class InOurWords(forms.Form):
    """Takes allauth's placeholders away, since a label that vanishes while one types helps nobody."""

    words: dict[str, tuple[Any, Any]] = {}  # field: label, hint

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class LogInForm(InOurWords, allauth.LoginForm):  # type: ignore[misc]
    words = {"login": (_("Handle or e-mail address"), ""), "password": (_("Password"), "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # "webauthn": browsers offer a passkey where they fill in the name.
        self.fields["login"].widget.attrs |= {
            "autocomplete": "username webauthn",
            "autocapitalize": "none",
            "maxlength": "254",
        }


class _Joining(InOurWords):
    """What both ways of signing up ask, and how they end."""

    name = forms.CharField(max_length=80, required=False)
    is_pseudonym = forms.BooleanField(required=False)
    words = {
        "username": (
            _("Handle"),
            _("Your address here: letters a–z, digits, hyphens, underscores, like ada-l. It stays."),
        ),
        "email": (_("E-mail address"), _("Nobody sees it. We write to it only what you allow.")),
        "name": (
            _("Name"),
            _("Your own is recommended, since advice counts for more with it. A pseudonym is fine too."),
        ),
        "is_pseudonym": (_("This name is a pseudonym"), ""),
        "password1": (_("Password"), NEW_PASSWORD),
    }
    field_order = ["username", "name", "is_pseudonym", "email", "password1"]

    def clean_username(self) -> str:
        self.cleaned_data["username"] = self.cleaned_data["username"].strip().removeprefix("@").lower()
        handle: str = super().clean_username()  # type: ignore[misc]
        return handle

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def save(self, request: HttpRequest) -> Member:
        """The account, in one transaction with what follows from it. Refused when a race or the host says no."""
        try:
            with transaction.atomic():
                member: Member = super().save(request)  # type: ignore[misc]
                return join(member, invitation=request.session.pop("invitation", ""), now=timezone.now())
        except IntegrityError as error:
            raise Refused(
                str(_("Somebody took that handle a moment ago. Please go back and choose another."))
            ) from error


class SignUpForm(_Joining, allauth.SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class OrcidSignUpForm(_Joining, allauth_social.SignupForm):  # type: ignore[misc]
    field_order = ["username", "name", "is_pseudonym", "email"]


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):  # type: ignore[misc]
    password2 = None
    words = {"oldpassword": (_("Present password"), ""), "password1": (_("New password"), NEW_PASSWORD)}


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):  # type: ignore[misc]
    password2 = None
    words = {"password1": (_("Password"), NEW_PASSWORD)}


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    password2 = None
    words = {"password1": (_("New password"), NEW_PASSWORD)}


class ResetPasswordForm(InOurWords, allauth.ResetPasswordForm):  # type: ignore[misc]
    words = {"email": (_("E-mail address"), "")}


class AddEmailForm(InOurWords, allauth.AddEmailForm):  # type: ignore[misc]
    words = {
        "email": (_("Another e-mail address"), _("We send a link to it; it counts once you followed that."))
    }


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": (_("Password"), "")}
