"""Saying what an answer helped with, taking that back, and not wanting to be asked."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import page
from slashmentor.commons.standing.privileges import position_of, what_stops
from slashmentor.parts.questions.models import Entry
from slashmentor.parts.questions.views.entries import back_to, entry_for, member, members_only

from .. import actions
from ..actions.endorse import may_endorse
from ..forms import GiveForm
from ..queries import find_own

_ID = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def give(request: HttpRequest) -> HttpResponse:
    """/endorsements/give?entry=: in words, on topics of its question. Given before, it comes filled, to be changed."""
    answer = _answer(request)
    reader = member(request)
    shut = ""
    try:
        may_endorse(answer, reader)
        shut = what_stops(position_of(reader, answer.community_id), None, now=timezone.now())
    except Refused as refused:
        shut = refused.sentence
    given = [row for row in find_own(reader, answer) if row.removed_at is None]
    names = answer.question.topic_names if answer.question is not None else []
    before = {
        "words": given[0].words if given else "",
        "topics": [row.topic.name for row in given] or (names if len(names) == 1 else []),
    }
    form = GiveForm(request.POST if request.method == "POST" else None, names=names, initial=before)
    status = 403 if shut else 200
    if request.method == "POST" and not shut:
        limit("endorse", who(request), times=60, seconds=3600)
        form.is_valid()
        sent = {"words": form.cleaned_data.get("words", ""), "topics": form.cleaned_data.get("topics", [])}
        try:
            actions.endorse(answer, by=reader, **sent, now=timezone.now())
        except (Invalid, Refused) as error:
            form.take_errors(error)
            status = error.status
        else:
            messages.success(request, _("Thank you for saying so."))
            return back_to(answer)
    context = {"answer": answer, "form": form, "given": given, "shut": shut}
    return page(request, "endorsements/give.html", context, status=status)


@require_POST
@members_only
def take_back(request: HttpRequest) -> HttpResponse:
    """`?entry=`: say no longer that it helped."""
    answer = _answer(request)
    actions.take_back(answer, by=member(request), now=timezone.now())
    messages.success(request, _("It is taken back."))
    return back_to(answer)


@require_POST
@members_only
def decline(request: HttpRequest) -> HttpResponse:
    """`?entry=`: don't ask me about the answers to this question."""
    answer = _answer(request)
    assert answer.question is not None
    actions.decline(answer.question, by=member(request), now=timezone.now())
    return back_to(answer)


def _answer(request: HttpRequest) -> Entry:
    """The answer that the address names; Http404 when there is none that this reader may see."""
    text = request.GET.get("entry", "")
    if not _ID.fullmatch(text):
        raise Http404
    entry = entry_for(request, int(text))
    if entry.question is None:
        raise Http404
    return entry
