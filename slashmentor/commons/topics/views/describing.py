"""What a topic means in a community: its wiki, its history, and what is suggested for it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.base.text.diff import render_diff, render_sides
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.models import Member

from .. import actions
from ..forms import DescribeForm
from ..models import Description, Topic, TopicHere
from ..queries import find_suggested
from ..rules import can_describe, decidable


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def describe(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """A form with the topic's wiki in a community; its new words stand there, or wait for approval."""
    topic, community = get_object_or_404(Topic, name=name), get_object_or_404(Community, slug=slug)
    here = TopicHere.objects.filter(topic=topic, community=community).first()
    newest = (here.edits.order_by("-number").values_list("number", flat=True).first() if here else None) or 0
    by: Member = request.user  # type: ignore[assignment] # logged in
    suggests = not can_describe.test(by, community)
    form = DescribeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "summary": here.summary if here else "",
            "wiki": _markdown(here) if here else "",
            "seen": newest,
        },
    )
    status = 200
    if form.is_bound and form.is_valid():
        try:
            _describe(topic, community, by, form.cleaned_data, suggests=suggests)
        except (Invalid, Refused) as error:
            form.take_errors(error)
            status = error.status
        else:
            return redirect("topics:suggested") if suggests else redirect(topic.get_absolute_url())
    elif form.is_bound:
        status = 400
    return page(
        request,
        "topics/describe.html",
        {
            "topic": topic,
            "community": community,
            "form": form,
            "suggests": suggests,
            "preview": _preview_url(),
            "interactive": True,
        },
        status=status,
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


@require_safe
@login_required
def suggested(request: HttpRequest) -> HttpResponse:
    """/topics/suggested?in=: words and other names that wait, oldest first, with what this member can decide."""
    by: Member = request.user  # type: ignore[assignment] # logged in
    slug = request.GET.get("in", "")[:40]
    here = get_object_or_404(Community, slug=slug) if slug else None
    descriptions, synonyms = find_suggested(here)
    may = decidable(by, [*descriptions, *synonyms])
    return page(
        request,
        "topics/suggested.html",
        {
            "here": here,
            "descriptions": [
                {
                    "row": row,
                    "summary": render_diff(row.here.summary, row.summary),
                    "wiki": render_sides(
                        _markdown(row.here), row.wiki, before=_("Now"), after=_("Suggested")
                    ),
                    "may": row in may,
                }
                for row in descriptions
            ],
            "synonyms": [{"row": row, "may": row in may} for row in synonyms],
        },
    )


@require_POST
@login_required
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """`approves` 1: the words stand there from now on; 0: they don't."""
    description = get_object_or_404(Description.objects.select_related("here"), pk=pk)
    by: Member = request.user  # type: ignore[assignment] # logged in
    actions.decide_description(
        description, by=by, approves=request.POST.get("approves") == "1", now=timezone.now()
    )
    return redirect("topics:suggested")


def _describe(
    topic: Topic, community: Community, by: Member, sent: dict[str, Any], *, suggests: bool
) -> None:
    how = actions.suggest_description if suggests else actions.describe
    how(
        topic,
        community=community,
        by=by,
        summary=sent["summary"],
        wiki=sent["wiki"],
        seen=sent["seen"],
        now=timezone.now(),
    )


def _markdown(here: TopicHere) -> str:
    if here.wiki_format != "html":
        return here.wiki
    from slashmentor.base.text.to_markdown import to_markdown  # a parser that few processes need

    return to_markdown(here.wiki_html)


def _preview_url() -> str:
    """Where Markdown is previewed; the part that has the editor brings it."""
    try:
        return reverse("questions:preview")
    except NoReverseMatch:
        return ""
