"""Lets a higher layer put a fragment on a page of a lower one, without the lower knowing it."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

Panel = Callable[..., str]

_panels: dict[str, list[tuple[int, Panel]]] = defaultdict(list)


def panel(place: str, *, order: int = 100) -> Callable[[Panel], Panel]:
    """Register a function for a place such as "member.page"; the smallest `order` stands first.

    It is called as `function(request, about, **context)` and gives safe markup, or "" for nothing here.
    """

    def register(function: Panel) -> Panel:
        _panels[place].append((order, function))
        _panels[place].sort(key=lambda item: item[0])
        return function

    return register


def panels(place: str, request: HttpRequest, about: Any = None, **context: Any) -> Markup:
    """All fragments for a place, in order. Plain text in them is escaped, only Markup is taken as it is."""
    return Markup("").join(function(request, about, **context) for _, function in _panels[place])
