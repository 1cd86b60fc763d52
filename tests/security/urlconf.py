"""What the URL conf says, flat."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address pattern of the instance, as the URL conf writes it."""
    for part in (resolver or get_resolver()).url_patterns:
        here = before + str(part.pattern)
        if isinstance(part, URLResolver):
            yield from patterns(part, here)
        else:
            assert isinstance(part, URLPattern)
            yield here
