"""Texts that the database keeps and can't read: sealed under keys that are derived from SECRET_KEY and stand outside it.

It protects from stolen dumps and backups, not from whoever runs the server. A changed SECRET_KEY makes what was sealed
unreadable, unless the old one is kept in SECRET_KEY_FALLBACKS.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _


class Unreadable(str):
    """What stands where a sealed text can't be opened any more. Written back, it leaves the seal as it was."""

    __slots__ = ("sealed",)
    sealed: str


class SealedTextField(models.TextField):  # type: ignore[type-arg] # Django's stubs alone make it generic
    """A text that is sealed on its way into the database and opened on its way out; "" is kept as it is.

    `purpose` chooses the key: what one part sealed no other opens. Nothing can be looked up by it (`mark` can).
    """

    def __init__(self, *args: Any, purpose: str, **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        if isinstance(value, Unreadable):
            return value.sealed
        return seal(self.purpose, text) if text else text

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> str | None:
        return unseal(self.purpose, value) if value else value


def seal(purpose: str, text: str) -> str:
    """The text under the key of that purpose."""
    return _fernets(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str) -> str:
    """The other way round; an Unreadable sentence when no key opens it."""
    try:
        return _fernets(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        said = Unreadable(_("This can’t be read any more: the key of this instance has changed since."))
        said.sealed = sealed
        return said


def mark(purpose: str, words: str) -> str:
    """By what a text is known again without being kept, under the key in use."""
    return marks(purpose, words)[0]


def marks(purpose: str, words: str) -> list[str]:
    """The same under every key, the one in use first: to find what was marked under an older one, too."""
    keys = derived(f"{purpose}:marks", 32)
    return [hmac.new(key, words.encode(), hashlib.sha256).hexdigest() for key in keys]


def derived(purpose: str, length: int) -> list[bytes]:
    """A key for this purpose from each SECRET_KEY, the one in use first."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [_derived(secret, purpose, length) for secret in secrets]


def _fernets(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived(purpose, 32)])


@lru_cache(maxsize=32)
def _derived(secret: str, purpose: str, length: int) -> bytes:
    made = HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode())
    return made.derive(secret.encode())
