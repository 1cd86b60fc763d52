from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import member_of, page

from .. import actions
from ..forms import AnswerForm
from .drafts import put_aside
from .entries import back_to, entry_for, member, members_only


# Pages for visitors are kept for all of them, so their forms carry no token. All this does for a visitor is to
# put their words aside in a session of their own; members are checked as everywhere.
@csrf_exempt
@require_POST
def answer(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """Answers a question; a visitor's answer waits until they have logged in."""
    if member_of(request) is not None:
        return _answer(request, question_id=question_id)
    question = entry_for(request, question_id)
    put_aside(request, f"answer-{question.pk}")
    return redirect(reverse("account_login", query={"next": question.get_absolute_url() + "#your-answer"}))


@csrf_protect
@members_only
def _answer(request: HttpRequest, *, question_id: int) -> HttpResponse:
    question = entry_for(request, question_id)
    form = AnswerForm(request.POST)
    form.is_valid()
    try:
        made = actions.answer(
            question,
            by=member(request),
            body=form.cleaned_data.get("body", ""),
            now=timezone.now(),
            once_within=actions.TWICE,
        )
    except (Invalid, Refused) as error:
        form.take_errors(error)
        return page(request, "questions/answer.html", {"head": question, "form": form}, status=error.status)
    return back_to(made)


@require_POST
@members_only
def accept(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`accepted` 1: this answer helped me; 0: taken back."""
    entry = entry_for(request, entry_id)
    if request.POST.get("accepted") == "1":
        actions.accept(entry, by=member(request), now=timezone.now())
    else:
        actions.unaccept(entry, by=member(request), now=timezone.now())
    entry.refresh_from_db()
    return back_to(entry)
