"""/search.atom: what is new among the results."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.commons.happenings import latest
from slashmentor.parts.questions.feeds import Item
from slashmentor.parts.questions.feeds import feed as as_feed

from ..grammar import parse
from ..queries.find import Sort
from ..queries.results import Result, find_results
from .search import SECONDS, Asked, asked_in, found_for

ITEMS = 30


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest questions and answers that a visitor would find; 404 without anything to look for."""
    sought = asked_in(request)
    text = sought.text
    query = parse(text)
    if not query:
        raise Http404(_("A feed needs something to look for: /search.atom?q=…"))
    limit("search", who(request), times=30, seconds=60)  # rules.md
    asked = Asked(text, "entries", Sort.NEWEST, 1, sought.here)

    def make() -> HttpResponse:
        found = found_for(asked, query, None, cards=0, size=ITEMS)
        # What only comes near is for a person to judge, not for a feed.
        rows = [] if found.is_relaxed else find_results(found.entries)
        title = _("Search: %(text)s") % {"text": text}
        return as_feed(request, title=title, path=asked.address(), items=[_item(row) for row in rows])

    return cached_page(request, "search.atom", latest(), make, seconds=SECONDS)


def _item(row: Result) -> Item:
    return Item(
        title=row.title if row.is_question else _("Answer to: %(title)s") % {"title": row.title},
        path=row.path,
        author=row.shown_name,
        html=f"<p>{escape((row.body or '')[:500])}</p>",
        at=row.created_at,
        changed_at=row.created_at,
        topics=row.topics,
    )
