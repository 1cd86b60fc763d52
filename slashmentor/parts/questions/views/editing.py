from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slashmentor.base.errors import Invalid, Refused
from slashmentor.base.pages.render import member_of, page
from slashmentor.base.text.diff import render_changes, render_diff, render_sides

from .. import actions, rules, seals
from ..actions.edit import allow_editing
from ..actions.versions import Said, said_by
from ..advice import HELP
from ..forms import EditForm, EditQuestionForm, words_of
from ..models import Entry, Revision, Suggestion
from .closing_notice import advice_for
from .entries import back_to, entry_for, member, members_only

MOST_REVISIONS = 50  # on one page of a history


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def edit(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """A form with the entry as it is; what is sent becomes its next version, or waits for review as a suggestion."""
    entry = entry_for(request, entry_id)
    suggests = bool(rules.can_suggest.test(member(request), entry))
    if not suggests:
        allow_editing(entry, member(request))
    if request.method != "POST":
        return edit_page(request, entry, form_for(entry), suggests=suggests)
    form = form_for(entry, request.POST.dict())
    if not form.is_valid():
        return edit_page(request, entry, form, status=400, suggests=suggests)
    try:
        if suggests:
            suggestion = actions.suggest(entry, by=member(request), now=timezone.now(), **words_in(form))
            return redirect("questions:suggestion", suggestion.pk)
        entry = actions.edit(entry, by=member(request), now=timezone.now(), **words_in(form))
    except (Invalid, Refused) as error:
        form.take_errors(error)
        entry.refresh_from_db()
        overtaken = entry.revision_count != form.cleaned_data["seen"]
        return edit_page(request, entry, form, status=error.status, overtaken=overtaken, suggests=suggests)
    return back_to(entry)


@require_safe
def history(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Every version of an entry, newest first, each with what it changed."""
    entry = entry_for(request, entry_id)
    found = list(entry.revisions.select_related("by").order_by("-number")[: MOST_REVISIONS + 1])
    shown = found[:MOST_REVISIONS]
    steps = [
        {"revision": new, "as_persona": _is_the_personas(new, entry), **_change(old, new)}
        for new, old in zip(shown, [*found[1:], None][: len(shown)], strict=False)
    ]
    return page(
        request,
        "questions/history.html",
        {
            "entry": entry,
            "title": (entry.question or entry).title,
            "steps": steps,
            "more": len(found) > MOST_REVISIONS,
            "may_roll_back": bool(rules.can_edit.test(member_of(request), entry)),
        },
    )


def _is_the_personas(revision: Revision, entry: Entry) -> bool:
    """Whether the anonymous asker wrote it: only their deeds stand without a name at the full hour (tracing.py)."""
    return (
        entry.persona_id is not None and revision.by_id is None and revision.at == seals.hour_of(revision.at)
    )


@require_POST
@members_only
def roll_back(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """`to`: the number of the version that the entry says again."""
    entry = entry_for(request, entry_id)
    number = request.POST.get("to", "")
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise Invalid(_("There is no such version."))
    return back_to(actions.roll_back(entry, by=member(request), to=int(number), now=timezone.now()))


def form_for(entry: Entry, sent: dict[str, str] | None = None, *, said: Said | None = None) -> EditForm:
    """The form that changes this entry: as sent, or with what was `said`, else with its words as they are now."""
    kind = EditQuestionForm if entry.is_question else EditForm
    if sent is not None:
        return kind(sent)
    said = said or said_by(entry)
    words = {
        "title": said.title,
        "body": said.body,
        "topics": " ".join(said.topics),
        "seen": entry.revision_count,
    }
    return kind(initial=words)


def words_in(form: EditForm) -> dict[str, Any]:
    """What a valid form wants the entry to say, as the actions take it."""
    sent = form.cleaned_data
    return {
        "body": sent["body"],
        "title": sent.get("title"),
        "topics": words_of(sent["topics"]) if "topics" in sent else None,
        "summary": sent["summary"],
        "seen_revision": sent["seen"],
    }


def edit_page(
    request: HttpRequest,
    entry: Entry,
    form: EditForm,
    *,
    status: int = 200,
    overtaken: bool = False,
    suggests: bool = False,
    improves: Suggestion | None = None,
) -> HttpResponse:
    """The form to edit an entry, to suggest an edit of it, or to improve a suggested one."""
    theirs = render_diff(str(form["body"].value() or ""), said_by(entry).body) if overtaken else ""
    if overtaken:
        # Sent again, it is meant to replace the newer version, which is shown beside it.
        form.data = {**form.data, "seen": str(entry.revision_count)}
    return page(
        request,
        "questions/edit.html",
        {
            "entry": entry,
            "title": (entry.question or entry).title,
            "form": form,
            "theirs": theirs,
            "suggests": suggests,
            "improves": improves,
            "waiting": _waiting(entry) if suggests else None,
            "advice": _advice(request, entry) if entry.is_question else [],
            "interactive": True,
        },
        status=status,
    )


def _advice(request: HttpRequest, question: Entry) -> list[Any]:
    """What would help, a line each: for everybody once it is closed, before that for its author alone."""
    if question.is_closed:
        return list(HELP[question.closed_reason].points) if question.closed_reason in HELP else []
    if not rules.is_author.test(member(request), question):
        return []
    return [point for told in advice_for(question.pk) for point in told["points"]]


def _waiting(entry: Entry) -> Suggestion | None:
    """Somebody's edit that waits already: a second one is told before they write."""
    return Suggestion.objects.filter(entry=entry, state=Suggestion.State.WAITING).first()


def _change(old: Revision | None, new: Revision) -> dict[str, Any]:
    """What a version changed; the first one changed nothing and shows itself."""
    said = said_by(new)
    if old is None:
        return {
            "title": said.title,
            "topics": said.topics,
            "body": render_diff(said.body, said.body),
            "first": True,
        }
    was = said_by(old)
    names = {
        "before": _("Version %(number)s") % {"number": old.number},
        "after": _("Version %(number)s") % {"number": new.number},
    }
    return {
        "title": render_diff(was.title, said.title) if was.title != said.title else "",
        "topics": render_changes(was.topics, said.topics) if was.topics != said.topics else "",
        "body": render_sides(was.body, said.body, **names) if was.body != said.body else "",
        "first": False,
    }
