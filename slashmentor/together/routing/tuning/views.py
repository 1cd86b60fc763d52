"""/moderation/routing: where hosts try how much each signal should count, and let it count."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.base.pages.render import page
from slashmentor.commons.safety.views.doors import get_or_post, hosts_only, me

from ..models import Trial, Tuning
from ..ranking.shares import shares
from ..signal_words import counted, factors_in_words
from . import words
from .actions import begin_trial, stop_trial, tune
from .forms import FactorsForm
from .queries import AS_LEARNED, factors_of, learned, trials, tunings

_ID = re.compile("[1-9][0-9]{0,17}")  # no more digits than the databases hold


@get_or_post
@hosts_only
def weights(request: HttpRequest) -> HttpResponse:
    """/moderation/routing: how much counts today. POST tries other factors."""
    if request.method != "POST":
        return _shown(request, None, None)
    form = FactorsForm(request.POST, factors={})
    status = 400
    if form.is_valid():
        try:
            return _to(begin_trial(form.factors(), by=me(request), now=timezone.now()))
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
    return _shown(request, form, None, status=status)


@get_or_post
@hosts_only
def trial(request: HttpRequest, trial_id: int) -> HttpResponse:
    """/moderation/routing/trials/7: what it found, or how far it is. POST stops it."""
    found = get_object_or_404(Trial.objects.select_related("by"), pk=trial_id)
    if request.method == "POST":
        stop_trial(found, by=me(request), now=timezone.now())
        return _to(found)
    if request.headers.get("HX-Request"):
        return page(request, "routing/_trial.html", _of(found))
    return _shown(request, None, found)


@require_POST
@hosts_only
def keep(request: HttpRequest) -> HttpResponse:
    """Let count what a `trial` tried, or what an earlier `tuning` said; neither: what was learned."""
    kept = tune(_named(request), by=me(request), now=timezone.now())
    messages.success(request, _("So it counts from now on.") if kept else _("It counts so already."))
    return redirect("routing:weights")


def _named(request: HttpRequest) -> dict[str, float]:
    if trial_id := _id(request, "trial"):
        return factors_of(get_object_or_404(Trial, pk=trial_id))
    if tuning_id := _id(request, "tuning"):
        return factors_of(get_object_or_404(Tuning, pk=tuning_id))
    return dict(AS_LEARNED)


def _id(request: HttpRequest, name: str) -> int | None:
    """The id that was sent; None when there was none. Raises Invalid for what is no id."""
    sent = request.POST.get(name, "")
    if sent and not _ID.fullmatch(sent):
        raise Invalid(_("There is nothing like that to keep."))
    return int(sent) if sent else None


def _to(found: Trial) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('routing:trial', args=[found.pk])}#effect")


def _shown(
    request: HttpRequest, form: FactorsForm | None, chosen: Trial | None, *, status: int = 200
) -> HttpResponse:
    held, tried = tunings(), trials()
    today = factors_of(held[0] if held else None)
    # What is being measured is what a host comes for.
    chosen = chosen or next((one for one in tried if one.is_going), None)
    context: dict[str, Any] = {
        "form": form or FactorsForm(factors=factors_of(chosen) if chosen else today),
        "today": counted(shares(learned(), today)),
        "trials": [
            (one, factors_in_words(factors_of(one)), words.rows(one.figures))
            for one in tried
            if not one.is_going
        ],
        "tunings": [(one, factors_in_words(factors_of(one))) for one in held],
        "counts_as_learned": today == AS_LEARNED,
        **(_of(chosen) if chosen else {"trial": None}),
    }
    return page(request, "routing/weights.html", context, status=status)


def _of(found: Trial) -> dict[str, Any]:
    """A trial as its fragment shows it."""
    return {
        "trial": found,
        "tried": factors_in_words(factors_of(found)),
        "rows": words.rows(found.figures),
        "measured_on": words.measured_on(found.figures) if found.figures else "",
        "verdict": words.verdict(found.figures),
    }
