"""A suggested edit: what it changes, who said what of it, and what this reader can say; one's own in a list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import member_of, page
from slashmentor.base.permissions import allow
from slashmentor.base.text.diff import render_changes, render_diff, render_sides
from slashmentor.base.text.render import render
from slashmentor.commons.communities.numbers import numbers_of

from .. import actions, rules
from ..actions.edit import allow_editing
from ..actions.judge import merged
from ..actions.versions import said_by
from ..forms import JudgeForm
from ..models import Suggestion
from ..queries.suggestions import find_mine
from .editing import edit_page, form_for, words_in
from .entries import back_to, member, members_only
from .numbers import Pager, page_number

A_PAGE = 30
MOST_PAGES = 200


@require_safe
def suggestion(request: HttpRequest, *, suggestion_id: int) -> HttpResponse:
    """What it changes, side by side; who judged it; and what this reader can do."""
    return _shown(request, _found(request, suggestion_id), JudgeForm())


@require_safe
@members_only
def mine(request: HttpRequest) -> HttpResponse:
    """The edits that the member suggested, newest first."""
    number = page_number(request.GET.get("page"), most=MOST_PAGES)
    rows = find_mine(member(request), start=(number - 1) * A_PAGE, most=A_PAGE + 1)
    pager = Pager(path=request.path, query={}, number=number, more=len(rows) > A_PAGE)
    return page(request, "questions/suggestions.html", {"rows": rows[:A_PAGE], "pager": pager})


@require_POST
@members_only
def judge(request: HttpRequest, *, suggestion_id: int) -> HttpResponse:
    """`approves` 1: take it over; 0: not this time, with a `reason`."""
    found = _found(request, suggestion_id)
    form = JudgeForm(request.POST)
    form.is_valid()
    try:
        judged = actions.judge(
            found,
            by=member(request),
            approves=request.POST.get("approves") == "1",
            reason=form.cleaned_data.get("reason", ""),
            now=timezone.now(),
        )
    except (Invalid, Refused) as error:
        form.take_errors(error)
        return _shown(request, found, form, status=error.status)
    if judged.state == Suggestion.State.APPROVED:
        return back_to(judged.entry)
    return redirect("questions:suggestion", judged.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def improve(request: HttpRequest, *, suggestion_id: int) -> HttpResponse:
    """The form with what was suggested; sent, it is taken over together with what was changed beyond."""
    found = _found(request, suggestion_id)
    entry, by = found.entry, member(request)
    not_theirs = _("Its author and those who edit without review can improve a suggested edit.")
    allow(rules.can_judge, by, found, or_say=not_theirs)
    allow_editing(entry, by)
    if request.method != "POST":
        said = merged(found, entry)
        if found.state != Suggestion.State.WAITING or said is None:
            raise Invalid(_("This has been decided already."))
        return edit_page(request, entry, form_for(entry, said=said), improves=found)
    form = form_for(entry, request.POST.dict())
    if not form.is_valid():
        return edit_page(request, entry, form, status=400, improves=found)
    try:
        actions.improve(found, by=by, now=timezone.now(), **words_in(form))
    except (Invalid, Refused) as error:
        form.take_errors(error)
        return edit_page(request, entry, form, status=error.status, improves=found)
    return back_to(entry)


@require_POST
@members_only
def withdraw(request: HttpRequest, *, suggestion_id: int) -> HttpResponse:
    """Take one's own back."""
    taken_back = actions.withdraw(_found(request, suggestion_id), by=member(request), now=timezone.now())
    return redirect("questions:suggestion", taken_back.pk)


def _found(request: HttpRequest, suggestion_id: int) -> Suggestion:
    """The suggestion; Http404 when there is none, or this reader may not see what it is about."""
    found = (
        Suggestion.objects.select_related("entry__question", "entry__community", "by")
        .filter(pk=suggestion_id)
        .first()
    )
    if found is None or not rules.can_see.test(member_of(request), found.entry):
        raise Http404
    return found


def _shown(request: HttpRequest, found: Suggestion, form: JudgeForm, *, status: int = 200) -> HttpResponse:
    entry, reader = found.entry, member_of(request)
    waits = found.state == Suggestion.State.WAITING
    # What waits is compared with what it would replace, what was decided with what it began from.
    was = said_by(entry if waits else entry.revisions.filter(number=found.based_on).first() or entry)
    mixed = merged(found, entry) if waits else None
    title, body, topics = mixed or (found.title, found.body, found.topic_names)
    judgements = list(found.judgements.select_related("by").order_by("pk"))
    can_judge = waits and bool(rules.can_judge.test(reader, found))
    return page(
        request,
        "questions/suggestion.html",
        {
            "suggestion": found,
            "entry": entry,
            "question_title": (entry.question or entry).title,
            "title": render_diff(was.title, title) if was.title != title else "",
            "body": render_sides(was.body, body, before=_("Before"), after=_("Suggested"))
            if was.body != body
            else "",
            "topics": render_changes(was.topics, topics) if was.topics != topics else "",
            "looks": [(_("Before"), render(was.body).html), (_("Suggested"), render(body, prefix="s-").html)],
            "overtaken": waits and mixed is None,
            "judgements": judgements,
            "approved": sum(one.approves for one in judgements),
            "needed": numbers_of(entry.community).whole("edits.approvals"),
            "form": form,
            "waits": waits,
            "can_judge": can_judge and all(one.by != reader for one in judgements),
            "can_improve": can_judge and bool(rules.can_edit.test(reader, entry)),
            "asked_it": bool(rules.asked_it_anonymously.test(reader, found)),
            "is_theirs": bool(rules.suggested_it.test(reader, found)),
        },
        status=status,
    )
