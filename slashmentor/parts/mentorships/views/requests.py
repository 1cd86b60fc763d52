"""One request, as the two whom it concerns see it; each verb is a form on it, sent to its own address with `do`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from slashmentor.base.errors import ForPeople, Invalid
from slashmentor.base.limits import limit, who
from slashmentor.base.pages.render import member_of, page
from slashmentor.parts.mentors.models import Listing

from .. import actions
from ..forms import DeclineForm, WordsForm
from ..lifecycle import ARROWS, Actor, State
from ..models import Request, Visitor
from ..numbers import WORDS_AN_HOUR
from ..queries.lists import find_for_visitor, words_on
from ..queries.next_best import next_best
from ..rules import By

_DO: dict[str, Callable[..., Request]] = {
    "accept": actions.accept,
    "answer": actions.answer,
    "ask_more": actions.ask_more,
    "confirm": actions.confirm,
    "decline": actions.decline,
    "end": actions.end,
    "put_on_list": actions.put_on_list,
    "withdraw": actions.withdraw,
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show(request: HttpRequest, request_id: int) -> HttpResponse:
    """For the two members; for everybody else there is no such page."""
    member = member_of(request)
    found = get_object_or_404(Request.objects.visible_to(member).with_both(), pk=request_id)
    return _answered(request, found, member, found.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def show_visitor(request: HttpRequest, request_id: int, secret: str) -> HttpResponse:
    """For whoever asked without an account; the address is the proof. GET changes nothing, since scanners follow links."""
    limit("request-secret", who(request), times=120, seconds=3600)
    found = find_for_visitor(request_id, secret)
    if found is None:
        raise Http404
    answer = _answered(request, found, Visitor(secret), found.address_for_visitor())
    # The address is a key: no other site learns it, and no cache keeps what it opens. (With "no-referrer" browsers send
    # forms from nowhere, which no form token makes good.)
    answer["Referrer-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _answered(request: HttpRequest, found: Request, by: By, address: str) -> HttpResponse:
    side, now = found.side_of(by), timezone.now()
    assert side is not None
    forms = {verb: _form(verb) for verb in _FORMS}
    status = 200
    if request.method == "POST":
        limit("request-words", who(request), times=WORDS_AN_HOUR, seconds=3600)
        verb = request.POST.get("do", "")
        if verb not in _DO:
            raise Invalid(_("Please choose what to do."))
        if verb in _FORMS:
            forms[verb] = _form(verb, request.POST)
        try:
            _do(verb, found, by, forms.get(verb), now)
        except ForPeople as error:
            status = error.status
            if verb in forms and isinstance(error, Invalid):
                forms[verb].take_errors(error)
            else:
                messages.error(request, error.sentence)
        else:
            messages.success(request, _SAID[verb]())
            return HttpResponseRedirect(address)
        found = Request.objects.with_both().get(pk=found.pk)
    return page(request, "mentorships/request.html", _context(found, by, side, forms, now), status=status)


def _do(verb: str, found: Request, by: By, form: WordsForm | None, now: datetime) -> None:
    more = {}
    if form is not None:
        form.is_valid()
        more = {name: form.cleaned_data.get(name, "") for name in form.fields}
    _DO[verb](found, by=by, now=now, **more)


# The verbs that say something: their form, its label and hint.
_FORMS: dict[str, tuple[type[WordsForm], Promise, str | Promise]] = {
    "accept": (
        WordsForm,
        gettext_lazy("A word to begin with"),
        gettext_lazy(
            "How you go on from here: a time, a link, where to write to. Only the two of you read it."
        ),
    ),
    "ask_more": (WordsForm, gettext_lazy("What would you like to know first?"), ""),
    "answer": (WordsForm, gettext_lazy("Your answer"), ""),
    "decline": (DeclineForm, gettext_lazy("In your own words"), ""),
}


def _form(verb: str, sent: Any = None) -> WordsForm:
    """Several stand on one page, so that the ids of their fields say whose they are."""
    kind, label, hint = _FORMS[verb]
    return kind(sent, label=label, hint=hint, needed=verb in {"ask_more", "answer"}, auto_id=f"{verb}_%s")


def _context(
    found: Request, by: By, side: Actor, forms: dict[str, WordsForm], now: datetime
) -> dict[str, Any]:
    is_mentor = side is Actor.MENTOR
    others: Sequence[Listing] = []
    if not is_mentor and found.state in {State.DECLINED, State.EXPIRED} and found.offer is not None:
        reader = None if isinstance(by, Visitor) else by
        others = next_best(found.offer, reader, kind=found.kind, now=now)
    return {
        "asked": found,
        "words": words_on(found),
        "is_mentor": is_mentor,
        "is_visitor": isinstance(by, Visitor),
        "can": _now(found, side),
        "forms": forms,
        "full": found.offer is not None and not found.offer.free,
        "can_wait": actions.can_wait(found),
        "others": others,
        "handle": found.mentor.handle if found.mentor is not None else "",
    }


def _now(found: Request, side: Actor) -> set[str]:
    return {
        verb
        for verb, arrow in ARROWS.items()
        if arrow.by in {side, Actor.EITHER} and found.state in arrow.sources
    }


_SAID: dict[str, Callable[[], str]] = {
    "accept": lambda: _("You said yes. A place is theirs now."),
    "answer": lambda: _("Your answer is with them."),
    "ask_more": lambda: _("Your question is with them. You hear from us when it is answered."),
    "confirm": lambda: _("Sent. We write to you as soon as there is an answer."),
    "decline": lambda: _("They know, kindly. Thank you for answering."),
    "end": lambda: _("It has ended. The place is free again."),
    "put_on_list": lambda: _("They are on your waiting list."),
    "withdraw": lambda: _("It is taken back."),
}
