"""A mentor page in each of its forms, at its address with another ending."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe

from ..queries.page import MentorPage
from .answering import for_all, given, made_once, of_a_page
from .as_card import card
from .as_file import html_file
from .as_markdown import markdown
from .as_pdf import CannotPrint, pdf
from .as_vcard import vcard
from .document import document, schema
from .pictures import qr_svg

JSON = "application/json; charset=utf-8"


@of_a_page
def as_json(request: HttpRequest, page: MentorPage) -> HttpResponse:
    text = json.dumps(document(page), ensure_ascii=False, indent=1)
    return given(request, page, text, JSON, name="mentor.json")


@require_safe
def old_json(_request: HttpRequest, handle: str) -> HttpResponse:
    """/@handle/mentoring.json: the movement's other word for it."""
    return HttpResponsePermanentRedirect(f"/@{handle.lower()}/mentor.json")


@require_safe
def schema_json(_request: HttpRequest) -> HttpResponse:
    text = json.dumps(schema(), ensure_ascii=False, indent=1)
    return for_all(HttpResponse(text, content_type="application/schema+json; charset=utf-8"))


@of_a_page
def as_md(request: HttpRequest, page: MentorPage) -> HttpResponse:
    return given(request, page, markdown(page), "text/markdown; charset=utf-8", name="mentor.md")


@of_a_page
def as_vcf(request: HttpRequest, page: MentorPage) -> HttpResponse:
    name = f"{page.member.handle}.vcf"
    return given(request, page, vcard(page), "text/vcard; charset=utf-8", name=name, shown=False)


@of_a_page
def as_html(request: HttpRequest, page: MentorPage) -> HttpResponse:
    """For one's own server, so it is downloaded: here its style would be refused, as every page's own style is."""
    text = html_file(request, page)
    return given(request, page, text, "text/html; charset=utf-8", name="mentor.html", shown=False)


@of_a_page
def as_printed(request: HttpRequest, page: MentorPage) -> HttpResponse:
    """As PDF; where the host can't make one, to where it says how a browser does."""

    def make() -> bytes:
        return pdf(html_file(request, page, formulas=False))

    try:
        made = made_once(request, "pdf", page, make)
    except CannotPrint:
        return HttpResponseRedirect(f"{page.offer.get_absolute_url()}/take?print=browser#print")
    # Downloaded, since browsers show no PDF under the policy that the other forms go with.
    name = f"{page.member.handle}-mentor.pdf"
    return given(request, page, made, "application/pdf", name=name, shown=False)


@of_a_page
def qr(request: HttpRequest, page: MentorPage) -> HttpResponse:
    text = qr_svg(page.address, title=page.address, size=300)
    return given(request, page, text, "image/svg+xml; charset=utf-8", name=f"{page.member.handle}-mentor.svg")


@of_a_page
def card_png(request: HttpRequest, page: MentorPage) -> HttpResponse:
    made = made_once(request, "card", page, lambda: card(page))
    return given(request, page, made, "image/png", name=f"{page.member.handle}-mentor.png")
