from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of, page
from slashmentor.base.text.characters import TooLong
from slashmentor.base.text.render import render
from slashmentor.commons.communities.models import Community
from slashmentor.commons.communities.numbers import Numbers
from slashmentor.commons.safety.panels import paused_here
from slashmentor.commons.standing.privileges import Privilege, position_of, what_stops

from .. import actions
from ..checklist import checklist, hints
from ..forms import NOBODY, AskForm, words_of
from ..identifying import identifying
from ..queries.closing import find_why_closed_lately
from .drafts import put_aside, take_back
from .entries import member

FORM = "ask"


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """/questions/ask?community=&title=: a new question. A visitor's waits until they have logged in."""
    communities = list(Community.objects.order_by("-question_count", "name"))
    if request.method != "POST":
        draft = take_back(request, FORM)
        asked_for = {
            name: value for name in ("community", "title") if (value := request.GET.get(name, "")[:300])
        }
        begun = {**asked_for, **draft}
        return _shown(request, AskForm(initial=begun, communities=communities, name=_name(request)), begun)
    form = AskForm(request.POST, communities=communities, name=_name(request))
    if member_of(request) is None:
        put_aside(request, FORM)
        return redirect(reverse("account_login", query={"next": reverse("questions:ask")}))
    if not form.is_valid():
        return _shown(request, form, request.POST.dict(), status=400)
    sent = form.cleaned_data
    try:
        words = {"title": sent["title"], "body": sent["body"], "topics": words_of(sent["topics"])}
        if form.is_anonymous:
            question = actions.ask_anonymously(form.chosen, by=member(request), **words, now=timezone.now())
        else:
            question = actions.ask(
                form.chosen, by=member(request), **words, now=timezone.now(), once_within=actions.TWICE
            )
    except (Invalid, Refused) as error:
        form.take_errors(error)
        return _shown(request, form, request.POST.dict(), status=error.status)
    return redirect(question.get_absolute_url())


@require_POST
def still_lacks(request: HttpRequest) -> HttpResponse:
    """The checklist for what is in the form now, as a fragment."""
    limit("checklist", who(request), times=120, seconds=60)
    sent = request.POST.dict()
    return page(request, "questions/_checklist.html", {**_good(sent), "telling": _telling(request, sent)})


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """/text/preview: `body` in Markdown as it will look. Nothing is kept."""
    limit("preview", who(request), times=60, seconds=60)
    try:
        html = render(request.POST.get("body", "")).html
    except TooLong as error:
        raise Invalid(error.sentence) from error
    return HttpResponse(html)


def _shown(request: HttpRequest, form: AskForm, sent: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return page(
        request,
        "questions/ask.html",
        {
            "form": form,
            **_good(sent, list(form.communities.values())),
            "telling": _telling(request, sent),
            "alike": _alike_url(),
            **_gates(request, sent, list(form.communities.values())),
            "anonymous_days": Numbers().whole("anonymous.days"),
            "interactive": True,
        },
        status=status,
    )


def _gates(request: HttpRequest, sent: dict[str, Any], communities: Sequence[Community]) -> dict[str, Any]:
    """What isn't open to this member where they ask, before they have written it: a sentence for each.

    `paused`: that they are suspended there.
    """
    asker, here = member_of(request), _here(sent, communities)
    if asker is None or here is None:
        return {}
    position, now = position_of(asker, here.pk), timezone.now()
    if paused := paused_here(request, position, here.name):
        return {"paused": paused}
    if stopped := what_stops(position, Privilege.CREATE, now=now):
        return {"not_yet": [stopped]}
    gates = (what_stops(position, gate, now=now) for gate in (Privilege.NO_LIMITS, Privilege.TOPICS))
    return {"not_yet": [missing for missing in gates if missing]}


def _here(sent: dict[str, Any], communities: Sequence[Community]) -> Community | None:
    """The community that was chosen so far; the first one before anybody chose."""
    slug = str(sent.get("community", ""))[:40]
    return next((one for one in communities if one.slug == slug), communities[0] if communities else None)


def _good(sent: dict[str, Any], communities: Sequence[Community] = ()) -> dict[str, Any]:
    """The checklist for what was sent so far, as the community where it is asked has learned it."""
    here = _here(sent, communities)
    if here is None and sent.get("community"):
        here = Community.objects.filter(slug=str(sent["community"])[:40]).first()
    lately = find_why_closed_lately(here.pk, now=timezone.now()) if here is not None else None
    points = checklist(
        title=str(sent.get("title", ""))[:1000],
        body=str(sent.get("body", ""))[:40_000],
        topics=words_of(str(sent.get("topics", ""))[:1000]),
        lately=lately,
    )
    return {"points": points, "hints": hints(lately)}


def _telling(request: HttpRequest, sent: dict[str, Any]) -> list[str] | None:
    """Details in an anonymous question that tell who asks; None when it isn't to be one."""
    if sent.get("as_whom") != NOBODY:
        return None
    title, body = str(sent.get("title", ""))[:1000], str(sent.get("body", ""))[:40_000]
    return identifying(title=title, body=body, member=member_of(request))


def _name(request: HttpRequest) -> str:
    asker = member_of(request)
    return str(asker.shown_name) if asker is not None else ""


def _alike_url() -> str:
    """Where like questions come from; empty in an instance without search."""
    try:
        return reverse("search:alike")
    except NoReverseMatch:
        return ""
