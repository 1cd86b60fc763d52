"""allauth's forms for codes and passkeys, in our words."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse, RateLimited
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from slashmentor.commons.people.forms.accounts import InOurWords

logger = logging.getLogger(__name__)

CODE = {
    "code": (_("Code"), _("The six digits your authenticator app shows now, or one of your recovery codes."))
}
TYPING = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}


class CodeForm(InOurWords, codes.AuthenticateForm):  # type: ignore[misc]
    words = CODE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= TYPING


class CodeAgainForm(InOurWords, codes.ReauthenticateForm):  # type: ignore[misc]
    words = CODE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= TYPING


class ActivateForm(InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words = {"code": (_("Code from the app"), _("Six digits, new every half minute."))}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= TYPING


class AddPasskeyForm(InOurWords, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    words = {
        "name": (_("What to call it"), _("So that you know it again, like “phone” or “blue key”.")),
        "passwordless": (
            _("Log in with it alone"),
            _("Without a password; the device asks for your finger, face or PIN."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True

    def clean(self) -> Any:
        return _or_wrong(super().clean)


class NamePasskeyForm(InOurWords, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    words = {"name": (_("What to call it"), "")}


class _FromADevice(InOurWords):
    """Takes what isn't a device's answer for a wrong one: the libraries below fail on it in many ways."""

    def clean_credential(self) -> Any:
        return _or_wrong(super().clean_credential)  # type: ignore[misc]


class PasskeyForm(_FromADevice, passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyAgainForm(_FromADevice, passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeyAloneForm(_FromADevice, passkeys.LoginWebAuthnForm):  # type: ignore[misc]
    pass


def _or_wrong(clean: Callable[[], Any]) -> Any:
    try:
        return clean()
    except (ValidationError, RateLimited, ImmediateHttpResponse):
        raise
    except Exception as error:
        logger.info("A passkey's answer that couldn't be read: %r", error)
        raise ValidationError(_("The device’s answer couldn’t be read. Please try again.")) from error
