"""/mentors.atom: new mentors, of any search."""

from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page

from .. import facets
from ..asked import Asked, asked_in
from ..me import NOBODY
from ..rows import Row, rows_of
from ..searching import search

A_PAGE = 30


class _Feed(Atom1Feed):
    """With the address of what is older (RFC 5005)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if self.feed.get("older"):
            handler.addQuickElement("link", "", {"rel": "next", "href": str(self.feed["older"])})


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """/mentors.atom?topic=…: those who published last, newest first; `before=` goes on after one of them.

    It says what a visitor may see, to members too.
    """
    from ..held import version  # numpy

    asked = asked_in(request.GET)
    before = _before(request.GET.get("before", ""))
    if asked.words:
        limit("search", who(request), times=30, seconds=60)  # rules.md
    now = timezone.now()

    def make() -> HttpResponse:
        from ..finding import newest  # numpy

        keys = search(asked, NOBODY, partial(newest, before=before, most=A_PAGE + 1), now=now)
        rows = rows_of([pk for _moment, pk in keys[:A_PAGE]], asked, NOBODY, today=now.date())
        older = "{}-{}".format(*keys[A_PAGE - 1]) if len(keys) > A_PAGE else ""
        return _written(request, asked, rows, older)

    return cached_page(request, "mentors.atom", f"{version()}:{now.date()}", make)


def _before(text: str) -> tuple[int, int] | None:
    """When and which; Http404 for what no feed of ours names."""
    if not text:
        return None
    moment, _dash, pk = text.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= 17 for part in (moment, pk)):
        raise Http404(_("There is no such page."))
    return int(moment), int(pk)


def _written(request: HttpRequest, asked: Asked, rows: list[Row], older: str) -> HttpResponse:
    here = settings.SITE_URL
    made = _Feed(
        title=_("New mentors: %(search)s") % {"search": facets.spoken(asked)} if asked else _("New mentors"),
        link=here + asked.address(),
        description="",
        feed_url=here + request.get_full_path(),
        language=settings.LANGUAGE_CODE,
        older=here + asked.address("/mentors.atom", before=older) if older else "",
    )
    for row in rows:
        listing = row.listing
        address = here + row.url if row.url.startswith("/") else row.url
        made.add_item(
            title=f"{listing.name}, {listing.line}" if listing.line else listing.name,
            link=address,
            description=f"<p>{escape(listing.lede)}</p><p>{escape(row.room)}</p>",
            author_name=listing.name,
            unique_id=address,
            pubdate=listing.published_at,
            updateddate=listing.published_at,
            categories=listing.topics,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
