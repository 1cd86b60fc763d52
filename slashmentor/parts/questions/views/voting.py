from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import page

from .. import actions
from ..forms import ReasonForm
from ..models import Entry
from .entries import back_to, entry_for, is_htmx, member, members_only
from .places import vote_piece


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


def _needs_work(request: HttpRequest, entry: Entry) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id=f"needs-{entry.pk}-%s")
    form.is_valid()
    try:
        # Both or none: no reason in public when the vote was refused.
        with transaction.atomic():
            now = timezone.now()
            actions.vote(entry, by=member(request), value=-1, now=now)
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
    return page(request, template, {"entry": entry, "form": form}, status=200 if is_htmx(request) else status)


def _voted(request: HttpRequest, entry: Entry, value: int) -> HttpResponse:
    if is_htmx(request):
        return HttpResponse(vote_piece(entry.pk, entry.score, value, "vote", is_question=entry.is_question))
    return back_to(entry)
