"""Anonymous questions: one's own, found by their seals; and the page on which two moderators open a seal."""

from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import member_of, page
from slashmentor.commons.people.models import Member

from .. import actions, rules
from ..forms import OpeningForm
from ..models import Entry, Opening
from ..queries.anonymity import find_mine, find_openings
from .entries import entry_for, member, members_only

# For so long the two who opened a seal may read who it is; it is written down nowhere.
SHOWN_FOR = timedelta(days=1)


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """/questions/mine/anonymous: what I asked as nobody, as long as that can be told."""
    return page(request, "questions/mine_anonymous.html", {"questions": find_mine(member(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """/moderation/personas/<question>: ask for a seal to be opened; as another moderator, open it or leave it."""
    question = entry_for(request, question_id)
    reader = member_of(request)
    if reader is None or not rules.can_ask_to_open.test(reader, question):
        raise Http404
    if request.method != "POST":
        return _shown(request, question, OpeningForm())
    now = timezone.now()
    form = OpeningForm(request.POST)
    form.is_valid()
    try:
        if "ask" in request.POST:
            actions.ask_to_open(question, by=reader, reason=form.cleaned_data.get("reason", ""), now=now)
        else:
            _decide(request, question, reader, now)
    except Invalid as error:
        form.take_errors(error)
        return _shown(request, question, form, status=400)
    return redirect("questions:opening", question_id=question.pk)


def _decide(request: HttpRequest, question: Entry, reader: Member, now: datetime) -> None:
    waiting = next((one for one in find_openings(question) if _waits(one)), None)
    if waiting is None:
        raise Http404
    if "open" in request.POST:
        actions.open_seal(waiting, by=reader, now=now)
    else:
        actions.decline_opening(waiting, by=reader, now=now)


def _shown(request: HttpRequest, question: Entry, form: OpeningForm, *, status: int = 200) -> HttpResponse:
    openings = find_openings(question)
    reader, now = member(request), timezone.now()
    opened = next(
        (one for one in openings if one.opened_at is not None and now - one.opened_at < SHOWN_FOR), None
    )
    may_read = opened is not None and reader.pk in {opened.asked_by_id, opened.opened_by_id}
    return page(
        request,
        "questions/opening.html",
        {
            "question": question,
            "form": form,
            "decided": [one for one in openings if not _waits(one)],
            "waiting": next((one for one in openings if _waits(one)), None),
            "who": actions.who_asked(opened) if opened is not None and may_read else None,
            "may_read": may_read,
        },
        status=status,
    )


def _waits(opening: Opening) -> bool:
    return opening.opened_at is None and opening.declined_at is None
