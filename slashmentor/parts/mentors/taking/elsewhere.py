"""A mentor page on other sites: a small page for a frame, a script that needs no frame, and where one gets all of it."""

import json
from functools import cache
from importlib.resources import files

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from slashmentor.base.pages.addresses import url
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import member_of
from slashmentor.base.pages.render import page as rendered
from slashmentor.commons.happenings import latest

from ..joining.buttons import LOOKS
from ..queries.page import MentorPage
from ..room import room
from ..words import State
from .answering import given, of_a_page
from .sections import ASKABLE

FRAME_WIDTH, FRAME_HEIGHT = 420, 300
LOOK = LOOKS["light"]
# The one page of ours that may stand in a frame. It has no form and knows nobody, so nothing can be clicked for one.
_IN_A_FRAME = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


@xframe_options_exempt
@of_a_page
def embed(request: HttpRequest, page: MentorPage) -> HttpResponse:
    context = {
        "shown": page,
        "offer": page.offer,
        "mentor": page.member,
        "room": _room(page),
        "may_ask": page.state in ASKABLE,
    }
    text = rendered(request, "mentors/take/embed.html", context).content
    response = given(request, page, text, "text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = _IN_A_FRAME
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@of_a_page
def embed_js(request: HttpRequest, page: MentorPage) -> HttpResponse:
    """The same file for every page but for its words: it finds its page by the address it was loaded from."""
    words = json.dumps(
        {
            "ask": _("Ask %(name)s") % {"name": "{name}"},
            "open": _("{open} of {places} places open"),
            "open_one": _("1 of 1 place open"),
            "away": _("Away until {day}"),
            **{state.value: str(state.label) for state in State if state not in (State.OPEN, State.DRAFT)},
        },
        ensure_ascii=True,
    ).replace("<", "\\u003c")
    text = _script().replace("{/* words */}", words)
    return given(request, page, text, "text/javascript; charset=utf-8")


@of_a_page
def take(request: HttpRequest, page: MentorPage) -> HttpResponse:
    """/@handle/mentor/take: every form of it on one page, for its owner and for anybody."""

    def make() -> HttpResponse:
        member = member_of(request)
        context = {
            "shown": page,
            "offer": page.offer,
            "mentor": page.member,
            "room": _room(page),
            "is_mine": member is not None and member.pk == page.member.pk,
            "snippets": _snippets(page),
            "look": LOOK,
            "by_browser": request.GET.get("print") == "browser",
        }
        return rendered(request, "mentors/take/take.html", context)

    return cached_page(request, "mentor:take", f"{latest()}:{page.today}", make)


@cache
def _script() -> str:
    return files(__package__).joinpath("embed.js").read_text(encoding="utf-8")


def _room(page: MentorPage) -> str:
    return room(page.offer, today=page.today)


def _snippets(page: MentorPage) -> dict[str, str]:
    """HTML to be copied: in a frame, by script, and links that show whose both pages are."""
    name, address = escape(page.member.shown_name), escape(page.address)
    picture = escape(settings.SITE_URL + url("mentors:button", LOOK.name))
    return {
        "frame": f'<iframe src="{address}/embed" title="{name} /mentor" width="{FRAME_WIDTH}" height="{FRAME_HEIGHT}"'
        ' loading="lazy" style="border:0;max-width:100%"></iframe>',
        "script": f'<script async src="{address}/embed.js"></script>',
        "badge": f'<a href="{address}" rel="me"><img src="{picture}" alt="/mentor: I offer mentoring"'
        f' width="{LOOK.width}" height="32"></a>',
        "link": f'<a href="{address}" rel="me">{name} /mentor</a>',
    }
