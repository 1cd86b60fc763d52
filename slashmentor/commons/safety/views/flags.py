"""Raising a flag, and one's own flags with what became of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.errors import ForPeople
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.paging import page_of
from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.privileges import Privilege, position_of, what_is_missing

from .. import actions
from ..flaggable import of
from ..forms import FlagForm
from ..models import Flag
from ..queries.own import A_PAGE, flags_by, with_things
from .doors import get_or_post, me, thing_at


@get_or_post
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """/flags/new?about=questions.entry:12: say what is wrong with it."""
    by = me(request)
    name = request.GET.get("about", "")[:100]
    thing = thing_at(name)
    how = of(thing)
    about = how.about(thing)
    if about.is_gone or not how.may_see(by, thing):
        raise Http404
    form = FlagForm(request.POST if request.method == "POST" else None, harms=how.harms(thing))
    status = 200
    if request.method == "POST":
        limit("flag", who(request), times=60, seconds=3600)
        form.is_valid()
        try:
            actions.raise_flag(
                thing,
                by=by,
                harm=form.cleaned_data.get("harm", ""),
                words=form.cleaned_data.get("words", ""),
                now=timezone.now(),
            )
        except ForPeople as error:
            if not form.errors:
                form.take_errors(error)
            status = error.status
        else:
            messages.success(request, _("Thank you. You are told once a moderator has looked."))
            return HttpResponseRedirect(about.address)
    missing = "" if about.community_id is None else _missing(by, about.community_id)
    context = {"about": about, "form": form, "missing": missing}
    return page(request, "safety/flag.html", context, status=status)


def _missing(by: Member, community_id: int) -> str:
    """How many points it still takes, in a sentence."""
    position = position_of(by, community_id)
    return "" if position.may(Privilege.FLAG) else what_is_missing(position, Privilege.FLAG)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """/flags: what I flagged, and what became of it."""
    found = page_of(request, flags_by(me(request)), size=A_PAGE, by_time=True)
    return page(request, "safety/flags.html", {"found": found, "rows": with_things(list(found.items))})


@require_POST
@login_required
def withdraw(request: HttpRequest, *, flag_id: int) -> HttpResponse:
    """Take one's own flag back; somebody else's isn't there."""
    flag = get_object_or_404(Flag, pk=flag_id, by=me(request))
    actions.withdraw(flag, by=me(request), now=timezone.now())
    return redirect("safety:flags")
