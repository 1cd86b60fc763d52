from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import page
from slashmentor.base.permissions import allow
from slashmentor.base.text.diff import render_diff
from slashmentor.base.text.to_markdown import to_markdown

from .. import actions, rules
from ..forms import EditForm, EditQuestionForm, words_of
from ..models import Entry, Revision
from .entries import back_to, entry_for, member, members_only

MOST_REVISIONS = 50  # on one page of a history


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def edit(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """A form with the entry as it is; what is sent becomes its next version."""
    entry = entry_for(request, entry_id)
    may_not = _("You can edit what you wrote yourself, and community wikis.")
    allow(rules.can_edit, member(request), entry, or_say=may_not)
    kind = EditQuestionForm if entry.is_question else EditForm
    if request.method != "POST":
        return _form(request, entry, kind(initial=_as_it_is(entry)))
    form = kind(request.POST.dict())
    if not form.is_valid():
        return _form(request, entry, form, status=400)
    sent = form.cleaned_data
    try:
        entry = actions.edit(
            entry,
            by=member(request),
            body=sent["body"],
            title=sent.get("title"),
            topics=words_of(sent["topics"]) if entry.is_question else None,
            summary=sent["summary"],
            seen_revision=sent["seen"],
            now=timezone.now(),
        )
    except Invalid as invalid:
        form.take_errors(invalid)
        entry.refresh_from_db()
        overtaken = entry.revision_count != sent["seen"]
        return _form(request, entry, form, status=400, overtaken=overtaken)
    return back_to(entry)


@require_safe
def history(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """Every version of an entry, newest first, each with what it changed."""
    entry = entry_for(request, entry_id)
    found = list(entry.revisions.select_related("by").order_by("-number")[: MOST_REVISIONS + 1])
    shown = found[:MOST_REVISIONS]
    steps = [
        {"revision": new, **_change(old, new)}
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
        },
    )


def _form(
    request: HttpRequest, entry: Entry, form: EditForm, *, status: int = 200, overtaken: bool = False
) -> HttpResponse:
    theirs = render_diff(str(form["body"].value() or ""), _markdown(entry)) if overtaken else ""
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
            "interactive": True,
        },
        status=status,
    )


def _as_it_is(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "body": _markdown(entry),
        "topics": " ".join(entry.topic_names),
        "seen": entry.revision_count,
    }


def _markdown(entry: Entry) -> str:
    """An imported entry came as HTML; its first edit here makes it Markdown."""
    return to_markdown(entry.body_html) if entry.body_format == Entry.Format.HTML else entry.body


def _change(old: Revision | None, new: Revision) -> dict[str, Any]:
    """What a version changed; the first one changed nothing and shows itself."""
    if old is None:
        return {
            "title": new.title,
            "topics": new.topic_names,
            "body": render_diff(_source(new), _source(new)),
            "first": True,
        }
    return {
        "title": render_diff(old.title, new.title) if old.title != new.title else "",
        "topics": render_diff(" ".join(old.topic_names), " ".join(new.topic_names))
        if old.topic_names != new.topic_names
        else "",
        "body": render_diff(_source(old), _source(new)) if _source(old) != _source(new) else "",
        "first": False,
    }


def _source(revision: Revision) -> str:
    return to_markdown(revision.body) if revision.body_format == Entry.Format.HTML else revision.body
