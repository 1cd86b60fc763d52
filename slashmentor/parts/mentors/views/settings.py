"""/settings/mentor: a member says what they offer, looks at it as a stranger would, and says when there is no room."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import page
from slashmentor.commons.people.models import Member
from slashmentor.commons.people.words import local_time

from .. import actions
from ..beginnings import offered_to
from ..forms import AwayForm
from ..models import Offer
from ..queries.page import page_of
from ..room import room
from ..sections import sections_of
from ..sheet import Sheet
from ..words import MEANS
from .page import context_of

BUTTONS = {"csrfmiddlewaretoken", "save", "publish", "preview", "again"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    """The form. Its buttons: `save`, `publish`, `preview` (nothing is kept), `again` (back from the preview).

    `?template=` fills what is still empty with a text to begin with.
    """
    member = _me(request)
    if request.method != "POST":
        return _shown(request, Sheet(member, beginning=request.GET.get("template", "")))
    if "again" in request.POST:
        return _shown(request, Sheet(member, request.POST), is_unsent=True)
    limit("mentor-page", who(request), times=60, seconds=60)
    now = timezone.now()
    sheet: Sheet | None = None
    try:
        with transaction.atomic():
            # Of two tabs the second compares with what the first one kept.
            member.take_turns()
            sheet = Sheet(member, request.POST)
            if not sheet.is_valid():
                return _shown(request, sheet, status=400)
            if "preview" in request.POST:
                # Kept as it would be, shown, and taken back, so that what is shown is what would be kept.
                shown = _as_a_stranger(request, _kept(sheet, now), now)
                transaction.set_rollback(True)
                return shown
            offer = _kept(sheet, now)
            is_new = offer.published_at is None and "publish" in request.POST
            if is_new:
                actions.publish(offer, by=member, now=now)
    except ForPeople as error:
        if sheet is None:
            raise
        sheet.take_errors(error)
        return _shown(request, sheet, status=error.status)
    return _done(request, offer, is_new=is_new)


@require_POST
@login_required
def state(request: HttpRequest) -> HttpResponse:
    """One of: `pause`, `resume`, away (`away_until`), `back`, `withdraw`."""
    member, now = _me(request), timezone.now()
    offer = Offer.objects.filter(member=member).first()
    if offer is None:
        raise Http404
    for name, (act, said) in _STATES.items():
        if name in request.POST:
            act(offer, by=member, now=now)
            messages.success(request, said())
            return _back()
    if "away_until" not in request.POST:
        raise Http404
    form = AwayForm(request.POST)
    if form.is_valid():
        try:
            actions.away(offer, by=member, until=form.cleaned_data["away_until"], now=now)
        except Invalid as error:
            form.take_errors(error)
        else:
            messages.success(request, _("Your page says that you are away. It opens again by itself."))
            return _back()
    return _shown(request, Sheet(member), away=form, status=400)


_STATES: dict[str, tuple[Any, Any]] = {
    "pause": (actions.pause, lambda: _("Your page takes a pause. It stays where it is, and says so.")),
    "resume": (actions.resume, lambda: _("Your page is open again.")),
    "back": (actions.back, lambda: _("You are back, and your page says so.")),
    "withdraw": (actions.withdraw, lambda: _("Your page is a draft again. Only you see it.")),
}


def _kept(sheet: Sheet, now: datetime) -> Offer:
    """The page with what was changed on the sheet; one where nothing was changed stays untouched."""
    said = sheet.said()
    if sheet.offer is not None and not said:
        return sheet.offer
    return actions.save(sheet.member, by=sheet.member, said=said, now=now)


def _as_a_stranger(request: HttpRequest, offer: Offer, now: datetime) -> HttpResponse:
    """The page of this offer as it would be for a visitor if it were published now, with the way back."""
    is_draft = offer.published_at is None
    offer.published_at = offer.published_at or now
    context = context_of(page_of(offer, now=now), None)
    sent = [(name, value) for name, values in request.POST.lists() if name not in BUTTONS for value in values]
    return page(request, "mentors/preview.html", {**context, "sent": sent, "is_draft": is_draft})


def _done(request: HttpRequest, offer: Offer, *, is_new: bool) -> HttpResponse:
    if is_new:
        messages.success(request, _("Your page is open. This is its address for good."))
        return HttpResponseRedirect(offer.get_absolute_url())
    if offer.published_at is None:
        messages.success(request, _("Your draft is kept. Only you see it."))
    else:
        messages.success(request, _("Your page says so now."))
    return _back()


def _shown(
    request: HttpRequest,
    sheet: Sheet,
    *,
    away: AwayForm | None = None,
    is_unsent: bool = False,
    status: int = 200,
) -> HttpResponse:
    member, offer, now = sheet.member, sheet.offer, timezone.now()
    context: dict[str, Any] = {
        "sheet": sheet,
        "form": sheet.form,
        "sections": sections_of(sheet),
        "offer": offer,
        "me": member,
        "local_time": local_time(member, now),
        "away": away or AwayForm(),
        "means": MEANS,
        "today": now.date(),
        "is_unsent": is_unsent,
    }
    if offer is None:
        context |= {"beginnings": offered_to(member.stage), "begun": sheet.beginning}
    else:
        context |= {"state": offer.state(now.date()), "room": room(offer, today=now.date())}
    return page(request, "mentors/settings.html", context, status=status)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("mentors:settings"))


def _me(request: HttpRequest) -> Member:
    member: Member = Member.objects.get(pk=request.user.pk)
    return member
