"""Whom I block: the list, and the page that says what it does before it is done."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member

from .. import actions
from ..queries.blocks import A_PAGE, blocked_by, blocks
from .doors import get_or_post, me


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """/settings/blocks?before=: whom I block, newest first."""
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Http404
    rows = blocked_by(me(request), before=int(before) if before else None, most=A_PAGE + 1)
    older = rows[A_PAGE - 1].pk if len(rows) > A_PAGE else None
    return page(request, "safety/blocks.html", {"blocks": rows[:A_PAGE], "older": older})


@get_or_post
@login_required
def member(request: HttpRequest, *, handle: str) -> HttpResponse:
    """/settings/blocks/emmy: what blocking does; POST does it."""
    other = get_object_or_404(Member.objects.visible_to(me(request)), handle=handle)
    if other == me(request):
        raise Http404
    if request.method == "POST":
        actions.block(other, by=me(request), now=timezone.now())
        messages.success(request, _("You block @%(handle)s. They aren’t told.") % {"handle": other.handle})
        return redirect("safety:blocks")
    context = {"about": other, "blocked": blocks(me(request).pk, other.pk)}
    return page(request, "safety/block.html", context)


@require_POST
@login_required
def lift(request: HttpRequest, *, handle: str) -> HttpResponse:
    """/settings/blocks/emmy/lift: block them no longer, also when their account is closed by now."""
    other = get_object_or_404(Member, handle=handle)
    if not blocks(me(request).pk, other.pk):
        raise Http404
    actions.unblock(other, by=me(request))
    messages.success(request, _("You don’t block @%(handle)s any more.") % {"handle": other.handle})
    return redirect("safety:blocks")
