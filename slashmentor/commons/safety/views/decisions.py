"""Decisions about oneself with their appeals, and the public log."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slashmentor.base.errors import ForPeople
from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community

from .. import actions
from ..forms import AppealForm
from ..models import Decision
from ..queries.own import A_PAGE, decisions_about_me, log
from ..verbs import says
from .doors import get_or_post, me


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """/settings/decisions: what was decided about me, why, and what became of my appeals."""
    now = timezone.now()
    found = [(one, says(one.verb)) for one in decisions_about_me(me(request))]
    return page(request, "safety/decisions.html", {"decisions": found, "now": now})


@get_or_post
@login_required
def appeal(request: HttpRequest, *, decision_id: int) -> HttpResponse:
    """/settings/decisions/12/appeal: why somebody should look at it again."""
    decision = get_object_or_404(
        Decision.objects.select_related("community"), pk=decision_id, member=me(request)
    )
    form = AppealForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        form.is_valid()
        try:
            actions.appeal(
                decision, by=me(request), words=form.cleaned_data.get("words", ""), now=timezone.now()
            )
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
        else:
            messages.success(request, _("Another moderator looks at it, and you are told what they say."))
            return redirect("safety:decisions")
    context = {"decision": decision, "what": says(decision.verb), "form": form}
    return page(request, "safety/appealing.html", context, status=status)


@require_safe
def public_log(request: HttpRequest) -> HttpResponse:
    """/about/decisions?community=&after=: what moderators decided and why, and never whom it concerned."""
    community = _community(request)
    lines = log(community=community, after=_after(request), most=A_PAGE + 1)
    context = {
        "communities": Community.objects.order_by("name")[:200],
        "chosen": community,
        "lines": lines[:A_PAGE],
        "older": lines[A_PAGE - 1].pk if len(lines) > A_PAGE else None,
        "begun": "after" in request.GET,
    }
    return page(request, "safety/log.html", context)


@require_safe
def log_feed(request: HttpRequest) -> HttpResponse:
    """/about/decisions.atom: the newest lines."""
    here = f"{settings.SITE_URL}/about/decisions"
    feed = Atom1Feed(
        title=_("Decisions of moderators · %(site)s") % {"site": settings.SITE_NAME},
        link=here,
        description="",
        feed_url=f"{here}.atom",
        language=settings.LANGUAGE_CODE,
    )
    for line in log(community=_community(request)):
        where = f"{line.community.name}: " if line.community is not None else ""
        at = datetime.combine(line.day, time(), tzinfo=UTC)
        feed.add_item(
            title=f"{where}{line.what}",
            link=here,
            description=line.reason,
            unique_id=f"{here}#{line.pk}",
            pubdate=at,
            updateddate=at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _community(request: HttpRequest) -> Community | None:
    slug = request.GET.get("community", "")[:60]
    return get_object_or_404(Community, slug=slug) if slug else None


def _after(request: HttpRequest) -> int | None:
    after = request.GET.get("after")
    if after is None:
        return None
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Http404
    return int(after)
