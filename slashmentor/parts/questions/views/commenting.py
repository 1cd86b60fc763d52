from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slashmentor.base.errors import Invalid
from slashmentor.base.pages.render import fragment, member_of, page
from slashmentor.base.permissions import allow
from slashmentor.commons.standing.privileges import Privilege, position_of, what_stops

from .. import actions, rules, seals
from ..forms import CommentForm
from ..models import Comment, Entry
from ..queries.around import find_comments
from ..queries.mine import NOBODY, find_mine
from ..queries.page import find_head
from .entries import back_to, comment_for, entry_for, is_htmx, member, members_only
from .pieces import useful_piece
from .places import Reader, fill, places_of

MOST = 500  # on the page of all comments


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    """GET: all comments of an entry. POST `body`: one more."""
    if request.method == "POST":
        return _comment(request, entry_id=entry_id)
    entry = entry_for(request, entry_id)
    return _shown(request, entry, CommentForm())


@members_only
def _comment(request: HttpRequest, *, entry_id: int) -> HttpResponse:
    entry = entry_for(request, entry_id)
    form = CommentForm(request.POST)
    form.is_valid()
    try:
        actions.comment(
            entry,
            by=member(request),
            body=form.cleaned_data.get("body", ""),
            now=timezone.now(),
            once_within=actions.TWICE,
        )
    except Invalid as invalid:
        if is_htmx(request):
            raise
        form.take_errors(invalid)
        return _shown(request, entry, form, status=400)
    if is_htmx(request):
        entry.refresh_from_db()
        return HttpResponse(_comments(request, entry))
    return back_to(entry)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def edit_comment(request: HttpRequest, *, comment_id: int) -> HttpResponse:
    """A form with the comment, and its new words."""
    comment = comment_for(request, comment_id)
    _refuse_others(request, comment)
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"body": comment.body})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_comment(
                comment, by=member(request), body=form.cleaned_data.get("body", ""), now=timezone.now()
            )
        except Invalid as invalid:
            form.take_errors(invalid)
        else:
            return back_to(comment.entry)
    return page(
        request,
        "questions/edit_comment.html",
        {"entry": comment.entry, "form": form},
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def delete_comment(request: HttpRequest, *, comment_id: int) -> HttpResponse:
    """Asks first, then deletes."""
    comment = comment_for(request, comment_id)
    if request.method == "POST":
        actions.delete_comment(comment, by=member(request), now=timezone.now())
        return back_to(comment.entry)
    _refuse_others(request, comment)
    return page(request, "questions/delete_comment.html", {"entry": comment.entry, "comment": comment})


@require_POST
@members_only
def find_useful(request: HttpRequest, *, comment_id: int) -> HttpResponse:
    """`useful` 1: I find this comment useful; 0: taken back."""
    comment = comment_for(request, comment_id)
    useful = request.POST.get("useful") == "1"
    comment = actions.find_useful(comment, by=member(request), useful=useful, now=timezone.now())
    if is_htmx(request):
        return HttpResponse(useful_piece(comment.pk, comment.score, mine=useful))
    return back_to(comment.entry)


def _refuse_others(request: HttpRequest, comment: Comment) -> None:
    """Say so before somebody has written what they could not send."""
    allow(
        rules.can_edit_comment,
        member(request),
        comment,
        or_say=_("You can change and delete the comments that you wrote yourself."),
    )


def _shown(request: HttpRequest, entry: Entry, form: CommentForm, *, status: int = 200) -> HttpResponse:
    if is_htmx(request):
        return HttpResponse(_comments(request, entry))
    may_try = rules.can_comment.test(member_of(request), entry)
    missing = _missing(request, entry) if may_try else ""
    return page(
        request,
        "questions/comments.html",
        {
            "entry": entry,
            "title": (entry.question or entry).title,
            "markup": _comments(request, entry),
            "form": form if may_try and not missing else None,
            "missing": missing,
        },
        status=status,
    )


def _missing(request: HttpRequest, entry: Entry) -> str:
    """Why this member can't comment on it yet; "" when they can."""
    by = member(request)
    own = (rules.is_author | rules.is_asker).test(by, entry)
    return what_stops(
        position_of(by, entry.community_id), None if own else Privilege.COMMENT, now=timezone.now()
    )


def _comments(request: HttpRequest, entry: Entry) -> str:
    """All comments of the entry, with what this reader may do with each."""
    rows = find_comments(entry.pk, most=MOST)
    markup = fragment(
        request,
        "questions/_comments.html",
        {"rows": rows, "id": entry.pk, "head": None, "topics": [], "stages": {}, "levels": {}},
    )
    reader = member_of(request)
    if reader is None:
        return str(fill(markup, Reader(None, mine=NOBODY, asker_id=None, now=timezone.now()), {}))
    head = find_head(entry.question_pk)
    assert head is not None
    mine = find_mine(
        reader,
        question_id=head.id,
        community_id=head.community_id,
        entries=[entry.pk],
        comments=places_of(markup, "remark"),
    )
    here = Reader(
        reader.pk,
        mine=mine,
        asker_id=head.author_id,
        now=timezone.now(),
        is_persona=head.persona_id is not None and seals.is_theirs(head.persona_id, reader.pk),
    )
    return str(fill(markup, here, {}))
