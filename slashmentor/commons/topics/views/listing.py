"""Topics: the list, completion, who knows one. The page with its questions is theirs."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import latest

from ..browsing import find_by_words, find_tree
from ..experts import find_experts
from ..models import Topic
from ..queries import find_synonyms, find_topics

A_PAGE = 60
EXPERTS = 20  # on a page
COMPLETIONS = 8
SECONDS = 10


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """/topics?q=&community=&page=: most used first; those that begin with `q`, then those that its words find.

    /topics?at=: the tree of the vocabulary, below the topic of that name or from its top.
    """
    if "at" in request.GET:
        return _tree(request, request.GET["at"].lower()[:35])
    beginning = request.GET.get("q", "").strip().lstrip("/").lower()[:35]
    community = request.GET.get("community", "")[:40]
    number = _number(request)

    def make() -> HttpResponse:
        here = get_object_or_404(Community, slug=community) if community else None
        found = find_topics(
            beginning=beginning, community=community, start=(number - 1) * A_PAGE, most=A_PAGE + 1
        )
        if not found and number > 1:
            raise Http404
        by_words = find_by_words(beginning, most=A_PAGE) if number == 1 and not community else []
        begin_so = {row["name"] for row in found}
        query = {name: value for name, value in (("q", beginning), ("community", community)) if value}
        return page(
            request,
            "topics/topics.html",
            {
                "topics": found[:A_PAGE],
                "by_words": [row for row in by_words if row["name"] not in begin_so],
                "beginning": beginning,
                "community": here,
                "pager": _Pager(request.path, query, number, more=len(found) > A_PAGE),
            },
        )

    return cached_page(request, f"topics:{number}:{community}:{beginning}", latest(), make, seconds=SECONDS)


def _tree(request: HttpRequest, at: str) -> HttpResponse:
    def make() -> HttpResponse:
        tree = find_tree(at)
        if tree is None:
            raise Http404
        return page(request, "topics/tree.html", {"tree": tree, "here": tree.way[-1] if tree.way else None})

    return cached_page(request, f"topics:tree:{at}", latest(), make, seconds=SECONDS)


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """/topics/complete?q=: names that begin so, most used first, then what its words find, as JSON for the fields."""
    limit("complete", who(request), times=240, seconds=60)
    beginning = request.GET.get("q", "").strip().lstrip("/").lower()[:35]
    if not beginning:
        return JsonResponse([], safe=False)
    found = {
        topic: _("%(name)s is another name of it") % {"name": name}
        for name, topic in find_synonyms(beginning, most=COMPLETIONS)
    }
    rows = find_topics(beginning=beginning, community="", start=0, most=COMPLETIONS)
    if len(rows) < COMPLETIONS:
        rows += find_by_words(beginning, most=COMPLETIONS)
    for row in rows:
        found.setdefault(row["name"], _in_short(row))
    return JsonResponse(
        [{"value": name, "label": label} for name, label in list(found.items())[: 2 * COMPLETIONS]],
        safe=False,
    )


def _in_short(row: dict[str, Any]) -> str:
    """What a topic is in full, where its name doesn't say that, and how much is asked with it."""
    count = row["question_count"]
    counted = ngettext("%(num)s question", "%(num)s questions", count) % {"num": count} if count else ""
    label = row["label"]
    if not label or label.lower().replace(" ", "-") == row["name"]:
        return counted
    return _("%(label)s · %(count)s") % {"label": label, "count": counted} if count else str(label)


@require_safe
def experts(request: HttpRequest, name: str) -> HttpResponse:
    """/topics/<name>/experts: who knows the topic, with what shows it, best first."""
    number = _number(request)

    def make() -> HttpResponse:
        topic = get_object_or_404(Topic, name=name)
        found = find_experts(topic, start=(number - 1) * EXPERTS, most=EXPERTS + 1)
        if not found and number > 1:
            raise Http404
        pager = _Pager(request.path, {}, number, more=len(found) > EXPERTS)
        return page(request, "topics/experts.html", {"topic": topic, "rows": found[:EXPERTS], "pager": pager})

    return cached_page(request, f"topics:experts:{number}", latest(), make)


def _number(request: HttpRequest) -> int:
    value = request.GET.get("page", "1")
    if not (value.isascii() and value.isdigit() and 1 <= len(value) <= 3 and int(value)):
        raise Http404
    return int(value)


class _Pager:
    """The pages around this one, for the component of that name."""

    by_time = False

    def __init__(self, path: str, query: dict[str, Any], number: int, *, more: bool) -> None:
        self.number = number
        self.previous_url = f"{path}?{urlencode({**query, 'page': number - 1})}" if number > 1 else None
        self.next_url = f"{path}?{urlencode({**query, 'page': number + 1})}" if more else None
