"""/for-you: the few questions that fit, and what a member says of each."""

from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic
from slashmentor.parts.questions.models import Entry

from .. import actions
from ..later_days import days_of, is_monday_apart, morning_in
from ..queries.given import find_given
from ..queries.items import Item
from ..queries.page import ForYou, State, for_you
from ..queries.today import Said
from ..words import day_name, done_words, greeting, lede, why


class Shown(NamedTuple):
    """An item with its reason."""

    item: Item
    why: Markup


@login_required
@require_GET
def for_you_page(request: HttpRequest) -> HttpResponse:
    member, now = member_of(request), timezone.now()
    shown = for_you(member, now=now)
    return page(
        request,
        "routing/for_you.html",
        {
            **in_words(shown, member=member, now=now),
            "greeting": greeting(member, now=now),
            "given": find_given(member.pk, now=now),
        },
    )


@login_required
@require_POST
def not_for_me(request: HttpRequest, question_id: int) -> HttpResponse:
    """Say that it isn't for them; with `undo` it may come again."""
    member, now = member_of(request), timezone.now()
    question = _question(question_id, member)
    if request.POST.get("undo"):
        actions.bring_back(question, by=member, now=now)
    else:
        actions.wave_off(question, by=member, now=now)
    return _said(request, question, member=member, now=now)


@login_required
@require_POST
def later(request: HttpRequest, question_id: int) -> HttpResponse:
    """`until`: tomorrow, three-days or monday; with `undo` it is there again at once."""
    member, now = member_of(request), timezone.now()
    question = _question(question_id, member)
    if request.POST.get("undo"):
        actions.bring_now(question, by=member, now=now)
    else:
        days = days_of(request.POST.get("until", ""), member=member, now=now)
        if days is None:
            raise Invalid({"until": _("Choose when it should come back.")})
        actions.put_off(question, by=member, until=morning_in(days, member=member, now=now), now=now)
    return _said(request, question, member=member, now=now)


@login_required
@require_POST
def on_it(request: HttpRequest, question_id: int) -> HttpResponse:
    """“I’m on it”; with `undo` not any more."""
    member, now = member_of(request), timezone.now()
    question = _question(question_id, member)
    if request.POST.get("undo"):
        actions.let_go(question, by=member, now=now)
    else:
        actions.take_on(question, by=member, now=now)
    return _said(request, question, member=member, now=now)


@login_required
@require_POST
def not_this_topic(request: HttpRequest) -> HttpResponse:
    """Nothing about the topic in `month` for a month, nothing about the one in `good` any more; the one in `again` may."""
    member, now = member_of(request), timezone.now()
    said = next((name for name in ("again", "month", "good") if name in request.POST), "")
    topic = get_object_or_404(Topic, name=request.POST.get(said, "")[:35])
    where = reverse("routing:for-you")
    if said == "again":
        actions.show_again(topic, by=member, now=now)
        return HttpResponseRedirect(where)
    until = now + actions.FOR_A_WHILE if said == "month" else None
    actions.decline(topic, by=member, until=until, now=now)
    return HttpResponseRedirect(f"{where}#for-you-topic-{topic.pk}")


@login_required
@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """Nothing until they come back; with `undo` they are back."""
    member, now = member_of(request), timezone.now()
    if request.POST.get("undo"):
        actions.come_back(member, by=member, now=now)
    else:
        actions.rest(member, by=member, now=now)
    return HttpResponseRedirect(reverse("routing:for-you"))


def in_words(shown: ForYou, *, member: Member, now: datetime) -> dict[str, Any]:
    """What `_item.html` and the parts of the page need."""
    week = shown.week
    next_place = week.next_place_at
    return {
        "for_you": shown,
        "items": [Shown(item, why(item, shown.titles)) for item in shown.items],
        "done": [(one, done_words(one, member=member, now=now)) for one in shown.done],
        "lede": lede(len(shown.items)) if shown.items else "",
        "next_place": day_name(next_place, member=member, now=now) if next_place else "",
        "rests_until": day_name(week.rests_until, member=member, now=now)
        if week.rests_until and not week.rests_until_back
        else "",
        "offers_monday": is_monday_apart(member=member, now=now),
    }


def _question(question_id: int, member: Member) -> Entry:
    found: Entry = get_object_or_404(
        Entry.objects.visible_to(member), kind=Entry.Kind.QUESTION, pk=question_id
    )
    return found


def _said(request: HttpRequest, question: Entry, *, member: Member, now: datetime) -> HttpResponse:
    """Without script back to the list; with it the one row that changed, and on the page of the list its figures.

    Who said it on the question's page (`?on=page`) stays there.
    """
    where = reverse("routing:for-you")
    if request.GET.get("on") == "page":
        return HttpResponseRedirect(question.get_absolute_url())
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(f"{where}#for-you-{question.pk}")
    shown = for_you(member, now=now)
    context = in_words(shown, member=member, now=now)
    is_there = urlsplit(request.headers.get("HX-Current-URL", "")).path == where
    return page(
        request,
        "routing/_said.html",
        {
            **context,
            "question": question,
            "item": next((one for one in context["items"] if one.item.id == question.pk), None),
            "said": next(
                (
                    row
                    for row in context["done"]
                    if row[0].id == question.pk and row[0].said is not Said.DECLINED
                ),
                None,
            ),
            "is_there": is_there,
            "given": find_given(member.pk, now=now) if is_there and shown.state is State.DONE else None,
        },
    )
