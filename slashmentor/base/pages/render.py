"""Making a page: a template, its context, and what every page shows."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.functional import LazyObject
from django.utils.translation import get_language, get_language_bidi
from markupsafe import Markup

from slashmentor.base.pages import nav


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The template as a response, with what every page shows. Fragments (`_x.html`) come the same way."""
    return HttpResponse(_template(template).render(context, request), status=status)


def fragment(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> Markup:
    """The template as markup, to be put into another page (panels do this)."""
    return Markup(_template(template).render(context, request))  # noqa: S704 - our templates escape


def member_of(request: HttpRequest) -> Any:
    """The member who reads this page, or None for a visitor.

    Without a session cookie it answers None and asks neither database nor session, so that a visitor's
    page stays free of both.
    """
    user = getattr(request, "user", None)
    if isinstance(user, LazyObject) and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return user if user is not None and user.is_authenticated else None


@dataclass(frozen=True)
class Site:
    """What the host called this place."""

    name: str
    url: str


class EveryPage:
    """What the layout asks for while it is rendered; fragments that don't ask, don't pay."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def links(self, group: str) -> list[nav.Link]:
        return nav.links(group, member=member_of(self._request), path=self._request.path)

    @property
    def unread(self) -> int:
        """How much waits behind the bell; 0 for visitors."""
        unread = getattr(member_of(self._request), "unread", 0)
        return int(unread() if callable(unread) else unread)

    @property
    def notices(self) -> list[Any]:
        """What Django's messages have to tell, once. A visitor without any cookie has none waiting."""
        request = self._request
        if not request.COOKIES and not getattr(request, "_messages", ()):
            return []
        return list(getattr(request, "_messages", ()))

    @property
    def theme(self) -> str:
        """`light` or `dark` when the member chose one, else "" for what their system says."""
        chosen = getattr(member_of(self._request), "theme", "")
        return chosen if chosen in {"light", "dark"} else ""


def for_every_page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `site`, `member` (or None), `path`, `language`, `every` (asked lazily)."""
    return {
        "site": Site(settings.SITE_NAME, settings.SITE_URL),
        "member": member_of(request),
        "path": request.path,
        "language": get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "every": EveryPage(request),
    }


def _template(name: str) -> Any:
    return _engine().get_template(name)


@cache
def _engine() -> Any:
    return engines["jinja2"]
