"""How the secrets of second factors are kept."""

import base64
from functools import lru_cache

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts them with a key made of SECRET_KEY, so that a stolen database makes no codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "That code isn’t right, or its half minute is over. Please take the next one."
        ),
        "unverified_email": gettext_lazy(
            "Please confirm your e-mail address first, so that you can’t lock yourself out."
        ),
        "add_email_blocked": gettext_lazy(
            "While a second factor protects your account, no address can be added. Turn it off first."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return (
            _keys(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
            .decrypt(encrypted_text.encode())
            .decode()
        )

    def _get_site_name(self) -> str:
        name: str = settings.SITE_NAME
        return name

    def generate_authenticator_name(self, user: object, type: object) -> str:  # noqa: A002 - allauth's name
        from allauth.mfa.models import Authenticator  # models aren't loaded when settings name this module

        known = Authenticator.objects.filter(user_id=getattr(user, "pk", None), type=type).count()
        if not known:
            return _("My passkey")
        return ngettext("My passkey, number %(number)s", "My passkey, number %(number)s", known + 1) % {
            "number": known + 1
        }


@lru_cache(maxsize=2)
def _keys(*secrets: str) -> MultiFernet:
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor").derive(
                        secret.encode()
                    )
                )
            )
            for secret in secrets
        ]
    )
