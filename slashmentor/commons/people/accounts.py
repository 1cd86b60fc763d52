"""How django-allauth behaves here: who may sign up, which words it uses, where its letters go."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people import letters
from slashmentor.commons.people.actions import open_invitation
from slashmentor.commons.people.models import Member

# Where the code of an invitation waits in the session until its owner has signed up.
INVITATION = "invitation"


def shown_name(member: Member) -> str:
    return member.shown_name


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts with a handle, an e-mail address and a password."""

    _mismatch = _("That handle or address and that password don’t belong together. Please check both.")
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed at the moment."),
        "email_password_mismatch": _mismatch,
        "username_password_mismatch": _mismatch,
        "enter_current_password": _("That isn’t your present password."),
        "incorrect_password": _("That isn’t your password."),
        "invalid_password_reset": _("This link was used already, or is too old."),
        "max_email_addresses": _("You can have at most %d addresses."),
        "duplicate_email": _("That address is yours already."),
        "too_many_login_attempts": _(
            "Those were too many attempts. Please wait five minutes, or set a new password."
        ),
        "rate_limited": _("That was a lot in a short time. Please wait a little and try again."),
        "username_taken": _("That handle is taken. Please choose another."),
        "unverified_primary_email": _("Please confirm that address first."),
        "cannot_remove_primary_email": _("That is the address we write to. Choose another for that first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        if settings.REGISTRATION == "invite":
            return open_invitation(request.session.get(INVITATION, "")) is not None
        return bool(settings.REGISTRATION != "closed")

    def new_user(self, request: HttpRequest) -> Member:  # noqa: ARG002 - allauth's signature
        return Member(joined_at=timezone.now())

    def save_user(self, request: HttpRequest, user: Member, form: Any, commit: bool = True) -> Member:  # noqa: FBT001, FBT002 - allauth's signature
        # Named one by one: what else was posted goes nowhere.
        user.name = form.cleaned_data.get("name", "")
        user.is_pseudonym = form.cleaned_data.get("is_pseudonym", False)
        saved: Member = super().save_user(request, user, form, commit=commit)
        return saved

    def get_client_ip(self, request: HttpRequest) -> str:
        # base/addresses has made it the visitor's; empty behind a Unix socket without SLASHMENTOR_PROXIES.
        return request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104 - a word for unknown

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Let the queue send it, with addresses of the instance rather than of the Host header."""
        request = current.request or self.request
        asked_at = request.build_absolute_uri("/").removesuffix("/")
        context = {
            name: settings.SITE_URL + value.removeprefix(asked_at)
            if isinstance(value, str) and value.startswith(asked_at + "/")
            else value
            for name, value in context.items()
        }
        context |= {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "email": email}
        letter = self.render_mail(template_prefix, email, context)
        letters.write(letter.subject, str(letter.body), email)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:  # noqa: FBT001 - allauth's signature
        """To an address that somebody has confirmed already another letter goes: confirming it twice can't work."""
        address = emailconfirmation.email_address.email
        if EmailAddress.objects.filter(email=address, verified=True).exists():
            self.send_account_already_exists_mail(address)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        return "/settings/account"


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """ORCID, when the host configured it. Its word about an address never opens an account that exists."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": _("Set a password first, or you couldn’t log in any more."),
        "no_verified_email": _("Confirm an e-mail address first, or you couldn’t get a new password."),
        "disconnect_last": _("Set a password first, or you couldn’t log in any more."),
        "connected_other": _("That ORCID iD is connected to another account here."),
    }

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        member = super().populate_user(request, sociallogin, data)
        names = (data.get("first_name", ""), data.get("last_name", ""))
        member.name = " ".join(name for name in names if name)[:80]
        return member

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        return {**super().get_signup_form_initial_data(sociallogin), "name": sociallogin.user.name}
