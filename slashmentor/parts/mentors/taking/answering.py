"""Giving a page in one of its forms: who may see it, which headers it goes with, what was made already."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import RELEASE
from slashmentor.commons.people.models import FormerHandle

from ..queries.page import MentorPage, find_page
from .document import document
from .robots import robots

_A_DAY = 86_400
_BIGGEST = 500_000  # bytes that are kept
# Of what takes a processor a while to make (a PDF, a picture), and only when it isn't there yet.
_MADE_FOR_ONE, _MADE_FOR_ALL, _WITHIN = 20, 300, 600

Answer = Callable[[HttpRequest, MentorPage], HttpResponse]
View = Callable[..., HttpResponse]


def of_a_page(answer: Answer) -> View:
    """A view of a published page, whoever asks; its owner too gets nothing of a draft to give away.

    Leads on from capitals, and from the handle of an account that went into another.
    """

    @require_safe
    @wraps(answer)
    def view(request: HttpRequest, handle: str) -> HttpResponse:
        rest = request.path[len(f"/@{handle}") :]
        if handle != handle.lower():
            return HttpResponsePermanentRedirect(f"/@{handle.lower()}{rest}")
        page = find_page(handle, None, now=timezone.now())
        if page is not None:
            return answer(request, page)
        former = FormerHandle.objects.select_related("member").filter(handle=handle).first()
        if former is None or not former.member.is_active:
            raise Http404
        return HttpResponsePermanentRedirect(f"{former.member.get_absolute_url()}{rest}")

    return view


def given(
    request: HttpRequest,
    page: MentorPage,
    body: str | bytes,
    kind: str,
    *,
    name: str = "",
    shown: bool = True,
) -> HttpResponse:
    """The form as an answer that any site may show; 304 where the asker has it. `shown` False: to be downloaded."""
    response = HttpResponse(body, content_type=kind)
    if name:
        response.headers["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    asked = robots(page.offer)
    if asked:
        response.headers["X-Robots-Tag"] = asked
    response.headers["Link"] = f'<{page.address}>; rel="canonical"'
    for_all(response)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    if etag in parse_etags(request.headers.get("If-None-Match", "").replace("W/", "")):
        # With all that it goes with: a browser takes the headers of this for those of what it has.
        known = HttpResponse(status=304, headers=dict(response.headers))
        del known.headers["Content-Type"]
        return known
    return response


def for_all(response: HttpResponse) -> HttpResponse:
    """Let pages elsewhere load and read it: it holds nothing that isn't public. Asked for again each time."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-cache")
    # Should a browser take one of these for a page of ours, that page can do nothing.
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'; sandbox")
    return response


def made_once(request: HttpRequest, what: str, page: MentorPage, make: Callable[[], bytes]) -> bytes:
    """What `make` makes of the page as it is, kept until it changes. Raises Busy for who asks for very many."""
    said = json.dumps(document(page), sort_keys=True)
    version = hashlib.sha256(f"{RELEASE}:{page.today}:{get_language()}:{said}".encode()).hexdigest()
    key = f"mentor:{what}:{page.offer.pk}:{get_language()}"
    kept: tuple[str, bytes] | None = cache.get(key)
    if kept is not None and kept[0] == version:
        return kept[1]
    limit(f"mentor-{what}", who(request), times=_MADE_FOR_ONE, seconds=_WITHIN)
    limit(f"mentor-{what}", "everybody", times=_MADE_FOR_ALL, seconds=_WITHIN)
    made = make()
    if len(made) <= _BIGGEST:
        cache.set(key, (version, made), _A_DAY)
    return made
