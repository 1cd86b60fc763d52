from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.base.permissions import allow
from slashmentor.commons.communities.models import Community

from .. import actions, rules
from ..forms import MoveForm
from .entries import entry_for, member, members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def move(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """/questions/<id>/move: to which community it belongs better. For those who look after the one it is in."""
    question = entry_for(request, question_id)
    allow(
        rules.looks_after,
        member(request),
        question,
        or_say=_("Only those who look after this community move its questions."),
    )
    others = list(Community.objects.exclude(pk=question.community_id))
    form = MoveForm(request.POST if request.method == "POST" else None, communities=others)
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move(question, to=form.chosen, by=member(request), now=timezone.now())
        except (Invalid, Refused) as error:
            form.take_errors(error)
        else:
            return redirect(moved.get_absolute_url())
    return page(
        request,
        "questions/move.html",
        {"question": question, "form": form, "others": others},
        status=400 if form.errors else 200,
    )
