"""What waits for moderators, and deciding on a flagged thing or an appeal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.errors import ForPeople
from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community

from .. import actions
from ..flaggable import About, of
from ..forms import ActForm, AnswerForm
from ..gates import what_ties
from ..inbox import sections
from ..models import Appeal, Flag
from ..queries import waiting
from ..verbs import says
from .doors import get_or_post, me, moderators_only, thing_at


@require_safe
@moderators_only
def inbox(request: HttpRequest, communities: list[Community]) -> HttpResponse:
    """/moderation: everything that waits in the communities in one's care; `?in=` one of them."""
    chosen = [one for one in communities if one.slug == request.GET.get("in")]
    here = chosen or communities
    viewer = me(request)
    flagged = [one for one in waiting.flagged(here, viewer) if one.about.author != viewer]
    context = {
        "communities": communities if len(communities) > 1 else [],
        "chosen": chosen[0] if chosen else None,
        "flagged": flagged,
        "appeals": [(one, says(one.decision.verb)) for one in waiting.appeals_waiting(here, viewer)],
        "sections": sections(here, viewer),
    }
    return page(request, "safety/inbox.html", context)


@get_or_post
@moderators_only
def thing(request: HttpRequest, communities: list[Community], *, name: str) -> HttpResponse:
    """/moderation/things/questions.entry:12: its flags, and what can be done. POST `flag` decides one, else `what` is done."""
    shown = thing_at(name)
    how = of(shown)
    about = how.about(shown)
    viewer = me(request)
    # A moderator's own post is for the others, so that nobody learns who flagged them.
    mine = {one.pk for one in communities} | ({None} if viewer.is_staff else set())
    if about.community_id not in mine or about.author == viewer:
        raise Http404
    # Nobody reads what was said in private before one of the two shows it.
    if about.is_private and not waiting.is_flagged(shown._meta.label_lower, shown.pk):
        raise Http404
    acts = how.acts(shown)
    form = ActForm(None, acts=acts, initial={"what": "post.deleted"})
    answer = AnswerForm()
    status = 200
    if request.method == "POST":
        form = ActForm(None if "flag" in request.POST else request.POST, acts=acts)
        answer = AnswerForm(request.POST if "flag" in request.POST else None)
        try:
            if "flag" in request.POST:
                _decide(request, name, answer)
            else:
                _act(request, shown, form)
        except ForPeople as error:
            (answer if "flag" in request.POST else form).take_errors(error)
            status = error.status
        else:
            messages.success(request, _("Decided. Whoever it concerns is told."))
            return redirect("safety:inbox")
    context = {"name": name, "about": about, "form": form, "answer": answer, **_known(name, about)}
    context["links"] = [one for one in acts if one.do is None]
    return page(request, "safety/thing.html", context, status=status)


@get_or_post
@moderators_only
def appeal(request: HttpRequest, communities: list[Community], *, appeal_id: int) -> HttpResponse:
    """/moderation/appeals/12: what was decided, what they say, and the answer. POST `upheld` 1 or 0."""
    viewer = me(request)
    asked = get_object_or_404(
        Appeal.objects.select_related("decision__suspension", "decision__community", "decision__by", "by"),
        pk=appeal_id,
    )
    here = asked.decision.community_id
    if (here not in {one.pk for one in communities} and not viewer.is_staff) or asked.by_id == viewer.pk:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        form.is_valid()
        try:
            actions.decide_appeal(
                asked,
                by=viewer,
                upheld=request.POST.get("upheld") == "1",
                answer=form.cleaned_data.get("answer", ""),
                now=timezone.now(),
            )
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
        else:
            messages.success(request, _("Decided. Whoever it concerns is told."))
            return redirect("safety:inbox")
    tied = what_ties(viewer, {asked.by_id, asked.decision.by_id}, here, now=timezone.now())
    context = {"asked": asked, "what": says(asked.decision.verb), "form": form, "tied": tied}
    return page(request, "safety/appeal.html", context, status=status)


def _known(name: str, about: About) -> dict[str, Any]:
    kind, _colon, number = name.partition(":")
    flags = waiting.flags_on(kind, int(number))
    return {
        "open_flags": [flag for flag in flags if flag.decided_at is None],
        "decided_flags": [flag for flag in flags if flag.decided_at is not None],
        "decisions": [(one, says(one.verb)) for one in waiting.decisions_on(kind, int(number))],
        "author": about.author,
    }


def _decide(request: HttpRequest, name: str, form: AnswerForm) -> None:
    number = request.POST["flag"]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    kind, _colon, pk = name.partition(":")
    flag = get_object_or_404(Flag, pk=int(number), about_kind=kind, about_id=int(pk))
    form.is_valid()
    actions.decide(
        flag,
        by=me(request),
        helpful=request.POST.get("helpful") == "1",
        answer=form.cleaned_data.get("answer", ""),
        now=timezone.now(),
    )


def _act(request: HttpRequest, shown: Any, form: ActForm) -> None:
    form.is_valid()
    sent = form.cleaned_data
    more = {
        "by": me(request),
        "reason": sent.get("reason", ""),
        "words": sent.get("words", ""),
        "now": timezone.now(),
    }
    if sent.get("what") == "member.told":
        actions.tell_author(shown, **more)
    else:
        actions.act(shown, sent.get("what", ""), **more)
