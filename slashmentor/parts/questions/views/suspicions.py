"""Votes that look as if they were for a person: a moderator looks, and reverses or leaves them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.pages.render import page
from slashmentor.commons.safety.gates import in_care_of

from .. import rules
from ..actions.fairness import dismiss, reverse
from ..models import Suspicion, Vote
from .entries import member, members_only

MOST = 50  # posts that are named


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def suspicion(request: HttpRequest, *, suspicion_id: int) -> HttpResponse:
    """/moderation/suspicions/12: whose votes for whom, on what. POST `reverse` 1 or 0. Those concerned find nothing."""
    viewer, now = member(request), timezone.now()
    found = get_object_or_404(
        Suspicion.objects.select_related("voter", "author", "community", "decided_by"), pk=suspicion_id
    )
    if found.community not in in_care_of(viewer, now=now) or rules.is_part_of_it.test(viewer, found):
        raise Http404
    if request.method == "POST":
        if request.POST.get("reverse") == "1":
            decided, wanted = reverse(found, by=viewer, now=now), Suspicion.State.REVERSED
            said = _("The votes are reversed, with their points.")
        else:
            decided, wanted = dismiss(found, by=viewer, now=now), Suspicion.State.DISMISSED
            said = _("The votes stay, and nobody is asked about them again.")
        if decided.state != wanted:
            said = _("This was decided already: %(how)s.") % {"how": decided.get_state_display()}
        messages.info(request, said)
        return redirect("safety:inbox")
    votes = Vote.objects.filter(pk__in=found.vote_ids[:500]).select_related("entry", "entry__question")
    context = {
        "suspicion": found,
        "votes": votes.order_by("cast_at", "pk")[:MOST],
        "count": len(found.vote_ids),
    }
    return page(request, "questions/suspicion.html", context)
