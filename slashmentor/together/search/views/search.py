"""/search: questions and answers, people and topics."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.paging import Page, page_number
from slashmentor.base.pages.render import fragment, member_of, page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import latest
from slashmentor.commons.people.models import Member

from ..grammar import LONGEST, Query, parse
from ..lines import lines
from ..queries.find import PAGE, RANKED, Found, Sort, find
from ..queries.results import Result, find_member_id, find_results
from ..snippets import Marker

# The index hears of a change a moment after it happened, so a page may be kept no longer than this.
SECONDS = 20
LAST_PAGE = RANKED // PAGE
MOST_PEOPLE = 50
BESIDE = 5


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    text: str
    tab: str
    sort: Sort
    number: int
    here: Community | None = None  # only what was written in this one

    def address(self, **changes: str | int) -> str:
        """The address of the same search with these changes, from its first page."""
        here = self.here.slug if self.here is not None else ""
        query = {"q": self.text, "tab": self.tab, "sort": self.sort.value, "community": here, **changes}
        usual = {"tab": "entries", "sort": "relevance", "page": 1, "community": ""}
        return "/search?" + urlencode({key: value for key, value in query.items() if value != usual.get(key)})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """/search?q=&tab=&sort=&community=&page="""
    asked = asked_in(request)
    query = parse(asked.text)
    if not query:
        return page(request, "search/search.html", {"asked": asked, "query": query, "operators": operators()})
    limit("search", who(request), times=30, seconds=60)  # rules.md
    member = member_of(request)
    if member is not None:
        return _answered(request, asked, query, member)
    return cached_page(
        request, "search", latest(), lambda: _answered(request, asked, query, None), seconds=SECONDS
    )


def asked_in(request: HttpRequest) -> Asked:
    """What the address asks for; Http404 for a tab, an order or a page that can't be."""
    tab, sort = request.GET.get("tab", "entries"), request.GET.get("sort", "relevance")
    number = page_number(request)
    if tab not in {"entries", "people", "topics"} or sort not in set(Sort) or number > LAST_PAGE:
        raise Http404(_("There is no such page."))
    text = request.GET.get("q", "")[:LONGEST].strip()
    return Asked(text, tab, Sort(sort), number, _community(request))


def _community(request: HttpRequest) -> Community | None:
    """The one that the search is limited to; Http404 for one that there isn't."""
    slug = request.GET.get("community", "")[:40]
    return get_object_or_404(Community.objects.only("slug", "name"), slug=slug) if slug else None


def found_for(
    asked: Asked, query: Query, member: Member | None, *, cards: int = BESIDE, size: int = PAGE
) -> Found:
    """One page of what was asked for, as `member` may find it."""
    user_id = 0
    if query.user == "me":
        user_id = member.pk if member is not None else 0
    elif query.user:
        user_id = find_member_id(query.user)
    return find(
        query,
        viewer=member,
        sort=asked.sort,
        page=asked.number,
        size=size,
        cards=cards if asked.here is None else 0,  # people and topics belong to all of them
        user_id=user_id,
        community_id=asked.here.pk if asked.here is not None else None,
    )


def _answered(request: HttpRequest, asked: Asked, query: Query, member: Member | None) -> HttpResponse:
    context: dict[str, Any] = {
        "asked": asked,
        "query": query,
        "operators": operators(),
        "tabs": _tabs(asked, query),
        "needs_login": query.user == "me" and member is None,
    }
    if asked.tab == "entries":
        found = found_for(asked, query, member, cards=BESIDE if asked.number == 1 else 0)
        if not found.entries and asked.number > 1:
            raise Http404(_("There is no such page."))
        context["body"] = _entries(request, asked, query, found)
    else:
        found = found_for(asked, query, member, cards=MOST_PEOPLE, size=0)
        if asked.tab == "people" and found.people:
            order = {person.pk: place for place, person in enumerate(found.people)}
            members = Member.objects.filter(pk__in=order).select_related("picture")
            context["people"] = sorted(members, key=lambda one: order[one.pk])
    return page(request, "search/search.html", {**context, "found": found})


def _entries(request: HttpRequest, asked: Asked, query: Query, found: Found) -> Markup:
    """The list of entries. Rendered by itself: each piece would else pass through every template around it."""
    marker = Marker(word for words in (*query.words, *query.phrases) for word in words)
    return fragment(
        request,
        "search/_entries.html",
        {
            "query": query,
            "found": found,
            "lines": lines(find_results(found.entries), marker),
            "pager": _pager(asked, found),
            "sorts": [(sort.label, asked.address(sort=sort.value), sort == asked.sort) for sort in Sort],
        },
    )


def _pager(asked: Asked, found: Found) -> Page[Result]:
    after = asked.number * PAGE < found.total and asked.number < LAST_PAGE
    return Page(
        (),
        asked.number,
        asked.address(page=asked.number - 1) if asked.number > 1 else None,
        asked.address(page=asked.number + 1) if after else None,
    )


def _tabs(asked: Asked, query: Query) -> list[tuple[str, str, bool]]:
    """People and topics have no operators, so with one there is but one tab."""
    labels = {"entries": _("Questions and answers")}
    if (query.is_plain and asked.here is None) or asked.tab != "entries":
        labels |= {"people": _("People"), "topics": _("Topics")}
    return [
        (label, asked.address(tab=tab, sort="relevance"), tab == asked.tab) for tab, label in labels.items()
    ]


def operators() -> list[tuple[str, str]]:
    """What can be typed beside words, and what it does."""
    return [
        ('"error bars"', _("these words side by side")),
        ("-thesis", _('without this word; -[phd] without a topic, -"…" without a phrase')),
        ("[peer-review]", _("questions with this topic, and their answers")),
        ("user:ada", _("what this member wrote; user:me for your own")),
        ("is:question is:answer", _("only the one or the other")),
        ("is:unanswered", _("questions that still wait for a good answer")),
        ("is:accepted", _("answers that the asker accepted")),
        ("is:closed", _("questions that take no new answers")),
        ("score:3", _("found useful by 3 or more; also score:=0, score:1..5")),
        ("answers:0", _("questions with no answer; answers:2.. with two or more")),
    ]
