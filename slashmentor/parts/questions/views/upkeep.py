"""How a post is kept: as a community wiki, protected, locked; one page with what its reader can change of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.commons.standing.privileges import Position, Privilege, position_of, what_is_missing

from .. import actions, rules
from ..actions.protect import too_new
from ..forms import LockForm
from ..models import Entry
from .entries import entry_for, member, members_only


@require_safe
@members_only
def settings(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """What holds for the entry, and what this member can change of it."""
    return _shown(request, entry_for(request, entry_id), LockForm())


@require_POST
@members_only
def wiki(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`wiki` 1: everybody's; 0: its author's again."""
    entry = entry_for(request, entry_id)
    change = actions.make_wiki if request.POST.get("wiki") == "1" else actions.end_wiki
    change(entry, by=member(request), now=timezone.now())
    return redirect("questions:settings", entry.pk)


@require_POST
@members_only
def protect(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`protected` 1: answered by those who have earned points here; 0: by everybody."""
    entry = entry_for(request, entry_id)
    change = actions.protect if request.POST.get("protected") == "1" else actions.unprotect
    change(entry, by=member(request), now=timezone.now())
    return redirect("questions:settings", entry.pk)


@require_POST
@members_only
def lock(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`locked` 1 with a `reason`: nobody changes it; 0: open again."""
    entry = entry_for(request, entry_id)
    form = LockForm(request.POST)
    form.is_valid()
    try:
        if request.POST.get("locked") == "1":
            reason = form.cleaned_data.get("reason", "")
            actions.lock(entry, by=member(request), reason=reason, now=timezone.now())
        else:
            actions.unlock(entry, by=member(request), now=timezone.now())
    except Invalid as invalid:
        form.take_errors(invalid)
        return _shown(request, entry, form, status=400)
    return redirect("questions:settings", entry.pk)


def _shown(request: HttpRequest, entry: Entry, form: LockForm, *, status: int = 200) -> HttpResponse:
    by = member(request)
    position = position_of(by, entry.community_id)
    is_theirs = position.looks_after or bool(rules.is_author.test(by, entry))
    if not is_theirs and not (entry.is_question and position.may(Privilege.PROTECT)):
        raise Refused(_("Its author and those who look after this community can change how it is kept."))
    return page(
        request,
        "questions/settings.html",
        {
            "entry": entry,
            "title": (entry.question or entry).title,
            "form": form,
            "looks_after": position.looks_after,
            "is_theirs": is_theirs,
            **_gates(entry, position),
        },
        status=status,
    )


def _gates(entry: Entry, position: Position) -> dict[str, Any]:
    """Why something can't be changed yet, before anybody tries: "" when it can."""
    no_protection = ""
    if not position.may(Privilege.PROTECT):
        no_protection = what_is_missing(position, Privilege.PROTECT)
    elif entry.protected_at is None:
        no_protection = too_new(entry, position, timezone.now())
    no_wiki = "" if position.may(Privilege.WIKI) else what_is_missing(position, Privilege.WIKI)
    return {"no_wiki": no_wiki, "no_protection": no_protection}
