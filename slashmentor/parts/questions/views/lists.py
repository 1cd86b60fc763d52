"""Lists of questions: all of them, a community's, a topic's. Kept for visitors until something happens."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from slashmentor.base.pages.cached import cached_fragment, cached_page
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import latest

from ..queries.lists import A_PAGE, MOST_PAGES, SORTS, Beside, find_beside, find_questions
from ..queries.network import find_whole
from .described import described_list
from .mine import mine
from .numbers import Pager, page_number
from .rows import list_markup
from .synonyms import follows_synonyms
from .tabs import Shown, tabs

SECONDS = 10  # so long a list is kept at most, whatever happens meanwhile


@require_safe
@follows_synonyms
def questions(request: HttpRequest) -> HttpResponse:
    """/questions?sort=&topic=&community=&page=; the community `mine`: those that the reader joined."""
    if request.GET.get("community") == "mine":
        return mine(request, shown_in(request))
    shown = shown_in(
        request, topic=request.GET.get("topic", "")[:60], community=request.GET.get("community", "")[:60]
    )
    return respond(request, shown, "questions/list.html", lambda: _listed(request, shown))


@require_safe
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """/c/<slug>: a community and its questions."""
    shown = shown_in(request, community=slug)

    def body() -> tuple[dict[str, Any], Markup]:
        whole = find_whole(slug)
        if whole is None:
            raise Http404
        context = {
            **_facts(request, shown, None, whole.community),
            "topics": whole.topics,
            "moderators": whole.moderators,
        }
        return context, rows_of(request, shown, None, whole.community)

    return respond(request, shown, "questions/community.html", body)


def shown_in(request: HttpRequest, *, topic: str = "", community: str = "") -> Shown:
    """The list that the address asks for; Http404 when there can't be such a list."""
    sort = request.GET.get("sort", "new")
    if sort not in SORTS:
        raise Http404
    return Shown(sort, page_number(request.GET.get("page"), most=MOST_PAGES), topic, community)


def respond(
    request: HttpRequest, shown: Shown, template: str, body: Callable[[], tuple[dict[str, Any], Markup]]
) -> HttpResponse:
    """The page, kept as a whole for visitors; `body` gives the context and the markup that readers share."""
    version = latest_of(request)

    def make() -> HttpResponse:
        context, markup = body()
        return page(request, template, {**context, "shown": shown, "body": markup})

    if member_of(request) is not None:
        return make()
    return cached_page(request, shown.key, version, make, seconds=SECONDS)


def _listed(request: HttpRequest, shown: Shown) -> tuple[dict[str, Any], Markup]:
    beside = find_beside(topic=shown.topic, community=shown.community)
    topic, community = asked_for(beside, shown)
    context = {
        **_facts(request, shown, topic, community),
        "topics": [row.name for row in beside if row.kind == "topics"],
        "communities": [row for row in beside if row.kind == "communities"],
    }
    return context, rows_of(request, shown, topic, community)


def _facts(
    request: HttpRequest, shown: Shown, topic: Beside | None, community: Beside | Community | None
) -> dict[str, Any]:
    return {
        "topic": topic,
        "community": community,
        "title": _title(shown, topic, community),
        "tabs": tabs(request.path, _filters(request), shown),
        **addresses(request, shown),
    }


def asked_for(beside: list[Beside], shown: Shown) -> tuple[Beside | None, Beside | None]:
    """The topic and the community that the list is limited to; Http404 when one of them doesn't exist."""
    found = {row.kind: row for row in beside}
    topic, community = found.get("topic"), found.get("community")
    if (shown.topic and topic is None) or (shown.community and community is None):
        raise Http404
    return topic, community


def rows_of(
    request: HttpRequest, shown: Shown, topic: Beside | None, community: Beside | Community | None
) -> Markup:
    """The rows with their pager: the same for all readers."""

    def make() -> str:
        rows = find_questions(
            sort=shown.sort,
            topic=topic.id if topic else None,
            community=community.id if community else None,
            page=shown.number,
        )
        if not rows and shown.number > 1:
            raise Http404
        made = list_markup(
            request,
            rows[:A_PAGE],
            sort=shown.sort,
            pager=Pager(
                request.path, {**_filters(request), **shown.query}, shown.number, more=len(rows) > A_PAGE
            ),
            empty=_empty(shown),
            ask=f"?community={community.slug}" if community else "",
            names_community=community is None,
        )
        return made + described_list(rows[:A_PAGE])

    return cached_fragment(f"{request.path}:{shown.key}", latest_of(request), make, seconds=SECONDS)


def latest_of(request: HttpRequest) -> int:
    """`latest()` once a request, however many parts of its page ask for it."""
    known: int | None = getattr(request, "latest_happening", None)
    if known is None:
        known = request.latest_happening = latest()  # type: ignore[attr-defined]
    return known


def addresses(request: HttpRequest, shown: Shown) -> dict[str, str]:
    """The list's canonical address, and that of its feed."""
    query = {**_filters(request), **shown.query}
    words = urlencode({**query, **({"page": shown.number} if shown.number > 1 else {})})
    return {
        "canonical": request.path + (f"?{words}" if words else ""),
        "feed": f"{request.path}.atom" + (f"?{urlencode(query)}" if query else ""),
    }


def _filters(request: HttpRequest) -> dict[str, str]:
    return {name: value for name in ("topic", "community") if (value := request.GET.get(name, ""))}


def _title(shown: Shown, topic: Beside | None, community: Beside | Community | None) -> str:
    """The list in words: what it is limited to, never only how it is sorted."""
    words = {
        "unanswered": _("Questions without a good answer yet"),
        "hot": _("Questions many are looking at"),
        "bounties": _("Questions with a bounty"),
    }
    title = words.get(shown.sort, _("Questions"))
    if topic and community:
        return _("%(title)s on /%(topic)s in %(community)s") % {
            "title": title,
            "topic": topic.name,
            "community": community.name,
        }
    if topic:
        return _("%(title)s on /%(topic)s") % {"title": title, "topic": topic.name}
    if community:
        return _("%(title)s in %(community)s") % {"title": title, "community": community.name}
    return title


def _empty(shown: Shown) -> dict[str, str] | None:
    if shown.sort == "unanswered":
        return {
            "title": _("Nothing waits"),
            "text": _(
                "Every question here has a good answer. New ones will stand here until they have, too."
            ),
        }
    if shown.sort == "hot":
        return {
            "title": _("A quiet time"),
            "text": _("Questions of the last three days that many read and answer will stand here."),
        }
    if shown.sort == "bounties":
        return {
            "title": _("No bounty is open"),
            "text": _("Questions for whose good answer somebody gives points of their own will stand here."),
        }
    return None
