"""/settings/routing, “What reaches you”: how many questions a week, when it is quiet, rest, topics that stay away."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import Member
from slashmentor.commons.topics.models import Topic

from .. import actions
from ..forms import RestForm, WishesForm
from ..later_days import days_until, morning_in
from ..queries.declined import find_declined
from ..week import Week, week_of
from ..words import day_name

A_WEEK_OFF = 7  # days


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def what_reaches_you(request: HttpRequest) -> HttpResponse:
    """The buttons say which of the forms was sent: `rest` (back, week, day, end), `again` (a topic), else the limits."""
    member, now = member_of(request), timezone.now()
    if request.method != "POST":
        return _shown(request, member, now=now)
    if "rest" in request.POST:
        return _rest(request, member, now=now)
    if "again" in request.POST:
        topic = get_object_or_404(Topic, name=request.POST["again"][:35])
        actions.show_again(topic, by=member, now=now)
        return _back(request, _("Questions about %(topic)s may come again.") % {"topic": topic})
    form = WishesForm(request.POST)
    if form.is_valid():
        try:
            actions.wish(member, by=member, **form.cleaned_data, now=now)
        except Invalid as error:
            form.take_errors(error)
        else:
            return _back(request, _("Saved. That is what reaches you from now on."))
    return _shown(request, member, wishes=form, now=now)


def _rest(request: HttpRequest, member: Member, *, now: datetime) -> HttpResponse:
    kind = request.POST["rest"]
    if kind == "end":
        actions.come_back(member, by=member, now=now)
        return _back(request, _("Good to have you back."))
    form = RestForm(request.POST if kind == "day" else None)
    until = morning_in(A_WEEK_OFF, member=member, now=now) if kind == "week" else None
    if kind == "day":
        if not form.is_valid():
            return _shown(request, member, rest=form, now=now)
        until = morning_in(
            days_until(form.cleaned_data["until"], member=member, now=now), member=member, now=now
        )
    try:
        actions.rest(member, by=member, until=until, now=now)
    except Invalid as error:
        form.take_errors(error)
        return _shown(request, member, rest=form, now=now)
    return _back(request, _("Rest well. Nothing is brought to you before you are back."))


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(request.path)


def _shown(
    request: HttpRequest,
    member: Member,
    *,
    wishes: WishesForm | None = None,
    rest: RestForm | None = None,
    now: datetime,
) -> HttpResponse:
    week: Week = week_of(member.pk, now=now)
    initial = {name: getattr(week, name) for name in WishesForm.base_fields}
    return page(
        request,
        "routing/settings.html",
        {
            "wishes": wishes or WishesForm(initial=initial),
            "rest": rest or RestForm(),
            "week": week,
            "is_resting": week.rests(now),
            "rests_until": day_name(week.rests_until, member=member, now=now)
            if week.rests_until and not week.rests_until_back
            else "",
            "declined": [
                (one.topic, day_name(one.until, member=member, now=now) if one.until else "")
                for one in find_declined(member, now=now)
            ],
        },
        status=400 if wishes is not None or rest is not None else 200,
    )
