"""What moderators know of a member and can decide: notes, suspensions; hosts merge accounts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.base.pages.render import page
from slashmentor.commons.communities.models import Community
from slashmentor.commons.people.actions import merge as merge_accounts
from slashmentor.commons.people.actions.merge import refuse_what_cannot_be
from slashmentor.commons.people.models import Member
from slashmentor.commons.standing.models import Standing

from .. import actions
from ..forms import LiftForm, MergeForm, NoteForm, SuspendForm
from ..models import Suspension
from ..queries import waiting
from ..queries.holding import what_moves
from ..verbs import says
from .doors import get_or_post, hosts_only, me, moderators_only


@get_or_post
@moderators_only
def member(request: HttpRequest, communities: list[Community], *, handle: str) -> HttpResponse:
    """/moderation/members/ada: what is known in the communities in one's care. POST writes a note."""
    viewer, about = me(request), _about(request, handle)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        communities=communities,
        everywhere=viewer.is_staff,
    )
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                actions.add_note(
                    about,
                    community=form.chosen,
                    words=form.cleaned_data["words"],
                    by=viewer,
                    now=timezone.now(),
                )
                return redirect("safety:member", handle=about.handle)
            status = 400
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
    now = timezone.now()
    context = {
        "about": about,
        "form": form,
        "stands": Standing.objects.filter(member=about, community__in=communities).select_related(
            "community"
        ),
        "notes": waiting.notes_on(about, communities, viewer),
        "suspensions": [
            (one, one.lifted_at is None and one.until > now)
            for one in waiting.suspensions_of(about, communities, viewer)
        ],
        "decisions": [(one, says(one.verb)) for one in waiting.decisions_about(about, communities, viewer)],
        "flags": waiting.flags_of_posts_by(about, communities),
    }
    return page(request, "safety/member.html", context, status=status)


@get_or_post
@moderators_only
def suspend(request: HttpRequest, communities: list[Community], *, handle: str) -> HttpResponse:
    """/moderation/members/ada/suspend: for how long, and why."""
    viewer, about = me(request), _about(request, handle)
    form = SuspendForm(
        request.POST if request.method == "POST" else None,
        communities=communities,
        everywhere=viewer.is_staff,
    )
    status = 200
    if request.method == "POST":
        try:
            if not form.is_valid():
                raise Invalid({})
            actions.suspend(
                about,
                community=form.chosen,
                days=form.cleaned_data["days"],
                reason=form.cleaned_data["reason"],
                words=form.cleaned_data["words"],
                by=viewer,
                now=timezone.now(),
            )
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
        else:
            messages.success(request, _("%(name)s is suspended, and told why.") % {"name": about.shown_name})
            return redirect("safety:member", handle=about.handle)
    return page(request, "safety/suspend.html", {"about": about, "form": form}, status=status)


@get_or_post
@moderators_only
def lift(request: HttpRequest, communities: list[Community], *, suspension_id: int) -> HttpResponse:
    """/moderation/suspensions/12/lift: let them write again."""
    viewer = me(request)
    found = get_object_or_404(Suspension.objects.select_related("member", "community"), pk=suspension_id)
    if found.community not in communities and not (found.community_id is None and viewer.is_staff):
        raise Http404
    form = LiftForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        form.is_valid()
        try:
            actions.lift(found, by=viewer, reason=form.cleaned_data.get("reason", ""), now=timezone.now())
        except ForPeople as error:
            form.take_errors(error)
            status = error.status
        else:
            return redirect("safety:member", handle=found.member.handle)
    return page(request, "safety/lift.html", {"suspension": found, "form": form}, status=status)


@get_or_post
@hosts_only
def merge(request: HttpRequest) -> HttpResponse:
    """/moderation/merge?gone=&into=: what would move, then, once the handle is typed again, it moves."""
    sent = request.POST if request.method == "POST" else request.GET
    form = MergeForm(sent or None, initial={"gone": "", "into": ""})
    status, moved, points = 200, [], []
    gone, into = _pair(form, me(request))
    if gone is not None and into is not None and form.is_valid():
        moved = what_moves(gone)
        stands = Standing.objects.filter(member=gone).select_related("community")
        points = list(stands.order_by("-reputation", "pk"))
        if request.method == "POST":
            try:
                _refuse_unconfirmed(form.cleaned_data["confirm"], gone)
                merge_accounts(gone, into, by=me(request), now=timezone.now())
            except ForPeople as error:
                form.take_errors(error)
                status = error.status
            else:
                messages.success(request, _("They are one account now."))
                return redirect(into.get_absolute_url())
    elif form.is_bound:
        status = 400
    context = {"form": form, "gone": gone, "into": into, "moved": moved, "points": points}
    return page(request, "safety/merge.html", context, status=status)


def _pair(form: MergeForm, viewer: Member) -> tuple[Member | None, Member | None]:
    """The two accounts that were named, none while nothing was; the form says what can't be merged."""
    if not form.is_bound or not form.is_valid():
        return None, None
    gone, into = (_named(form.cleaned_data[name]) for name in ("gone", "into"))
    for name, found in (("gone", gone), ("into", into)):
        if found is None:
            form.add_error(name, _("There is no such account."))
    if gone is not None and into is not None:
        try:
            refuse_what_cannot_be(gone, into, viewer)
        except ForPeople as error:
            form.take_errors(error)
            return None, None
    return gone, into


def _about(request: HttpRequest, handle: str) -> Member:
    """The member; nobody moderates themselves."""
    found = get_object_or_404(Member, handle=handle.lower())
    if found == me(request):
        raise Http404
    return found


def _named(handle: str) -> Member | None:
    found: Member | None = Member.objects.filter(handle=handle.strip().removeprefix("@").lower()).first()
    return found


def _refuse_unconfirmed(typed: str, gone: Member) -> None:
    if typed.strip().removeprefix("@").lower() != gone.handle:
        raise Invalid(
            {"confirm": _("Please type @%(handle)s here, so that it is sure.") % {"handle": gone.handle}}
        )
