from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.pages.render import page
from slashmentor.base.permissions import allow

from .. import actions, rules
from .entries import back_to, entry_for, member, members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def delete(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Asks first, then deletes; it can be brought back."""
    entry = entry_for(request, entry_id)
    if request.method == "POST":
        actions.delete(entry, by=member(request), now=timezone.now())
        if entry.is_question:
            return redirect("questions:list")
        assert entry.question is not None
        return back_to(entry.question)
    allow(
        rules.can_delete,
        member(request),
        entry,
        or_say=_("You can’t delete this: somebody has put work into it, or it isn’t yours."),
    )
    return page(request, "questions/delete.html", {"entry": entry, "title": (entry.question or entry).title})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def undelete(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Asks first, then brings it back."""
    entry = entry_for(request, entry_id)
    if request.method == "POST":
        actions.undelete(entry, by=member(request), now=timezone.now())
        return back_to(entry)
    allow(
        rules.can_undelete,
        member(request),
        entry,
        or_say=_("Only its author and those who look after this community can bring it back."),
    )
    return page(
        request, "questions/undelete.html", {"entry": entry, "title": (entry.question or entry).title}
    )
