from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import page
from slashmentor.commons.standing.privileges import position_of

from .. import actions
from ..forms import ReasonForm
from ..models import Entry, Greeting
from .entries import back_to, entry_for, is_htmx, member, members_only
from .pieces import gates_of, vote_piece


@require_POST
@members_only
def vote(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`value` 1: useful; 0: take my vote back; −1: needs work, and `body`, if there is any, becomes a comment."""
    entry = entry_for(request, entry_id)
    value = request.POST.get("value", "")
    if value not in {"1", "0", "-1"}:
        raise Invalid("A vote is 1, 0 or -1.")
    if value == "-1":
        return _needs_work(request, entry)
    entry = actions.vote(entry, by=member(request), value=int(value), now=timezone.now())
    return _voted(request, entry, int(value))


@require_GET
@members_only
def needs_work(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Asks what needs work, since a vote with a reason helps most. Offered, never forced: reasons can't be forced."""
    return _asked(request, entry_for(request, entry_id), ReasonForm(auto_id=f"needs-{entry_id}-%s"))


@require_POST
@members_only
def lacks(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Their author ticks off what readers missed: `?lack=` says what, `done` 1 or 0."""
    entry = entry_for(request, entry_id)
    actions.tick_off(
        entry,
        by=member(request),
        lack=request.GET.get("lack", ""),
        done=request.POST.get("done") != "0",
        now=timezone.now(),
    )
    return back_to(entry)


def _needs_work(request: HttpRequest, entry: Entry) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id=f"needs-{entry.pk}-%s")
    if not form.is_valid():
        return _asked(request, entry, form, status=400)
    try:
        # All or none: no reason in public when the vote was refused.
        with transaction.atomic():
            now = timezone.now()
            actions.vote(entry, by=member(request), value=-1, now=now)
            actions.note(entry, by=member(request), lacks=form.cleaned_data["lacks"], now=now)
            if form.cleaned_data.get("body", "").strip():
                actions.comment(
                    entry,
                    by=member(request),
                    body=form.cleaned_data.get("body", ""),
                    now=now,
                    once_within=actions.TWICE,
                )
    except Invalid as invalid:
        form.take_errors(invalid)
        return _asked(request, entry, form, status=400)
    if is_htmx(request):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return back_to(entry)


def _asked(request: HttpRequest, entry: Entry, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    template = "questions/_needs_work.html" if is_htmx(request) else "questions/needs_work.html"
    # htmx leaves the page alone on an error status; the form with its errors is what should be seen.
    waits = Greeting.objects.filter(question=entry, until__gt=timezone.now()).exists()
    context = {"entry": entry, "form": form, "waits": waits}
    return page(request, template, context, status=200 if is_htmx(request) else status)


def _voted(request: HttpRequest, entry: Entry, value: int) -> HttpResponse:
    if is_htmx(request):
        gates = gates_of(
            position_of(member(request), entry.community_id),
            mine=value,
            ups=entry.ups,
            downs=entry.downs,
            now=timezone.now(),
        )
        return HttpResponse(
            vote_piece(entry.pk, entry.score, value, "vote", is_question=entry.is_question, gates=gates)
        )
    return back_to(entry)
