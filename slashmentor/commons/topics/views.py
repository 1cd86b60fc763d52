"""Topics: the list, completion, who knows one, and its wiki. The page with its questions is theirs."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from slashmentor.base.errors import Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.cached import cached_page
from slashmentor.base.pages.render import page
from slashmentor.base.text.diff import render_diff
from slashmentor.base.text.to_markdown import to_markdown
from slashmentor.commons.communities.models import Community
from slashmentor.commons.happenings import latest

from .actions import describe as describe_topic
from .forms import DescribeForm
from .models import Topic, TopicHere
from .queries import find_experts, find_topics

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
    return JsonResponse(
        [
            {
                "value": row["name"],
                "label": ngettext("%(num)s question", "%(num)s questions", row["question_count"])
                % {"num": row["question_count"]},
            }
            for row in found
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


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def describe(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """A form with the topic's wiki in a community, and its new words."""
    topic, community = get_object_or_404(Topic, name=name), get_object_or_404(Community, slug=slug)
    here = TopicHere.objects.filter(topic=topic, community=community).first()
    newest = (here.edits.order_by("-number").values_list("number", flat=True).first() if here else None) or 0
    if request.method == "POST":
        form = DescribeForm(request.POST)
        if form.is_valid():
            try:
                describe_topic(
                    topic,
                    community=community,
                    by=request.user,  # type: ignore[arg-type] # logged in
                    summary=form.cleaned_data["summary"],
                    wiki=form.cleaned_data["wiki"],
                    seen=form.cleaned_data["seen"],
                    now=timezone.now(),
                )
            except Invalid as invalid:
                for field, sentence in invalid.errors.items():
                    form.add_error(field if field in form.fields else None, sentence)
            else:
                return redirect(topic.get_absolute_url())
    else:
        form = DescribeForm(
            initial={"summary": here.summary, "wiki": _markdown(here), "seen": newest}
            if here
            else {"seen": 0}
        )
    return page(
        request,
        "topics/describe.html",
        {
            "topic": topic,
            "community": community,
            "form": form,
            "preview": _preview_url(),
            "interactive": True,
        },
        status=400 if form.errors else 200,
    )


@require_safe
def history(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """Every version of a topic's wiki in a community, newest first."""
    here = get_object_or_404(
        TopicHere.objects.select_related("topic", "community"), topic__name=name, community__slug=slug
    )
    edits = list(here.edits.select_related("by").order_by("-number")[:51])
    steps = []
    for new, old in zip(edits, [*edits[1:], None], strict=True):
        before = (old.summary, old.wiki) if old else ("", "")
        steps.append(
            {
                "edit": new,
                "summary": render_diff(before[0], new.summary),
                "wiki": render_diff(before[1], new.wiki),
            }
        )
    return page(request, "topics/history.html", {"here": here, "steps": steps[:50]})


def _markdown(here: TopicHere) -> str:
    return to_markdown(here.wiki_html) if here.wiki_format == "html" else here.wiki


def _number(request: HttpRequest) -> int:
    value = request.GET.get("page", "1")
    if not (value.isascii() and value.isdigit() and 1 <= len(value) <= 3 and int(value)):
        raise Http404
    return int(value)


def _preview_url() -> str:
    """Where Markdown is previewed; the part that has the editor brings it."""
    try:
        return reverse("questions:preview")
    except NoReverseMatch:
        return ""


class _Pager:
    """The pages around this one, for the component of that name."""

    by_time = False

    def __init__(self, path: str, query: dict[str, Any], number: int, *, more: bool) -> None:
        self.number = number
        self.previous_url = f"{path}?{urlencode({**query, 'page': number - 1})}" if number > 1 else None
        self.next_url = f"{path}?{urlencode({**query, 'page': number + 1})}" if more else None
