"""The addresses of pages and static files, remembered: a list asks for the same ones fifty times."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static as static_address
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """The address of a named page; `query` becomes `?key=value`. NoReverseMatch when there is none."""
    address = _reverse(name, args, tuple(sorted(kwargs.items())), settings.ROOT_URLCONF, get_script_prefix())
    return f"{address}?{urlencode(query)}" if query else address


def static(name: str) -> str:
    """The address of a static file, with its hash once they are collected."""
    return _static(name, settings.STATIC_ROOT)


# Reversing costs 20 µs. typed: 1 and True are equal, and would share an address.
@lru_cache(maxsize=8192, typed=True)
def _reverse(
    name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...], _conf: str, _prefix: str
) -> str:
    return reverse(name, args=args or None, kwargs=dict(kwargs) or None)


@lru_cache(maxsize=512)
def _static(name: str, _folder: object) -> str:
    return static_address(name)
