from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import page
from slashmentor.base.permissions import allow
from slashmentor.commons.standing.privileges import Privilege, position_of, require

from .. import actions, rules
from ..actions.bounty import NOT_YOURS, allow_cancelling, amounts_for, last_moment, refuse_bounty
from ..forms import BountyForm, CancelForm
from ..models import Entry
from ..queries.bounties import had_bounty, open_bounty
from .entries import back_to, entry_for, member, members_only


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def offer(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """/questions/<id>/bounty: offer points for a good answer. Says why, where it can't be."""
    question = entry_for(request, question_id)
    by, now = member(request), timezone.now()
    position = position_of(by, question.community_id)
    require(position, Privilege.BOUNTY, now=now)
    refuse_bounty(question, position.numbers, now=now)
    amounts = amounts_for(question, by, position.reputation, position.numbers)
    form = BountyForm(request.POST if request.method == "POST" else None, amounts=amounts)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            actions.offer_bounty(
                question, by=by, amount=int(sent["amount"]), words=sent["words"], now=timezone.now()
            )
        except (Invalid, Refused) as error:
            form.take_errors(error)
        else:
            return back_to(question)
    context = {
        "question": question,
        "form": form,
        "amounts": amounts,
        "position": position,
        "names_asker": bool(rules.asked_anonymously.test(by, question)),
    }
    return page(request, "questions/bounty.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def award(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """/entries/<id>/award: asks first, then gives one’s bounty to this answer; that can’t be undone."""
    answer = entry_for(request, entry_id)
    bounty = None if answer.is_question else open_bounty(answer.question_pk)
    if bounty is None:
        return _none_is_open(request, answer)
    if request.method == "POST":
        actions.award_bounty(bounty, answer, by=member(request), now=timezone.now())
        return back_to(answer)
    allow(rules.offered_it, member(request), bounty, or_say=str(NOT_YOURS))
    until = last_moment(bounty, position_of(member(request), answer.community_id).numbers)
    return page(request, "questions/award.html", {"answer": answer, "bounty": bounty, "until": until})


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def cancel(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """/questions/<id>/bounty/cancel: asks why, then gives the points back. For those who look after the community."""
    question = entry_for(request, question_id)
    bounty = open_bounty(question.pk)
    if bounty is None:
        return _none_is_open(request, question)
    by, now = member(request), timezone.now()
    allow_cancelling(bounty, question, by=by, now=now)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_back_bounty(bounty, by=by, reason=form.cleaned_data["reason"], now=now)
        except (Invalid, Refused) as error:
            form.take_errors(error)
        else:
            return back_to(question)
    context = {"question": question, "bounty": bounty, "form": form}
    return page(request, "questions/cancel_bounty.html", context, status=400 if form.errors else 200)


def _none_is_open(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Sent twice, or in a second tab: back to where it was done, with a word. There is nothing to look at."""
    if request.method != "POST" or not had_bounty(entry.question_pk):
        raise Http404
    messages.info(request, _("No bounty is open here any more."))
    return back_to(entry)
