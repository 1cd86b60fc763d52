"""The bell's page, its figure for scripts, and how often we write."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.letters import confirmed_addresses

from . import actions
from .forms import MailForm
from .models import ByMail, MailPreference, Notification
from .queries import newest_of
from .unsubscribing import member_of as member_of_token
from .words import Words, words_of


@dataclass(frozen=True)
class Day:
    name: str
    items: list[tuple[Notification, Words]]


@login_required
@require_GET
def notifications(request: HttpRequest) -> HttpResponse:
    """Newest first, by day. Looking changes nothing; what they lead to does (`visited`), and the buttons."""
    member = member_of(request)
    before = request.GET.get("before", "")
    if before and not _is_place(before):
        raise Http404
    part = newest_of(member, before=int(before) if before else None)
    here = reverse("notifications:list")
    return page(
        request,
        "notifications/list.html",
        {
            "days": list(_by_day(part.items, ZoneInfo(member.time_zone), timezone.now())),
            "pager": {
                "previous_url": here if before else None,
                "next_url": f"{here}?before={part.before}" if part.before else None,
                "by_time": True,
            },
            "place": before,
        },
    )


@require_GET
def unread(request: HttpRequest) -> HttpResponse:
    """The figure on the bell, for browsers that have no stream (js/live.js)."""
    member = member_of(request)
    if member is None:
        return JsonResponse({"error": _("Please log in.")}, status=401)
    return JsonResponse({"unread": member.unread}, headers={"Cache-Control": "private, no-store"})


@login_required
@require_POST
def see_all(request: HttpRequest) -> HttpResponse:
    actions.see_all(member_of(request), now=timezone.now())
    return HttpResponseRedirect(reverse("notifications:list"))


@login_required
@require_POST
def see(request: HttpRequest, notification_id: int) -> HttpResponse:
    actions.see(member_of(request), notification_id, now=timezone.now())
    before = request.POST.get("before", "")
    query = {"before": before} if _is_place(before) else None
    return HttpResponseRedirect(reverse("notifications:list", query=query))


@require_POST
def visited(request: HttpRequest) -> HttpResponse:
    """The member's browser shows a page of ours: what was told about it has been seen. Answers the new figure.

    `path` is the page's, `age` how many milliseconds ago it was asked for: what came since isn't on it.
    """
    member = member_of(request)
    if member is None:
        return JsonResponse({"error": _("Please log in.")}, status=401)
    now = timezone.now()
    age = request.POST.get("age", "")
    until = now - timedelta(milliseconds=int(age) if _is_place(age) and len(age) < 10 else 0)
    see, pk = _shown_at(request.POST.get("path", ""))
    if see is not None and see(member, pk, until=until, now=now):
        member.refresh_from_db(fields=["unread"])
    return JsonResponse({"unread": member.unread})


@login_required
@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """How often this member wants to hear by e-mail."""
    member = member_of(request)
    chosen = MailPreference.objects.filter(member=member).values_list("by_mail", flat=True).first()
    form = MailForm(
        request.POST if request.method == "POST" else None, initial={"by_mail": chosen or ByMail.DAILY}
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_mail(member, ByMail(form.cleaned_data["by_mail"]))
        messages.success(request, _("Saved. That is how we write to you from now on."))
        return HttpResponseRedirect(reverse("notifications:mail"))
    return page(
        request,
        "notifications/mail.html",
        {"form": form, "address": confirmed_addresses([member]).get(member.pk)},
        status=400 if form.errors else 200,
    )


# Mail programs press the button themselves (RFC 8058), without our cookie or form token; the signed link is the proof.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The link in a letter. GET shows a button and changes nothing, since scanners follow every link; POST does it."""
    member = member_of_token(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        actions.choose_mail(member, ByMail.NEVER)
    return page(
        request, "notifications/unsubscribe.html", {"done": request.method == "POST", "interactive": False}
    )


def _by_day(found: Sequence[Notification], zone: ZoneInfo, now: datetime) -> Iterator[Day]:
    def day_of(notification: Notification) -> date:
        return notification.at.astimezone(zone).date()

    today = now.astimezone(zone).date()
    for day, group in groupby(found, key=day_of):
        yield Day(_name_of(day, today), [(item, words_of(item)) for item in group])


def _name_of(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return date_format(day, "l j F" if day.year == today.year else "j F Y")


def _is_place(text: str) -> bool:
    """Whether it is a number that the database can hold."""
    return text.isascii() and text.isdigit() and len(text) < 19


def _shown_at(path: str) -> tuple[Callable[..., int] | None, int]:
    """How to say that what this path shows was seen, and its id; None for a path of which nothing is told."""
    try:
        found = resolve(path[:500])
    except Resolver404:
        return None, 0
    if found.view_name == "questions:question":
        return actions.see_question, int(found.kwargs["question_id"])
    if found.view_name == "mentorships:request":
        return actions.see_request, int(found.kwargs["request_id"])
    return None, 0
