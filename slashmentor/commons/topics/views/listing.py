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

from ..models import Topic
from ..queries import find_experts, find_synonyms, find_topics

A_PAGE = 60
COMPLETIONS = 8
SECONDS = 10


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """/topics?q=&community=&page=: most used first, those that begin with `q`."""
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
        query = {name: value for name, value in (("q", beginning), ("community", community)) if value}
        return page(
            request,
            "topics/topics.html",
            {
                "topics": found[:A_PAGE],
                "beginning": beginning,
                "community": here,
                "pager": _Pager(request.path, query, number, more=len(found) > A_PAGE),
            },
        )

    return cached_page(request, f"topics:{number}:{community}:{beginning}", latest(), make, seconds=SECONDS)


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """/topics/complete?q=: names that begin so, most used first, as JSON for the fields."""
    limit("complete", who(request), times=240, seconds=60)
    beginning = request.GET.get("q", "").strip().lstrip("/").lower()[:35]
    found = find_topics(beginning=beginning, community="", start=0, most=COMPLETIONS) if beginning else []
    others = find_synonyms(beginning, most=COMPLETIONS) if beginning else []
    return JsonResponse(
        [
            {"value": topic, "label": _("%(name)s is another name of it") % {"name": name}}
            for name, topic in others
        ]
        + [
            {
                "value": row["name"],
                "label": ngettext("%(num)s question", "%(num)s questions", row["question_count"])
                % {"num": row["question_count"]},
            }
            for row in found
            if row["name"] not in {name for name, _topic in others}
        ],
        safe=False,
    )


@require_safe
def experts(request: HttpRequest, name: str) -> HttpResponse:
    """/topics/<name>/experts: who lists the topic, experts first."""
    topic = get_object_or_404(Topic, name=name)
    number = _number(request)
    found = find_experts(name, start=(number - 1) * A_PAGE, most=A_PAGE + 1)
    if not found and number > 1:
        raise Http404
    return page(
        request,
        "topics/experts.html",
        {
            "topic": topic,
            "rows": found[:A_PAGE],
            "pager": _Pager(request.path, {}, number, more=len(found) > A_PAGE),
        },
    )


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
