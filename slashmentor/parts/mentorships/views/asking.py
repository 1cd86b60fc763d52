"""/@handle/mentor/ask: the contact form in front of a mentor."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import ForPeople, Invalid, Refused
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import Member
from slashmentor.parts.mentors.queries.page import MentorPage, find_page
from slashmentor.parts.mentors.words import Who

from .. import actions
from ..forms import AskForm, VisitorForm
from ..models import Request
from ..numbers import ASKS_AN_HOUR
from ..queries.door import door
from ..queries.next_best import next_best


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, handle: str) -> HttpResponse:
    """The form, or why there is none with others who may fit. A member's request goes out at once, a visitor's after
    the letter; what a visitor reads is the same whatever is known of the address.
    """
    now, reader = timezone.now(), member_of(request)
    shown = find_page(handle, reader, now=now)
    if shown is None:
        raise Http404
    if request.method == "POST":
        return _taken(request, shown, reader, now)
    if "sent" in request.GET and reader is None:
        return page(request, "mentorships/letter_sent.html", {"shown": shown, "mentor": shown.member})
    kind = VisitorForm if reader is None else AskForm
    return _shown(request, shown, reader, kind(shown=shown), now=now)


def _taken(request: HttpRequest, shown: MentorPage, reader: Member | None, now: datetime) -> HttpResponse:
    limit("mentor-ask", who(request), times=ASKS_AN_HOUR, seconds=3600)
    form = (VisitorForm if reader is None else AskForm)(request.POST, shown=shown)
    said = form.said()
    try:
        if reader is not None:
            made = actions.ask(shown.offer, by=reader, said=said, now=now)
        else:
            sent = form.cleaned_data
            actions.ask_by_letter(
                shown.offer, name=sent.get("name", ""), email=sent.get("email", ""), said=said, now=now
            )
    except Invalid as error:
        form.take_errors(error)
        return _shown(request, shown, reader, form, now=now, status=error.status)
    except Refused as error:
        return _shown(request, shown, reader, form, now=now, status=error.status)
    if reader is None:
        return HttpResponseRedirect(f"{request.path}?sent")
    messages.success(
        request, _("Sent. You hear from us as soon as %(name)s answers.") % {"name": shown.member.shown_name}
    )
    return HttpResponseRedirect(made.get_absolute_url())


def _shown(
    request: HttpRequest,
    shown: MentorPage,
    reader: Member | None,
    form: AskForm,
    *,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    offer = shown.offer
    stands = door(offer, reader, now=now)
    shut = _what_stops(shown, reader, now)
    is_mine = reader is not None and reader.pk == offer.member_id
    context = {
        "shown": shown,
        "offer": offer,
        "mentor": shown.member,
        "form": form,
        "shut": shut,
        "waits": stands.sentence if stands.waits else "",
        # Whoever has three open elsewhere needs no others; where the door is shut, they may.
        "others": next_best(offer, reader, now=now) if not stands.is_open and not is_mine else [],
        "can_log_in": reader is None and stands.is_open and offer.who != Who.ANYBODY,
        "open_one": _open_one(shown, reader) if shut else None,
    }
    return page(request, "mentorships/ask.html", context, status=status)


def _what_stops(shown: MentorPage, reader: Member | None, now: datetime) -> str:
    """Why there is no form for this reader; "" where there is."""
    try:
        if reader is None:
            actions.refuse_visitors(shown.offer, now=now)
        else:
            actions.may_ask(shown.offer, reader, now=now)
    except ForPeople as error:
        return error.sentence
    return ""


def _open_one(shown: MentorPage, reader: Member | None) -> Request | None:
    """The one that this reader has with the mentor already."""
    if reader is None:
        return None
    return Request.objects.open().filter(by=reader, mentor=shown.member).first()
