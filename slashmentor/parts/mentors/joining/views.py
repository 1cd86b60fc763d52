"""/mentors/join: what the movement is, how one joins it, and who did."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from slashmentor.base.pages.addresses import url
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of, page

from .buttons import LOOKS, Look
from .queries import directory_version, figures, on_the_wall, page_of_mine

FORM = "/settings/mentor"
_A_MONTH = 30 * 24 * 3600


@require_safe
def join(request: HttpRequest) -> HttpResponse:
    """For visitors it is kept until the directory changes."""
    now = timezone.now()
    version = directory_version()

    def make() -> HttpResponse:
        member = member_of(request)
        mine = page_of_mine(member)
        context: dict[str, Any] = {
            "mine": mine,
            "make_one": FORM if member is not None else url("account_signup", query={"next": FORM}),
            "buttons": [
                (look, _snippet(look, mine.get_absolute_url() if mine else "")) for look in LOOKS.values()
            ],
            "wall": on_the_wall(member),
            "figures": figures(version, now=now),
        }
        return page(request, "mentors/join.html", context)

    return cached_page(request, "mentors:join", f"{version}:{now.date()}", make)


@require_safe
def button(_request: HttpRequest, look: str) -> HttpResponse:
    """One look of the button, for any site to show: the same for everybody, kept for a month."""
    if look not in LOOKS:
        raise Http404
    response = HttpResponse(LOOKS[look].svg, content_type="image/svg+xml; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={_A_MONTH}, immutable"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _snippet(look: Look, page_here: str) -> str:
    """HTML to be copied. It leads to one's own page, and says that it is the same person's; else to this one, and says
    that the page it stands on wants to be listed (outside/proving.py).
    """
    leads, me = (page_here, ' rel="me"') if page_here else (url("mentors:join"), ' rel="mentor"')
    picture = settings.SITE_URL + url("mentors:button", look.name)
    return (
        f'<a href="{escape(settings.SITE_URL + leads)}"{me}><img src="{escape(picture)}"'
        f' alt="/mentor: I offer mentoring" width="{look.width}" height="32"></a>'
    )
