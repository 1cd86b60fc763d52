"""A mentor page as one file of HTML that needs nothing else: for one's own server, and for the PDF."""

from typing import Any, NamedTuple

from django.http import HttpRequest

from slashmentor.base.pages.render import fragment

from ..models.offer import PIECES
from ..queries.page import MentorPage
from ..room import room
from .lettering import is_from_right
from .pictures import portrait_data, qr_svg
from .robots import robots
from .schema_org import described
from .sections import ASKABLE, TITLES, hours_by_day, terms
from .texts import to_portable_html, without_formulas


class Piece(NamedTuple):
    """One part of the page in the mentor's own words, with the topics that belong to it."""

    name: str
    title: str
    html: str
    topics: list[str]


def html_file(request: HttpRequest, page: MentorPage, *, formulas: bool = True) -> str:
    """The whole document. It shows the same words, topics, terms and hours as the page here, and links to it with
    rel="me", so that a directory can see whose it is. `formulas` False: as TeX, for what can't set them.
    """
    return str(fragment(request, "mentors/take/file.html", _context(page, formulas=formulas)))


def _context(page: MentorPage, *, formulas: bool) -> dict[str, Any]:
    member = page.member
    return {
        "shown": page,
        "offer": page.offer,
        "mentor": member,
        "title": member.position or (member.get_stage_display() if member.stage else ""),
        "portrait": portrait_data(member.picture),
        "room": room(page.offer, today=page.today),
        "pieces": [piece for piece in _pieces(page, formulas=formulas) if piece.html or piece.topics],
        "terms": list(terms(page)),
        "hours": hours_by_day(page),
        "schema": described(page),
        "robots": robots(page.offer),
        "may_ask": page.state in ASKABLE,
        "runs": lambda text: "rtl" if is_from_right(text) else "ltr",  # WeasyPrint knows no dir="auto"
        "qr": qr_svg(page.address, title=page.address),
    }


def _pieces(page: MentorPage, *, formulas: bool) -> list[Piece]:
    out = []
    for name in PIECES:
        html = to_portable_html(getattr(page.offer, f"{name}_html"))
        topics = {"helps": page.topics, "seeks": page.seeks}.get(name, [])
        out.append(Piece(name, str(TITLES[name]), html if formulas else without_formulas(html), topics))
    return out
