"""A topic with its wiki and its questions. It stands here, since commons/topics knows nothing of questions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from markupsafe import Markup

from slashmentor.commons.topics.queries import TopicPage, find_topic

from ..queries.lists import Beside
from .lists import addresses, respond, rows_of, shown_in
from .synonyms import follows_synonyms
from .tabs import Shown, tabs


@require_safe
@follows_synonyms
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """/topics/<name>: what the topic means in each community, its questions, who knows it."""
    shown = shown_in(request, topic=name)
    return respond(request, shown, "questions/topic.html", lambda: _topic(request, shown, name))


def _topic(request: HttpRequest, shown: Shown, name: str) -> tuple[dict[str, Any], Markup]:
    found = find_topic(name)
    if found is None or found.leads_to:
        raise Http404
    about = Beside("topic", found.id, found.name, found.name, "", found.question_count, "")
    context = {
        "found": found,
        "tabs": tabs(request.path, {}, shown),
        "description": _described(found),
        **addresses(request, shown),
    }
    return context, rows_of(request, shown, about, None)


def _described(found: TopicPage) -> str:
    counted = ngettext("%(num)s question", "%(num)s questions", found.question_count) % {
        "num": found.question_count
    }
    summary = next((here.summary for here in found.here if here.summary), found.summary)
    return f"{counted}. {summary}" if summary else counted
