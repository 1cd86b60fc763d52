"""Voting to close a question and to open it again: pages with the reasons, and what each asks of its author."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.commons.standing.privileges import Privilege, position_of, require, require_active

from .. import actions, rules
from ..actions.reopen import closed_alone
from ..advice import HELP
from ..forms import CloseForm
from ..models import Ballot, CloseReason, Entry, Reason
from ..queries.closing import find_like, find_question_meant
from .entries import back_to, entry_for, member, members_only, question_for


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def close(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """/questions/<id>/close: why it should be closed. `look` shows questions that might be the same one."""
    question = question_for(request, question_id)
    by, now = member(request), timezone.now()
    position = position_of(by, question.community_id)
    if rules.signed_it.test(by, question):
        require_active(position, now=now)
    else:
        require(position, Privilege.CLOSE, now=now)
    if question.is_closed:
        return back_to(question)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or "look" in request.POST:
        return _close_page(request, question, form)
    if not form.is_valid():
        return _close_page(request, question, form, status=400)
    try:
        actions.vote_to_close(question, by=by, now=now, **_chosen(question, form))
    except (Invalid, Refused) as error:
        form.take_errors(error)
        return _close_page(request, question, form, status=error.status)
    return back_to(question)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def reopen(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """/questions/<id>/reopen: asks first."""
    question = question_for(request, question_id)
    by, now = member(request), timezone.now()
    if request.method == "POST":
        actions.vote_to_reopen(question, by=by, now=now)
        return back_to(question)
    position = position_of(by, question.community_id)
    if not closed_alone(question, by):
        require(position, Privilege.CLOSE, now=now)
    if not question.is_closed:
        return back_to(question)
    ballots = question.ballots.filter(purpose=Ballot.Purpose.REOPEN, ended_at=None)
    return page(
        request,
        "questions/reopen.html",
        {
            "question": question,
            "alone": position.looks_after or closed_alone(question, by),
            "votes": ballots.count(),
            "needed": position.numbers.whole("close.votes"),
        },
    )


@require_POST
@members_only
def take_back(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`purpose`: of the open vote that this member takes back."""
    entry = entry_for(request, entry_id)
    purpose = request.POST.get("purpose", "")
    if purpose not in Ballot.Purpose.values:
        raise Invalid(_("Say which of your votes you take back."))
    actions.take_back_ballot(entry, by=member(request), purpose=purpose, now=timezone.now())
    return back_to(entry)


def _chosen(question: Entry, form: CloseForm) -> dict[str, Any]:
    """What the form says, as the action takes it. Raises Invalid when the words of `other` mean no question."""
    sent = form.cleaned_data
    # Whoever only chose or named a question below "asked before" said enough.
    named = sent["reason"] or (Reason.DUPLICATE if sent["same"] or sent["other"].strip() else "")
    reason, own, number = named.partition("-")
    why = None
    if number.isascii() and number.isdigit() and len(number) < 18:
        why = CloseReason.objects.filter(pk=int(number), community=question.community_id).first()
    if own and why is None:
        reason = ""
    target = None
    if reason == Reason.DUPLICATE:
        words = sent["other"].strip() or str(sent["same"] or "")
        target = find_question_meant(words)
        if words and target is None:
            raise Invalid(
                {
                    "other": _(
                        "No question here has that address. Choose one of these, or paste the address of another."
                    )
                }
            )
    return {
        "reason": reason,
        "why": why,
        "duplicate_of": target,
        "tell_first": sent["tell_first"],
    }


def _close_page(request: HttpRequest, question: Entry, form: CloseForm, *, status: int = 200) -> HttpResponse:
    by = member(request)
    position = position_of(by, question.community_id)
    is_own = bool(rules.signed_it.test(by, question))
    other = str(form["other"].value() or "")
    words = "" if find_question_meant(other) else other
    return page(
        request,
        "questions/close.html",
        {
            "question": question,
            "form": form,
            "chosen": form["reason"].value() or (Reason.DUPLICATE if is_own else ""),
            "same": str(form["same"].value() or ""),
            "reasons": [
                (reason, Reason(reason).label, HELP[reason].choose)
                for reason in Reason.values
                if reason != Reason.OFF_TOPIC
                and (not is_own or position.may(Privilege.CLOSE) or reason == Reason.DUPLICATE)
            ],
            "off_topic": HELP[Reason.OFF_TOPIC].choose,
            "own_reasons": CloseReason.objects.filter(
                community=question.community_id, retired_at=None
            ).order_by("name"),
            "like": find_like(question, words) or find_like(question, ""),
            "is_own": is_own,
            "may_close": position.may(Privilege.CLOSE),
            "looks_after": position.looks_after,
            "needed": position.numbers.whole("close.votes"),
            "hours": position.numbers.whole("close.hours_to_mend"),
        },
        status=status,
    )
