from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Refused
from slashmentor.base.pages.render import page
from slashmentor.commons.standing.privileges import Position, position_of

from .. import actions, rules
from ..actions.ballots import open_ballots
from ..actions.vote_away import needed_for, why_not_yet
from ..models import Ballot, Entry
from .entries import back_to, entry_for, member, members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def delete(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Asks first, then deletes; it can be brought back. Those with the points, not the author, vote for it."""
    entry, by, now = entry_for(request, entry_id), member(request), timezone.now()
    position = position_of(by, entry.community_id)
    may = rules.can_delete.test(by, entry)
    votes = not may and position.may(needed_for(entry)) and not rules.is_author.test(by, entry)
    if request.method == "POST":
        deed = actions.vote_to_delete if votes else actions.delete
        entry = deed(entry, by=by, now=now)
        if entry.deleted_at is None:
            return back_to(entry)
        return redirect("questions:list") if entry.is_question else back_to(entry.question or entry)
    if votes and (sentence := why_not_yet(entry, position, now=now)):
        raise Refused(sentence)
    if not may and not votes:
        raise Refused(_("You can’t delete this: somebody has put work into it, or it isn’t yours."))
    return _asked(request, entry, position, Ballot.Purpose.DELETE if votes else None, "delete")


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def undelete(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Asks first, then brings it back. Those with the points vote for what votes or the sweep took away."""
    entry, by, now = entry_for(request, entry_id), member(request), timezone.now()
    position = position_of(by, entry.community_id)
    may = rules.can_undelete.test(by, entry)
    votes = not may and position.may(needed_for(entry))
    if request.method == "POST":
        deed = actions.vote_to_undelete if votes else actions.undelete
        return back_to(deed(entry, by=by, now=now))
    if not may and not (votes and (rules.was_voted_away | rules.was_swept).test(by, entry)):
        raise Refused(_("Only its author and those who look after this community can bring it back."))
    return _asked(request, entry, position, Ballot.Purpose.UNDELETE if votes else None, "undelete")


def _asked(
    request: HttpRequest, entry: Entry, position: Position, purpose: Ballot.Purpose | None, name: str
) -> HttpResponse:
    return page(
        request,
        f"questions/{name}.html",
        {
            "entry": entry,
            "title": (entry.question or entry).title,
            "votes": purpose is not None,
            "cast": open_ballots(entry, purpose).count() if purpose else 0,
            "needed": position.numbers.whole("delete.votes"),
        },
    )
